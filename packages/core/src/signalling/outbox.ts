import { CallError, formatClientMessage, type ReplyResult } from '@call-elements/protocol';
import type { Outgoing } from '../ports.js';

interface Waiting {
  readonly frame: string;
  readonly resolve: (result: ReplyResult) => void;
  readonly reject: (error: CallError) => void;
}

/** Messages that wait for their answer. After a reconnect all are sent again: the service knows them by id. */
export class Outbox {
  readonly #waiting = new Map<string, Waiting>();

  /** Keeps a message until it is answered or `signal` aborts; `send` gets its frame at once when connected. */
  add(id: string, message: Outgoing, send: (frame: string) => void, signal?: AbortSignal): Promise<ReplyResult> {
    return new Promise((resolve, reject) => {
      const frame = formatClientMessage({ ...message, id });
      const give = (): void => {
        if (this.#waiting.delete(id)) reject(lost());
      };
      if (signal?.aborted) {
        reject(lost());
        return;
      }
      signal?.addEventListener('abort', give, { once: true });
      const settled =
        <T>(done: (value: T) => void) =>
        (value: T): void => {
          signal?.removeEventListener('abort', give);
          done(value);
        };
      this.#waiting.set(id, { frame, resolve: settled(resolve), reject: settled(reject) });
      send(frame);
    });
  }

  answer(id: string, result: ReplyResult): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.resolve(result);
  }

  refuse(id: string, error: CallError): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.reject(error);
  }

  /** All frames that have no answer yet, oldest first. */
  frames(): string[] {
    return [...this.#waiting.values()].map((waiting) => waiting.frame);
  }

  /** Gives up on everything. */
  close(error: CallError = lost()): void {
    for (const id of [...this.#waiting.keys()]) this.refuse(id, error);
  }
}

const lost = (): CallError => new CallError('ERR_SIGNALLING_LOST', 'The service gave no answer. Check its address and the network.');
