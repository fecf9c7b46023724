import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { API_SECRET, AUDIENCE, FRIENDS, ISSUER, ROOM_SECRET, USER_SECRET, invite } from './support/harness.ts';
import { TestClient } from './support/test-client.ts';

const MAIN = fileURLToPath(new URL('../../packages/service/dist/main.js', import.meta.url));

async function start(test: TestContext, folder: string): Promise<{ child: ChildProcess; port: number }> {
  const env = {
    CALLS_PORT: '0',
    CALLS_DATABASE: join(folder, 'calls.sqlite'),
    CALLS_FRIENDS_FILE: join(folder, 'friends.json'),
    CALLS_ROOM_SECRET: ROOM_SECRET,
    CALLS_USER_TOKEN_SECRET: USER_SECRET,
    CALLS_USER_TOKEN_ISSUER: ISSUER,
    CALLS_USER_TOKEN_AUDIENCE: AUDIENCE,
    LIVEKIT_URL: 'ws://127.0.0.1:1',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: API_SECRET,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  test.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const { event, port } = JSON.parse(line) as { event: string; port: number };
  assert.equal(event, 'listening');
  return { child, port };
}

async function connect(test: TestContext, port: number, userId: string, as?: TestClient) {
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(USER_SECRET));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`http://127.0.0.1:${String(port)}/calls/ticket`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ device_id: as?.deviceId }),
  });
  const { ticket } = (await response.json()) as { ticket: string };
  const client = await new TestClient(`ws://127.0.0.1:${String(port)}/calls/signal`).open();
  test.after(() => {
    client.socket.terminate();
  });
  client.write({ type: 'hello', id: randomUUID(), ticket, ...(as && { sessionId: as.sessionId }) });
  const { calls, deviceId, sessionId } = await client.next('welcome');
  return Object.assign(client, { calls, deviceId, sessionId });
}

describe('the stand-alone service', { timeout: 20_000 }, () => {
  it('loses no ring when it is killed, and ends when it is asked to', async (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'call-service-'));
    test.after(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(join(folder, 'friends.json'), FRIENDS);
    const first = await start(test, folder);
    const [ana, bo] = [await connect(test, first.port, 'ana'), await connect(test, first.port, 'bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    await bo.next('invite');
    first.child.kill('SIGKILL');
    await ana.closed;

    const second = await start(test, folder);
    const [anaAgain, boAgain] = [await connect(test, second.port, 'ana', ana), await connect(test, second.port, 'bo', bo)];
    assert.deepEqual([anaAgain.sessionId, boAgain.sessionId], [ana.sessionId, bo.sessionId]);
    assert.deepEqual(
      anaAgain.calls.map((call) => [call.callId, call.standing]),
      [[callId, 'ringing-out']],
    );
    assert.deepEqual(
      boAgain.calls.map((call) => [call.standing, call.ring?.ringId]),
      [['ringing-in', ringId]],
    );
    assert.deepEqual(await boAgain.unheardEvents(), []);
    assert.equal((await boAgain.send({ type: 'accept', callId, ringId, intent: 'audio' })).granted, true);
    await anaAgain.next('accept');

    second.child.kill('SIGTERM');
    assert.equal(await anaAgain.closed, 1012);
    const [code] = (await once(second.child, 'exit')) as [number];
    assert.equal(code, 0);
  });
});
