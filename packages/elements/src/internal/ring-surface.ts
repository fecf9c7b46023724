import type { CallController } from '@call-elements/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells the controller that this page can show a ring, for as long as the element really has a box on it. */
export class RingSurface implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #canShow: () => boolean;
  #controller: CallController | undefined;
  #observer: ResizeObserver | undefined;
  #withdraw: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element, canShow: () => boolean) {
    this.#host = host;
    this.#canShow = canShow;
    host.addController(this);
  }

  /** Declares the surface to this controller from now on. */
  use(controller: CallController | undefined): void {
    if (controller === this.#controller) return;
    this.#set(false);
    this.#controller = controller;
    this.refresh();
  }

  hostConnected(): void {
    // `display: none` here or above takes the box away: from some size to none, which is a resize.
    this.#observer = new ResizeObserver(() => {
      this.refresh();
    });
    this.#observer.observe(this.#host);
  }

  hostUpdated(): void {
    this.refresh();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#set(false);
  }

  /** Looks again. A page in a background tab keeps its boxes: it still can ring. */
  refresh(): void {
    this.#set(this.#host.isConnected && this.#host.getClientRects().length > 0 && this.#canShow());
  }

  #set(shown: boolean): void {
    if (!shown) {
      this.#withdraw?.();
      this.#withdraw = undefined;
    } else if (this.#controller) this.#withdraw ??= this.#controller.addRingSurface();
  }
}
