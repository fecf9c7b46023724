import type { Clock } from '../ports.js';

/** A clock that moves only when a test says so. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #wallStart: number;
  readonly #tasks = new Set<{ readonly at: number; readonly run: () => void }>();

  constructor(wallStart = 1_800_000_000_000) {
    this.#wallStart = wallStart;
  }

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#wallStart + this.#now;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, run: task };
    this.#tasks.add(entry);
    return () => {
      this.#tasks.delete(entry);
    };
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** Moves on by `ms`, running what falls due in order; promises that settle on the way go first. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#tasks.delete(next);
      this.#now = next.at;
      next.run();
      await settle();
    }
    this.#now = end;
  }

  #next(end: number): { readonly at: number; readonly run: () => void } | undefined {
    return [...this.#tasks].filter((task) => task.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets promises that can settle do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
