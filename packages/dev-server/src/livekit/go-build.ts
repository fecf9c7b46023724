import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { livekitModule } from '../paths.js';
import { run } from '../run.js';
import { StackError } from '../stack-error.js';
import { withLock } from './cache.js';
import { findGo, type Go, type GoOptions } from './go-toolchain.js';

const PACKAGE = 'github.com/livekit/livekit-server/cmd/server';
const ERROR_LINES = 15;

/**
 * Builds the pinned media server into `target`, once, also when two starts want it at the same time.
 * @returns false when this machine has no way to get a Go
 * @throws {StackError} `ERR_MEDIA_SERVER_BUILD`
 */
export async function buildServer(target: string, options: GoOptions): Promise<boolean> {
  const { progress, signal } = options;
  const build = async (): Promise<boolean> => {
    if (existsSync(target)) return true;
    const go = await findGo(options);
    if (!go) return false;
    await removeRemains(options.cache);
    progress.say(`Media server: building it with ${go.label}; the first time this takes about two minutes…`);
    // Under another name until it is whole, so that an interrupted build is never taken for a server.
    const unfinished = join(options.cache, `building-${String(process.pid)}${process.platform === 'win32' ? '.exe' : ''}`);
    try {
      await compile(go, unfinished, options);
      await rename(unfinished, target);
    } finally {
      await rm(unfinished, { force: true });
    }
    return true;
  };
  return withLock(`${target}.lock`, progress, build, signal);
}

async function compile(go: Go, output: string, { progress, signal }: GoOptions): Promise<void> {
  const started = Date.now();
  let modules = 0;
  let packages = 0;
  const onLine = (line: string): void => {
    if (line.startsWith('go: downloading')) modules += 1;
    else packages += 1;
  };
  const ticker = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress.tick(`${String(modules)} modules fetched, ${String(packages)} packages compiled, ${String(seconds)} s`);
  }, 1000);
  const args = ['build', '-v', '-mod=readonly', '-trimpath', '-buildvcs=false', '-o', output, PACKAGE];
  // Nothing of the machine's own Go settings may change what is built.
  const settings = { GOWORK: 'off', CGO_ENABLED: '0' };
  try {
    const { code, lines } = await run(go.program, args, { cwd: livekitModule, env: { ...go.env, ...settings }, signal, onLine });
    if (code !== 0)
      throw new StackError('ERR_MEDIA_SERVER_BUILD', `The media server did not build:\n${lines.slice(-ERROR_LINES).join('\n')}`);
    progress.say(`Media server: built in ${String(Math.round((Date.now() - started) / 1000))} s.`);
  } finally {
    clearInterval(ticker);
  }
}

/** What builds that were killed left behind; only called under the lock. */
async function removeRemains(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (/^(building-|go-bin\.new-)/.test(name)) await rm(join(cache, name), { recursive: true, force: true });
  }
}
