import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { guard } from './guarded.js';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
  /** Called with each line of output, both streams. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  /** Null when the program could not start or was ended by a signal. */
  readonly code: number | null;
  readonly lines: readonly string[];
}

/** Runs a program to its end; never rejects for its failure. It ends with this process, however that goes. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { promise, resolve } = Promise.withResolvers<RunResult>();
  const lines: string[] = [];
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cwd && { cwd: options.cwd }),
    ...(options.env && { env: options.env }),
    ...(options.signal && { signal: options.signal }),
  });
  guard(child);
  const take = (line: string): void => {
    lines.push(line);
    options.onLine?.(line);
  };
  eachLine(child.stdout, take);
  eachLine(child.stderr, take);
  child.on('error', (error) => {
    lines.push(error.message);
    if (child.pid === undefined) resolve({ code: null, lines });
  });
  child.on('close', (code) => {
    resolve({ code, lines });
  });
  const result = await promise;
  options.signal?.throwIfAborted();
  return result;
}

/** Calls `take` with each line of a stream of text. */
export function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const parts = (rest + chunk).split(/\r?\n/);
    rest = parts.pop() ?? '';
    for (const line of parts) take(line);
  });
  stream.on('end', () => {
    if (rest) take(rest);
  });
}

/** The full name of a program on PATH. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const names = (env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => (folder ? endings.map((ending) => join(folder, name + ending)) : []));
  return names.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
