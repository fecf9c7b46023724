import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { startServer, type ServerOptions } from '@call-elements/dev-server';
import { FAKE_SERVER } from './support/fake-server.ts';
import { makeFolder, makeProgram } from './support/folder.ts';

async function setup(test: TestContext, script = FAKE_SERVER, options: ServerOptions = {}) {
  const command = await makeProgram(await makeFolder(test), 'livekit-server.cjs', script);
  return { command, start: () => startServer({ kind: 'program', command }, options) };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A connection to the server: it closes when the server is gone. */
async function holdTo(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

describe('startServer', () => {
  it('tells the server to stay on loopback, to name no third party and to make no rooms', async (test) => {
    const { start } = await setup(test, FAKE_SERVER + 'console.log(process.env.LIVEKIT_CONFIG);', { onLog: (line) => lines.push(line) });
    const lines: string[] = [];
    const server = await start();
    test.after(() => server.close());
    const config = JSON.parse(lines.find((line) => line.startsWith('{')) ?? '') as Record<string, Record<string, unknown>>;
    assert.deepEqual(config['bind_addresses'], ['127.0.0.1']);
    assert.equal(config['rtc']?.['tcp_port'], 0);
    assert.equal(config['rtc']['node_ip'], '127.0.0.1');
    assert.deepEqual(config['rtc']['ips'], { includes: ['127.0.0.1/32'] });
    assert.deepEqual(
      (config['rtc']['stun_servers'] as string[]).map((address) => address.split(':')[0]),
      ['127.0.0.1'],
    );
    assert.equal(config['room']?.['auto_create'], false);
  });

  it('makes new ports and secrets for each start, and keeps the secret out of the log', async (test) => {
    const lines: string[] = [];
    const { start } = await setup(test, FAKE_SERVER + 'console.log(process.env.LIVEKIT_CONFIG, "eyJhbGciOi.eyJzdWIi.c2ln");', {
      onLog: (line) => lines.push(line),
    });
    const [one, other] = await Promise.all([start(), start()]);
    test.after(() => Promise.all([one.close(), other.close()]));
    assert.notEqual(one.url, other.url);
    assert.notEqual(one.apiSecret, other.apiSecret);
    assert.ok(Buffer.byteLength(one.apiSecret) >= 32);
    assert.ok(lines.length >= 2);
    for (const line of lines) assert.ok(!line.includes(one.apiSecret) && !line.includes(other.apiSecret) && !line.includes('eyJ'), line);
  });

  it('closes a server that waits for people to leave', async (test) => {
    const { start } = await setup(test);
    const server = await start();
    const pid = server.pid ?? 0;
    assert.ok(isAlive(pid));
    await server.close();
    assert.ok(!isAlive(pid));
    await server.close();
  });

  it('comes back on the same address after a crash', async (test) => {
    let died = 0;
    const { start } = await setup(test, FAKE_SERVER, { onDied: () => (died += 1) });
    const server = await start();
    test.after(() => server.close());
    const { url, pid } = server;
    await server.kill();
    await assert.rejects(fetch(url.replace('ws:', 'http:')));
    await server.restart();
    assert.equal((await fetch(url.replace('ws:', 'http:'))).status, 200);
    assert.notEqual(server.pid, pid);
    assert.equal(died, 0);
  });

  it('shows the last words of a server that ends at once', async (test) => {
    const { start } = await setup(test, 'console.error("could not parse config: token eyJhbGciOi.eyJzdWIi.c2ln"); process.exit(1);');
    await assert.rejects(start(), {
      code: 'ERR_MEDIA_SERVER_DIED',
      message: /ended by itself \(1\)[\s\S]*could not parse config: token <token>/,
    });
  });

  it('tells when the server ends by itself later on', async (test) => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { start } = await setup(test, FAKE_SERVER, { onDied: (error) => resolve(error.message) });
    const server = await start();
    process.kill(server.pid ?? 0, 'SIGKILL');
    assert.match(await promise, /ended by itself \(SIGKILL\)/);
  });

  it('ends with the process that started it, even when that is killed without warning', { timeout: 10_000 }, async (test) => {
    const { command } = await setup(test);
    const script = `
      import { startServer } from '@call-elements/dev-server';
      const server = await startServer({ kind: 'program', command: ${JSON.stringify(command)} });
      console.log(server.url);
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(owner.stdout, 'data')) as [Buffer];
    const held = await holdTo(String(url).trim());
    const gone = once(held, 'close');
    owner.kill('SIGKILL');
    await gone;
  });
});
