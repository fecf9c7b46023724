/** Registers a tag unless the page has it already, from another copy of this bundle perhaps. */
export function register(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
