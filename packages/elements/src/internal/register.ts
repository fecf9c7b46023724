import { VERSION } from './version.js';

/** On every class of ours, whichever copy of this package it is from. */
const MARK = Symbol.for('call-elements.version');
type Marked = CustomElementConstructor & { [MARK]?: string };

/** Registers a tag unless the page has it already. Where there is no page, on a server, nothing happens. */
export function register(tag: string, element: CustomElementConstructor): void {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- absent in Node, whatever the DOM types say
  const present: Marked | undefined = globalThis.customElements?.get(tag);
  if (!present) {
    Object.defineProperty(element, MARK, { value: VERSION });
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- as above
    globalThis.customElements?.define(tag, element);
  } else if (present[MARK] !== VERSION) {
    // eslint-disable-next-line no-console -- the author of the page would look for the reason elsewhere
    console.warn(`<${tag}> is of ${present[MARK] ? `Call Elements ${present[MARK]}` : 'somebody else'} on this page, not of ${VERSION}.`);
  }
}
