import { timers } from '@call-elements/protocol';
import type { Clock } from '../ports.js';

/** Beats while a socket is open and notices when nothing comes back: a lost network closes no socket by itself. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #beat: () => void;
  readonly #dead: () => void;
  #live = false;
  #running = false;
  #unanswered = 0;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, beat: () => void, dead: () => void) {
    this.#clock = clock;
    this.#beat = beat;
    this.#dead = dead;
  }

  start(): void {
    this.#running = true;
    this.#unanswered = 0;
    this.#schedule();
  }

  stop(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Anything that arrives is a sign of life. */
  heard(): void {
    this.#unanswered = 0;
  }

  setLive(live: boolean): void {
    if (live === this.#live) return;
    this.#live = live;
    if (this.#running) this.#schedule();
  }

  #schedule(): void {
    this.#cancel?.();
    this.#cancel = this.#clock.after(this.#live ? timers.HEARTBEAT_LIVE : timers.HEARTBEAT_IDLE, () => {
      if (this.#unanswered >= timers.HEARTBEAT_MISSES) {
        this.stop();
        this.#dead();
        return;
      }
      this.#unanswered += 1;
      this.#beat();
      this.#schedule();
    });
  }
}
