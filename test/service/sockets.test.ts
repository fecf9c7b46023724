import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect as tcpConnect } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { CLOSE, formatClientMessage } from '@call-elements/protocol';
import { Harness, ORIGIN, establish } from './support/harness.ts';
import type { TestClient } from './support/test-client.ts';

const timeout = 10_000;
const hello = (ticket: string): string => formatClientMessage({ type: 'hello', id: randomUUID(), ticket });

describe('a socket', { timeout }, () => {
  it('is welcomed with who it is, its friends and their presence', async (test) => {
    const harness = await Harness.start(test);
    await harness.connect('bo');
    const ana = await harness.socket();
    const { ticket, device_id: deviceId } = await harness.ticket('ana');
    ana.socket.send(hello(ticket));
    const welcome = await ana.next('welcome');
    assert.deepEqual([welcome.self, welcome.deviceId, welcome.calls], [{ userId: 'ana', name: 'Ana' }, deviceId, []]);
    assert.deepEqual((await ana.next('friends')).friends, [
      { userId: 'bo', name: 'Bo', presence: 'online' },
      { userId: 'chen', name: 'Chen', presence: 'offline' },
    ]);
    const frames = ana.raw.map((frame) => JSON.parse(frame) as { v: number; seq: number; serverTime: number });
    assert.deepEqual(
      frames.map(({ v, seq, serverTime }) => [v, seq, serverTime]),
      [
        [1, 1, harness.clock.now()],
        [1, 2, harness.clock.now()],
      ],
    );
  });

  it('is closed when it says nothing for five seconds', async (test) => {
    const harness = await Harness.start(test);
    const silent = await harness.socket();
    harness.clock.advance(5000);
    assert.equal(await silent.closed, CLOSE.unauthenticated);
  });

  it('is closed when its first frame is anything but a hello with a good ticket', async (test) => {
    const harness = await Harness.start(test);
    for (const frame of [
      hello('made-up'),
      '{"v":1,"id":"1","type":"ping"}',
      'nonsense',
      '{"v":1,"id":"1","type":"hello","payload":{}}',
      '[]',
    ]) {
      const stranger = await harness.socket();
      stranger.socket.send(frame);
      assert.equal(await stranger.closed, CLOSE.unauthenticated, frame);
    }
  });

  it('opens with a ticket once', async (test) => {
    const harness = await Harness.start(test);
    const { ticket } = await harness.ticket('ana');
    const sockets = await Promise.all(Array.from({ length: 10 }, () => harness.socket()));
    for (const client of sockets) client.socket.send(hello(ticket));
    const outcomes = await Promise.all(
      sockets.map((client) =>
        Promise.race([
          client.closed,
          client.next('welcome').then(
            () => 'welcome',
            () => client.closed,
          ),
        ]),
      ),
    );
    assert.equal(outcomes.filter((outcome) => outcome === 'welcome').length, 1);
    assert.equal(outcomes.filter((outcome) => outcome === CLOSE.unauthenticated).length, 9);
  });

  it('does not open with a ticket of thirty seconds ago', async (test) => {
    const harness = await Harness.start(test);
    const { ticket } = await harness.ticket('ana');
    harness.clock.advance(30_000);
    const late = await harness.socket();
    late.socket.send(hello(ticket));
    assert.equal(await late.closed, CLOSE.unauthenticated);
  });

  it('does not get the session of another user or device', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const thief = await harness.connect('bo', { deviceId: ana.deviceId, sessionId: ana.sessionId });
    assert.notEqual(thief.sessionId, ana.sessionId);
    assert.notEqual(thief.deviceId, ana.deviceId);
    const otherDevice = await harness.connect('bo', { sessionId: bo.sessionId });
    assert.notEqual(otherDevice.sessionId, bo.sessionId);
    await Promise.all([ana.ping(), bo.ping()]);
  });

  it('is refused to pages of other origins before it opens', async (test) => {
    const harness = await Harness.start(test);
    const wrong = [
      'null',
      'https://app.example.evil.example',
      'https://evil.example',
      'http://app.example',
      'https://app.example:8443',
      'https://APP.example',
      'https://app.example/',
    ];
    for (const origin of wrong) await assert.rejects(harness.socket({ origin }), /status 403/, origin);
    await harness.socket({ origin: ORIGIN });
    await harness.socket({});
  });

  it('is refused under any other path', async (test) => {
    const harness = await Harness.start(test);
    const socket = tcpConnect(harness.port, '127.0.0.1');
    socket.write(
      'GET /calls/other HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 404 /);
    socket.destroy();
  });

  it('answers an unknown type and goes on', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    ana.socket.send('{"v":1,"id":"x1","type":"dance","payload":{}}');
    const error = await ana.next('error');
    assert.deepEqual([error.replyTo, error.code], ['x1', 'ERR_BAD_REQUEST']);
    assert.equal(await ana.refused({ type: 'hello', ticket: 'again' }), 'ERR_BAD_REQUEST');
    await ana.ping();
  });

  it('is closed for frames that cannot be read', async (test) => {
    const harness = await Harness.start(test);
    const bad: (string | Buffer)[] = [
      '{',
      '[]',
      '"x"',
      '{"type":"ping"}',
      '{"id":"a b","type":"ping"}',
      '{"id":"1","type":"invite"}',
      '{"id":"1","type":"accept","callId":"c"}',
      Buffer.from('{"v":1,"id":"1","type":"ping"}'),
    ];
    for (const frame of bad) {
      const client = await harness.connect('ana');
      client.socket.send(frame);
      assert.equal(await client.closed, CLOSE.badMessage, String(frame));
    }
    const flood = await harness.connect('ana');
    flood.socket.send('x'.repeat(16_385));
    assert.equal(await flood.closed, 1009);
  });

  it('may beat every two seconds, but not flood', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    for (let beat = 0; beat < 90; beat += 1) {
      await ana.ping();
      harness.clock.advance(2000);
    }
    const ids = Array.from({ length: 121 }, (_, index) => `m${String(index)}`);
    for (const id of ids) ana.write({ type: 'ping', id });
    assert.equal(await ana.closed, CLOSE.rateLimited);
    const errors = ana.raw.filter((frame) => frame.includes('ERR_RATE_LIMITED')).length;
    assert.deepEqual([ana.raw.filter((frame) => frame.includes('"pong"')).length, errors], [90 + 60, 59]);
  });

  it('opens eight times per user', async (test) => {
    const harness = await Harness.start(test);
    const clients: TestClient[] = [];
    for (let count = 0; count < 8; count += 1) clients.push(await harness.connect('ana'));
    await assert.rejects(harness.connect('ana'), /closed/);
    // The same session on a new socket is not one more.
    const first = clients[0];
    assert.ok(first);
    await harness.resume(first, 'ana');
  });

  it('is given up when it is silent: 40 s, and 8 s when it beat fast in a call', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo, chen] = [await harness.connect('ana'), await harness.connect('bo'), await harness.connect('chen')];
    await establish(ana, bo, 'bo');
    await ana.ping();
    harness.clock.advance(2000);
    await Promise.all([ana.ping(), bo.ping(), chen.ping()]);
    harness.clock.advance(8000);
    await bo.next('presence', ({ userId, presence }) => userId === 'ana' && presence === 'offline');
    await Promise.all([bo.ping(), chen.ping()]);
    harness.clock.advance(2000);
    // Bo pinged 2 s ago for the second time, but with 8 s in between.
    await Promise.all([bo.ping(), chen.ping()]);
    harness.clock.advance(38_000);
    await chen.ping();
    harness.clock.advance(2000);
    await chen.next('presence', ({ userId, presence }) => userId === 'bo' && presence === 'offline');
    await chen.ping();
  });

  it('lives on while the browser lets its page rest: the browser itself answers', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    for (let minute = 0; minute < 3; minute += 1) {
      const asked = once(ana.socket, 'ping');
      harness.clock.advance(20_000);
      await asked;
      // Two round trips: what the browser answered has arrived before.
      await harness.ticket('ana');
      await harness.ticket('ana');
    }
    harness.clock.advance(30_000);
    await ana.ping();
    assert.equal(ana.socket.readyState, ana.socket.OPEN);
  });

  it('is told to come back when the service ends', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    await harness.service.close();
    assert.equal(await ana.closed, CLOSE.draining);
  });

  it('is closed when it does not read', async (test) => {
    const harness = await Harness.start(test, { limits: { messagesPerMinute: 6_000_000, messageBurst: 1_000_000 } });
    const [slow, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    slow.socket.pause();
    const id = 'p'.repeat(64);
    // Written in slices, so that the service gets its turn; it stops when the service has given up.
    while (!harness.logs.some((line) => line.includes(`"code":${String(CLOSE.slow)}`))) {
      for (let count = 0; count < 2000; count += 1) slow.write({ type: 'ping', id });
      await bo.ping();
    }
    await bo.next('presence', ({ userId, presence }) => userId === 'ana' && presence === 'offline');
    slow.socket.resume();
  });
});
