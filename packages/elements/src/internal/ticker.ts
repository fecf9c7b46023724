import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Redraws its host at each full second since a moment. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #since: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Ticks since a moment (ms since the epoch), or stops. */
  follow(since: number | null): void {
    if (since === this.#since) return;
    this.hostDisconnected();
    this.#since = since;
    if (since !== null) this.#next(since);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#since = null;
  }

  #next(since: number): void {
    const past = (Date.now() - since) % 1000;
    this.#timer = setTimeout(
      () => {
        this.#host.requestUpdate();
        this.#next(since);
      },
      1000 - (past < 0 ? past + 1000 : past),
    );
  }
}
