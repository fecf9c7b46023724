import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WebSocketSignalling } from '@call-elements/core';
import { FakeClock, settle } from '@call-elements/core/testing';
import type { ServerMessage } from '@call-elements/protocol';
import { FakeWebSocket } from './fake-web-socket.ts';

const token = `x.${btoa(JSON.stringify({ sub: 'ana' }))}.x`;
const welcome = { type: 'welcome', self: { userId: 'ana', name: 'Ana' }, deviceId: 'device-1', sessionId: 'session-1', calls: [] };

type Answer = () => Response;
const ticket: Answer = () => Response.json({ ticket: 'single-use', device_id: 'device-1' });

/** A line to a service that the test plays. */
async function setup({ answers = [] as Answer[] } = {}) {
  const clock = new FakeClock();
  const requests: { url: string; authorization: string; body: unknown }[] = [];
  const sessions: boolean[] = [];
  const connections: string[] = [];
  const messages: ServerMessage[] = [];
  let ids = 0;
  const first = FakeWebSocket.opened.length;
  const signalling = new WebSocketSignalling({
    url: 'http://service.test/calls/signal',
    clock,
    random: () => 1,
    newId: () => `id-${(ids += 1)}`,
    WebSocket: FakeWebSocket as unknown as typeof WebSocket,
    session: ({ fresh }) => {
      sessions.push(fresh);
      return Promise.resolve(token);
    },
    fetch: (url, init) => {
      requests.push({
        url: url as string,
        authorization: new Headers(init?.headers).get('authorization') ?? '',
        body: JSON.parse(init?.body as string),
      });
      return Promise.resolve((answers.shift() ?? ticket)());
    },
  });
  signalling.start({ onMessage: (message) => messages.push(message), onConnection: (connection) => connections.push(connection) });
  await settle();
  const sockets = () => FakeWebSocket.opened.slice(first);
  const socket = (): FakeWebSocket => {
    const last = sockets().at(-1);
    if (!last) throw new Error('no socket was opened');
    return last;
  };
  const goOnline = async () => {
    socket().open();
    socket().receive(welcome);
    await settle();
  };
  return { signalling, clock, requests, sessions, connections, messages, sockets, socket, goOnline };
}

describe('the socket to the service', () => {
  it('authenticates by a ticket in its first message, with nothing secret in an address', async () => {
    const { requests, socket, goOnline, connections } = await setup();
    assert.deepEqual(requests, [{ url: 'http://service.test/calls/ticket', authorization: `Bearer ${token}`, body: {} }]);
    assert.equal(socket().url, 'ws://service.test/calls/signal');
    await goOnline();
    assert.equal(socket().sent[0]?.['type'], 'hello');
    assert.deepEqual(socket().sent[0]?.['payload'], { ticket: 'single-use' });
    assert.deepEqual(connections, ['connecting', 'online']);
  });

  it('asks for a fresh user token once when the first is refused, then says that it was refused', async () => {
    const refuse: Answer = () => Response.json({ error: 'ERR_UNAUTHENTICATED' }, { status: 401 });
    const { sessions, connections, requests, sockets } = await setup({ answers: [refuse, refuse] });
    assert.equal(requests.length, 2);
    assert.deepEqual(sessions.slice(-1), [true]);
    assert.equal(connections.at(-1), 'refused');
    assert.equal(sockets().length, 0);
  });

  it('that was refused looks again when something is to be sent: the person may have signed in', async () => {
    const refuse: Answer = () => Response.json({ error: 'ERR_UNAUTHENTICATED' }, { status: 401 });
    const { signalling, goOnline, socket, requests } = await setup({ answers: [refuse, refuse, refuse, refuse] });
    const cancel = { type: 'cancel', callId: 'c', reason: 'cancelled' } as const;
    await assert.rejects(signalling.send(cancel), { code: 'ERR_UNAUTHENTICATED' });
    assert.equal(requests.length, 4);
    const answer = signalling.send(cancel);
    await settle();
    await goOnline();
    const [, again] = socket().sent;
    socket().receive({ type: 'reply', replyTo: again?.['id'], result: {} });
    assert.deepEqual(await answer, {});
  });

  it('that is closed for good refuses at once whatever is to be sent', async () => {
    const { signalling, goOnline, socket } = await setup();
    await goOnline();
    socket().drop(4403);
    await assert.rejects(signalling.send({ type: 'cancel', callId: 'c', reason: 'cancelled' }), { code: 'ERR_NOT_ALLOWED' });
  });

  it('comes back after a loss, as the same session, and sends again what was not answered', async () => {
    const { signalling, clock, socket, sockets, goOnline, connections } = await setup();
    await goOnline();
    const answer = signalling.send({ type: 'cancel', callId: 'c', reason: 'cancelled' });
    socket().drop();
    assert.equal(connections.at(-1), 'offline');
    await clock.advance(300);
    assert.equal(sockets().length, 2);
    await goOnline();
    assert.deepEqual(socket().sent[0]?.['payload'], { ticket: 'single-use', sessionId: 'session-1' });
    const [, again] = socket().sent;
    assert.equal(again?.['type'], 'cancel');
    socket().receive({ type: 'reply', replyTo: again['id'], result: {} });
    assert.deepEqual(await answer, {});
  });

  it('keeps what is sent while offline until it is online', async () => {
    const { signalling, socket, goOnline } = await setup();
    void signalling.send({ type: 'cancel', callId: 'c', reason: 'cancelled' });
    socket().open();
    assert.deepEqual(socket().types(), ['hello']);
    await goOnline();
    assert.ok(socket().types().includes('cancel'));
  });

  it('waits longer after each failure, ten seconds at the most', async () => {
    const down: Answer = () => Response.json({}, { status: 503 });
    const { clock, requests } = await setup({ answers: Array.from({ length: 9 }, () => down) });
    const waits: number[] = [];
    for (let tries = 1; tries < 9; tries += 1) {
      const before = clock.now();
      while (requests.length === tries) await clock.advance(100);
      waits.push(clock.now() - before);
    }
    assert.deepEqual(waits, [300, 600, 1_200, 2_400, 4_800, 9_600, 10_000, 10_000]);
  });

  it('does not come back when the service closed it for good', async () => {
    const { socket, goOnline, connections, clock } = await setup();
    await goOnline();
    socket().drop(4409);
    assert.equal(connections.at(-1), 'refused');
    assert.equal(clock.waiting, 0);
  });

  it('passes on a refusal of one message as its error', async () => {
    const { signalling, socket, goOnline } = await setup();
    await goOnline();
    const answer = signalling.send({ type: 'invite', callId: 'c', to: ['x'], intent: 'audio', lifetimeMs: 1 });
    socket().receive({ type: 'error', replyTo: socket().sent.at(-1)?.['id'], code: 'ERR_NOT_ALLOWED', message: '' });
    await assert.rejects(answer, { code: 'ERR_NOT_ALLOWED' });
  });

  it('gives a message up when its call is over', async () => {
    const { signalling } = await setup();
    const over = new AbortController();
    const answer = signalling.send({ type: 'cancel', callId: 'c', reason: 'cancelled' }, over.signal);
    over.abort();
    await assert.rejects(answer, { code: 'ERR_SIGNALLING_LOST' });
  });

  it('notices within three beats that nothing comes back, faster while a call is live', async () => {
    const { signalling, clock, socket, goOnline, connections } = await setup();
    await goOnline();
    signalling.setLive(true);
    await clock.advance(4_000);
    assert.deepEqual(socket().types(), ['hello', 'ping', 'ping']);
    assert.equal(connections.at(-1), 'online');
    await clock.advance(2_000);
    assert.notEqual(connections.at(-1), 'online');
  });

  it('stays while its beats are answered', async () => {
    const { clock, socket, goOnline, connections } = await setup();
    await goOnline();
    for (let beat = 0; beat < 5; beat += 1) {
      await clock.advance(15_000);
      socket().receive({ type: 'pong', replyTo: 'x' });
    }
    assert.equal(connections.at(-1), 'online');
  });

  it('ignores what it does not know', async () => {
    const { socket, goOnline, messages } = await setup();
    await goOnline();
    const before = messages.length;
    socket().receive({ type: 'from-the-future', callId: 'c' });
    socket().onmessage?.({ data: 'no json' });
    socket().receive({ type: 'invite', callId: { evil: true } });
    assert.equal(messages.length, before);
  });

  it('says goodbye when the page leaves and opens nothing more', async () => {
    const { signalling, socket, goOnline, clock, sockets } = await setup();
    await goOnline();
    signalling.stop({ leaving: true });
    assert.equal(socket().types().at(-1), 'bye');
    assert.equal(clock.waiting, 0);
    assert.equal(sockets().length, 1);
  });
});
