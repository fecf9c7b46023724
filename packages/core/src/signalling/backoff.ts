import { timers } from '@call-elements/protocol';

/** Wait before try `attempt` (0 is the first retry): doubling from 300 ms to 10 s, full jitter, never less than a tenth. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(timers.RETRY_MAX, timers.RETRY_FIRST * 2 ** attempt);
  return Math.round(ceiling * (0.1 + 0.9 * random()));
}
