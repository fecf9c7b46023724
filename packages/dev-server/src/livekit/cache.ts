import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { repositoryRoot } from '../paths.js';
import type { Progress } from '../progress.js';

const BEAT_MS = 5_000;
const STALE_MS = 20_000;
const POLL_MS = 500;

/** Where built programs are kept: `$XDG_CACHE_HOME`, `%LOCALAPPDATA%` or `~/.cache`; inside the repository when there is no usable home. */
export async function cacheFolder(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const base = env['XDG_CACHE_HOME'] ?? env['LOCALAPPDATA'] ?? join(env['HOME'] ?? homedir(), '.cache');
  for (const folder of [join(base, 'call-elements'), join(repositoryRoot, '.cache')]) {
    try {
      await mkdir(folder, { recursive: true });
      return folder;
    } catch {
      // A read-only or missing home: the next place.
    }
  }
  throw new Error(`No folder for built programs: neither ${base} nor the repository can be written.`);
}

/**
 * Runs `task` while no other process holds the lock `path`, so that two starts at once do not build twice.
 * A lock whose holder is gone, or has not renewed it for 20 seconds, is taken over.
 */
export async function withLock<T>(path: string, progress: Progress, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  let told = false;
  while (!(await takes(path))) {
    signal?.throwIfAborted();
    if (!told) progress.say('Another start is at it already; waiting for it…');
    told = true;
    await pause(POLL_MS, undefined, signal && { signal });
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  try {
    return await task();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

async function takes(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(`${hostname()} ${String(process.pid)}`);
    await file.close();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (await isStale(path)) await rm(path, { force: true });
    return false;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > STALE_MS) return true;
    const [host, pid] = (await readFile(path, 'utf8')).split(' ');
    return host === hostname() && pid !== undefined && !isAlive(Number(pid));
  } catch {
    // Gone between two looks.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
