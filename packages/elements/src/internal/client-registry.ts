import type { CallController } from '@call-elements/core';

/** What other elements need of a `<call-client>`. */
export interface ClientElement extends HTMLElement {
  readonly controller: CallController | undefined;
}

/** The clients of one document, and those who wait for them. */
export interface ClientRegistry {
  readonly clients: Set<ClientElement>;
  readonly waiting: Set<() => void>;
  /** The code that makes controllers did not come; it is tried again. */
  lost: boolean;
  /** The warning about unnamed clients was given. */
  warned: boolean;
}

// On the document, not in this module: a second copy of the bundle on the page must see the same clients.
const KEY = Symbol.for('call-elements.clients');
type WithRegistry = Document & { [KEY]?: ClientRegistry | undefined };

/** The registry of a document. */
export function clientRegistry(owner: Document): ClientRegistry {
  const holder: WithRegistry = owner;
  holder[KEY] ??= { clients: new Set(), waiting: new Set(), lost: false, warned: false };
  return holder[KEY];
}

/** Tells everybody who waits that clients came, went, or have another controller. */
export function announceClients(registry: ClientRegistry): void {
  for (const listener of [...registry.waiting]) listener();
}
