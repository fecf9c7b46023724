/** The element that has the focus, through open shadow trees. */
function deepActive(owner: Document): Element | null {
  let active = owner.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Takes the focus to a ring, keeps it in the view while buttons come and go, and gives it back where the call began. */
export class FocusKeeper {
  readonly #root: ShadowRoot;
  #opener: Element | null = null;
  #callId: string | null = null;
  #hadFocus = false;

  constructor(root: ShadowRoot) {
    this.#root = root;
  }

  /** Before a drawing: remembers who had the focus. */
  before(callId: string | null): void {
    this.#hadFocus = this.#root.activeElement !== null;
    if (callId === null || callId === this.#callId) return;
    if (!this.#hadFocus) this.#opener = deepActive(this.#root.host.ownerDocument);
  }

  /** After a drawing: `rings` takes the focus once, `over` gives it back. */
  after(callId: string | null, { rings, over }: { rings: boolean; over: boolean }): void {
    const isNew = callId !== this.#callId;
    this.#callId = callId;
    if (isNew && rings) this.#focus('[role="alertdialog"]');
    else if (this.#hadFocus && this.#root.activeElement === null) {
      if (over || callId === null) this.#giveBack();
      else this.#focus('.frame');
    }
    if (callId === null) this.#opener = null;
  }

  #focus(selector: string): void {
    this.#root.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }

  #giveBack(): void {
    const opener = this.#opener;
    if (opener instanceof HTMLElement && opener.isConnected && opener !== opener.ownerDocument.body) opener.focus({ preventScroll: true });
    else this.#focus('.frame');
  }
}
