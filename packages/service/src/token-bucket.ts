/** Allows `burst` at once and `perMinute` in the long run. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #level: number;
  #at: number;

  constructor(options: { perMinute: number; burst: number }, now: number) {
    this.#perMs = options.perMinute / 60_000;
    this.#burst = options.burst;
    this.#level = options.burst;
    this.#at = now;
  }

  /**
   * Takes one. Those who go on although they are refused sink deeper, down to `-burst`.
   * @returns what is left: below zero it was refused
   */
  take(now: number): number {
    this.#refill(now);
    this.#level = Math.max(this.#level - 1, -this.#burst - 1);
    return this.#level;
  }

  /** How long until one is there again. Milliseconds. */
  waitMs(now: number): number {
    this.#refill(now);
    return this.#level >= 1 ? 0 : Math.ceil((1 - this.#level) / this.#perMs);
  }

  /** Nothing was taken for so long that forgetting this bucket changes nothing. */
  isFull(now: number): boolean {
    this.#refill(now);
    return this.#level >= this.#burst;
  }

  #refill(now: number): void {
    this.#level = Math.min(this.#burst, this.#level + (now - this.#at) * this.#perMs);
    this.#at = now;
  }
}
