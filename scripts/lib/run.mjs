// Child processes that end with this one.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How long a child may take to end after being asked. Milliseconds. */
const PATIENCE_MS = 8_000;
/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let ending = false;

/** A child that ended badly. Its output has been shown already. */
class ChildFailed extends Error {
  /** @param {string} what @param {number | null} code */
  constructor(what, code) {
    super(`${what} failed (exit code ${String(code)}).`);
    this.name = 'ChildFailed';
  }
}

/**
 * Runs a program to its end; resolves to its exit code, null when a signal ended it.
 * It runs in a process group of its own, so that Ctrl-C reaches only us and its own children can be ended with it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<number | null>}
 */
export function run(program, args, { cwd, env, onOutput } = {}) {
  const output = onOutput ? 'pipe' : 'inherit';
  const windows = process.platform === 'win32';
  const child = spawn(program, args, {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', output, output],
    detached: !windows,
    // npm is a batch file there.
    shell: windows && program === 'npm',
  });
  children.add(child);
  guard(child);
  if (onOutput) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', onOutput);
    }
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      children.delete(child);
      resolve(code);
    });
  });
}

/** Runs a program that must succeed. @param {string} what @param {Parameters<typeof run>} call */
export async function must(what, ...call) {
  const code = await run(...call);
  if (code !== 0) throw new ChildFailed(what, code);
}

/** Asks every child to end, with all of its own; those that do not are killed. */
async function endChildren() {
  const all = [...children];
  for (const child of all) signalGroup(child, 'SIGTERM');
  const gone = Promise.all(all.map((child) => (isOver(child) ? undefined : new Promise((resolve) => child.once('exit', resolve)))));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
  await Promise.race([gone, late]);
  for (const child of all) signalGroup(child, 'SIGKILL');
}

/** Ends the children, then us: on a signal, or when whoever started us is gone. @param {number} [interrupted] the exit code after Ctrl-C */
export function endWithParent(interrupted = 130) {
  const owners = ownersOf();
  const end = async (/** @type {number} */ code) => {
    if (ending) process.exit(code);
    ending = true;
    await endChildren();
    process.exit(code);
  };
  process.on('SIGINT', () => void end(interrupted));
  process.on('SIGTERM', () => void end(143));
  process.on('SIGHUP', () => void end(129));
  setInterval(() => {
    if (ownersOf() !== owners && !ending) void end(1);
  }, 500).unref();
}

/** True once an end was asked for: what fails from now on needs no words. */
export const isEnding = () => ending;

/** Our parent and, where the system tells, its parent: npm starts scripts through a shell that outlives it. */
function ownersOf() {
  try {
    const afterName = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').replace(/^.*\) /, '');
    return `${process.ppid} ${afterName.split(' ')[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

/** @param {import('node:child_process').ChildProcess} child */
const isOver = (child) => child.exitCode !== null || child.signalCode !== null;

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone.
  }
}

/** Ends the child's group should we be killed without a chance to do it: a process whose stdin is a pipe from us notices. */
function guard(/** @type {import('node:child_process').ChildProcess} */ child) {
  if (child.pid === undefined) return;
  const group = process.platform === 'win32' ? child.pid : -child.pid;
  const script = `process.stdin.resume().on('end', () => { try { process.kill(${group}, 'SIGKILL'); } catch {} });`;
  const watcher = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, windowsHide: true });
  watcher.on('error', () => undefined);
  watcher.unref();
  child.once('exit', () => watcher.kill('SIGKILL'));
}
