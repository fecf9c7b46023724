import { CallError, type UserId } from '@call-elements/protocol';
import type { Limits } from '../limits.js';
import { TokenBucket } from '../token-bucket.js';

/** Counts the requests of each user. */
export class RequestLimiter {
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #buckets = new Map<UserId, TokenBucket>();

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** @throws {CallError} `ERR_RATE_LIMITED` */
  count(userId: UserId): void {
    const now = this.#now();
    const limits = { perMinute: this.#limits.requestsPerMinute, burst: this.#limits.requestBurst };
    const bucket = this.#buckets.get(userId) ?? new TokenBucket(limits, now);
    this.#buckets.set(userId, bucket);
    if (bucket.take(now) < 0) throw new CallError('ERR_RATE_LIMITED', 'Too many requests', { retryAfterMs: bucket.waitMs(now) });
  }

  /** Forgets those who have not asked for a while. */
  sweep(): void {
    for (const [userId, bucket] of this.#buckets) if (bucket.isFull(this.#now())) this.#buckets.delete(userId);
  }
}
