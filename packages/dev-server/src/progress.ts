import type { WriteStream } from 'node:tty';

/** Tells a person how far a long start is. */
export interface Progress {
  /** A line that stays. */
  say(line: string): void;
  /** How far the present step is: overwrites itself on a terminal, else at most one line each ten seconds. */
  tick(text: string): void;
}

const PLAIN_TICK_MS = 10_000;

/** Progress for a stream, `process.stderr` in most cases. */
export function createProgress(stream: NodeJS.WriteStream | WriteStream = process.stderr): Progress {
  let ticking = false;
  let lastTick = Date.now();
  const clear = (): void => {
    if (ticking) stream.write('\r\u001b[2K');
    ticking = false;
  };
  return {
    say(line) {
      clear();
      stream.write(`${line}\n`);
      lastTick = Date.now();
    },
    tick(text) {
      if (stream.isTTY) {
        clear();
        stream.write(`  ${text}`);
        ticking = true;
      } else if (Date.now() - lastTick >= PLAIN_TICK_MS) {
        stream.write(`  ${text}\n`);
        lastTick = Date.now();
      }
    },
  };
}

/** Progress that goes nowhere. */
export const silent: Progress = { say: () => undefined, tick: () => undefined };
