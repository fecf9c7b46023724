/** A typed list of listeners; one that throws does not stop the others. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<(event: never) => void>>();

  on<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  emit<K extends keyof Events>(type: K, event: Events[K]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])])
      callSafely(() => {
        (listener as (event: Events[K]) => void)(event);
      });
  }

  clear(): void {
    this.#listeners.clear();
  }
}

/** Runs foreign code; what it throws is reported as an uncaught error and does not stop us. */
export function callSafely(run: () => void): void {
  try {
    run();
  } catch (error) {
    globalThis.reportError(error);
  }
}
