import { timers, type CallError, type ErrorCode } from '@call-elements/protocol';
import { errorOf } from '../errors.js';
import type { Clock } from '../ports.js';
import type { Connection, ErrorInfo } from '../snapshot.js';

/** Decides when the host hears of a bad line to the service: at once when somebody must act, later when it may heal by itself; once per outage. */
export class LineWatch {
  readonly #clock: Clock;
  readonly #tell: (error: CallError) => void;
  #told: ErrorCode | null = null;
  #latest: ErrorInfo | null = null;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, tell: (error: CallError) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  see(connection: Connection, error: ErrorInfo | null): void {
    if (connection === 'online') {
      this.stop();
      this.#told = null;
    }
    if (!error) return;
    this.#latest = error;
    if (connection === 'refused' || error.category === 'configuration') this.#say();
    else this.#cancel ??= this.#clock.after(timers.SIGNALLING_LOSS_NOTICE, this.#say);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  readonly #say = (): void => {
    this.stop();
    const error = this.#latest;
    if (!error || error.code === this.#told) return;
    this.#told = error.code;
    this.#tell(errorOf(error));
  };
}
