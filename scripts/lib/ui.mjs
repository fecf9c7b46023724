// Lines that say how far a long command is.

const started = Date.now();

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** One step of a command: says that it begins, and how long it took if that was long. @template T @param {string} title @param {() => Promise<T>} task */
export async function step(title, task) {
  const begun = Date.now();
  say(`• ${title}…`);
  const result = await task();
  const seconds = (Date.now() - begun) / 1000;
  if (seconds >= 2) say(`  ${title}: ${seconds.toFixed(0)} s`);
  return result;
}

/** Seconds since this process began. */
export const elapsed = () => Math.round((Date.now() - started) / 1000);
