import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** How long a page waits before it asks again for code that did not come. Milliseconds. */
const RETRY = 5_000;

/** A module that an element needs later than its first drawing: asked for once, and again after a failure while the element is there. */
export class LateModule<M> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<M>;
  readonly #onFailure: (error: unknown) => void;
  #module: M | undefined;
  #asked = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, load: () => Promise<M>, onFailure: (error: unknown) => void) {
    this.#host = host;
    this.#load = load;
    this.#onFailure = onFailure;
    host.addController(this);
  }

  /** The module, if it is there. */
  peek(): M | undefined {
    return this.#module;
  }

  /** The module, if it is there; otherwise it comes, and the host is redrawn. */
  get(): M | undefined {
    if (!this.#module && !this.#asked) {
      this.#asked = true;
      this.#load().then(
        (module) => {
          this.#module = module;
          this.#host.requestUpdate();
        },
        (error: unknown) => {
          this.#retry = setTimeout(() => {
            this.hostDisconnected();
            this.get();
          }, RETRY);
          this.#onFailure(error);
        },
      );
    }
    return this.#module;
  }

  hostDisconnected(): void {
    if (this.#retry === undefined) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#asked = false;
  }
}
