import { createProgress } from './progress.js';
import { StackError } from './stack-error.js';
import { startStack } from './stack.js';

const FIRST_PORT = 3000;

// npm start, once everything is installed and built.
const progress = createProgress();
const starting = new AbortController();
const onDied = (error: StackError): void => {
  progress.say(error.message);
  void end(1);
};
const started = startStack({ port: FIRST_PORT, progress, signal: starting.signal, onDied });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  const { url } = await started;
  if (!starting.signal.aborted) process.stdout.write(`Call Elements is ready: ${url}\n`);
} catch (error) {
  if (!starting.signal.aborted) {
    progress.say(error instanceof StackError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exit(1);
  }
}

/** Ends everything; asked twice, it does not wait for that (the guard ends the media server). */
async function end(code: number): Promise<void> {
  if (starting.signal.aborted) process.exit(code);
  starting.abort();
  await started.then(
    (stack) => stack.close(),
    () => undefined,
  );
  process.exit(code);
}
