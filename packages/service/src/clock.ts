import { performance } from 'node:perf_hooks';
import type { Clock } from './ports.js';

const TIMEOUT_MAX = 2 ** 31 - 1;

/** The machine's time, read once at start and then counted on, so that a changed wall clock neither stretches nor cuts a ring. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), TIMEOUT_MAX));
    // The sockets keep the process alive; a timer alone must not.
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
