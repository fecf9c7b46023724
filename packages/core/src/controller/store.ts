import type { Snapshot } from '../snapshot.js';
import { callSafely } from './emitter.js';

const empty: Snapshot = {
  self: null,
  connection: 'idle',
  connectionError: null,
  calls: [],
  activeCallId: null,
  ringReadiness: { surface: false },
  friends: { status: 'loading', list: [] },
};

/** Holds the frozen snapshot and tells of changes, synchronously. */
export class Store {
  #snapshot = freeze(empty);
  readonly #listeners = new Set<() => void>();

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Replaces some slices; a slice that is deeply equal to the old one keeps its identity. */
  update(change: Partial<Snapshot>): void {
    const next = keepEqual(this.#snapshot, { ...this.#snapshot, ...change });
    if (next === this.#snapshot) return;
    this.#snapshot = freeze(next);
    for (const listener of [...this.#listeners]) callSafely(listener);
  }

  clear(): void {
    this.#listeners.clear();
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** `next`, with each part of it that equals the same part of `old` replaced by that old part. */
function keepEqual<T>(old: unknown, next: T): T {
  if (Object.is(old, next)) return next;
  if (!isObject(old) || !isObject(next) || Array.isArray(old) !== Array.isArray(next)) return next;
  const keys = Object.keys(next);
  const merged: Record<string, unknown> = Array.isArray(next) ? ([] as unknown as Record<string, unknown>) : {};
  let same = keys.length === Object.keys(old).length;
  for (const key of keys) {
    merged[key] = keepEqual(old[key], (next as Record<string, unknown>)[key]);
    same &&= Object.hasOwn(old, key) && Object.is(merged[key], old[key]);
  }
  return (same ? old : merged) as T;
}

function freeze<T>(value: T): T {
  if (!isObject(value) || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
