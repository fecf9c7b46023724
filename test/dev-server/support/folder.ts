import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A folder that goes away with the test. */
export async function makeFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'call-elements-test-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A program of JavaScript that can be found on a PATH. */
export async function makeProgram(folder: string, name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!${process.execPath}\n${script}`);
  await chmod(path, 0o755);
  return path;
}

/** Progress that remembers. */
export function makeProgress(): { lines: string[]; say(line: string): void; tick(): void } {
  const lines: string[] = [];
  return { lines, say: (line) => void lines.push(line), tick: () => undefined };
}
