import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('guard.js', import.meta.url));

/**
 * Ends `child` (and runs `command`) should this process be killed without a chance to do so itself.
 * The guard goes away with the child.
 */
export function guard(child: ChildProcess, command?: readonly string[]): void {
  if (child.pid === undefined) return;
  const watcher = spawn(process.execPath, [GUARD], { stdio: ['pipe', 'ignore', 'ignore'], detached: process.platform !== 'win32' });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.stdin.write(JSON.stringify({ pid: child.pid, ...(command && { command }) }));
  // Neither the guard nor its pipe keeps this process alive.
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}
