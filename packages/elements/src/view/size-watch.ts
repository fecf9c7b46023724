import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ViewSize } from './view-parts.js';

/** Knows the size of the frame and redraws when it changes: layout follows the element, not the window. */
export class SizeWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #observer: ResizeObserver | undefined;
  #frame: Element | null = null;
  #size: ViewSize = { inline: 360, block: 480 };

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    this.#host = host;
    host.addController(this);
  }

  get size(): ViewSize {
    return this.#size;
  }

  hostUpdated(): void {
    const frame = this.#host.renderRoot.querySelector('.frame');
    if (frame === this.#frame) return;
    this.hostDisconnected();
    this.#frame = frame;
    if (!frame) return;
    this.#observer = new ResizeObserver(() => {
      this.#measure(frame);
    });
    this.#observer.observe(frame);
    this.#measure(frame);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#frame = null;
  }

  #measure(frame: Element): void {
    const { clientWidth: inline, clientHeight: block } = frame;
    if (inline === this.#size.inline && block === this.#size.block) return;
    this.#size = { inline, block };
    this.#host.requestUpdate();
  }
}
