import type { CallController } from '@call-elements/core';
import { clientRegistry, type ClientElement } from './client-registry.js';

/** What an element tells about the controller that it wants. */
export interface ControllerSeeker extends HTMLElement {
  /** The host's own controller. */
  controller?: CallController | undefined;
  /** Id of a `<call-client>`. */
  for?: string;
}

/** The node above, as it is drawn: through slots and shadow hosts. */
function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return node instanceof Element && node.assignedSlot ? node.assignedSlot : node.parentNode;
}

/** The nearest `<call-client>` above, through slots and shadow hosts. It may not be upgraded yet: it is waited for all the same. */
function clientAbove(element: Element, clients: ReadonlySet<ClientElement>): Element | undefined {
  for (let node = parentOf(element); node; node = parentOf(node)) {
    if (node instanceof Element && (node.localName === 'call-client' || clients.has(node as ClientElement))) return node;
  }
  return undefined;
}

function clientById(element: Element, id: string): Element | undefined {
  const root = element.getRootNode();
  const near = root instanceof ShadowRoot ? root.getElementById(id) : null;
  return near ?? element.ownerDocument.getElementById(id) ?? undefined;
}

/**
 * The controller of an element, first that applies: its own `controller`; the client that `for` names; the nearest
 * `<call-client>` above it; the only one in the document. Undefined while there is none, or when several could be meant.
 */
export function findController(element: ControllerSeeker): CallController | undefined {
  if (element.controller) return element.controller;
  const registry = clientRegistry(element.ownerDocument);
  const { clients } = registry;
  const named = element.for ? clientById(element, element.for) : clientAbove(element, clients);
  if (element.for || named) return clients.has(named as ClientElement) ? (named as ClientElement).controller : undefined;
  const [only, another] = clients;
  if (another && !registry.warned) {
    registry.warned = true;
    // eslint-disable-next-line no-console -- silence would leave the author of the page without a hint
    console.warn(`<${element.localName}>: this page has several <call-client>; name one with for="id".`);
  }
  return another ? undefined : only?.controller;
}
