import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointTokenSource, sessionFromUrl } from '@call-elements/core';
import { FakeClock, settle } from '@call-elements/core/testing';
import { CallError } from '@call-elements/protocol';
import { bo, setup } from './support.ts';

const never = (): Promise<never> => new Promise(() => undefined);

/** A page whose host keeps what it is told. */
async function page() {
  const made = await setup();
  const told: CallError[] = [];
  made.controller.on('error', ({ error }) => told.push(error));
  return { ...made, told };
}

/** Bo has accepted, and joining fails with `error`. */
async function joining(error: CallError) {
  const made = await page();
  made.engine.prepare = (session) => {
    session.onConnect = () => Promise.reject(error);
  };
  made.controller.call('bo');
  await settle();
  made.signalling.last('invite').reply({ ringId: 'ring', remainingMs: 60_000 });
  await settle();
  made.signalling.receive({ type: 'accept', callId: 'call-1', from: bo, intent: 'audio' });
  await settle();
  return made;
}

describe('an error of a call', () => {
  it('reaches the host once, with its cause', async () => {
    const cause = { status: 500 };
    const { told, clock, call } = await joining(new CallError('ERR_CONNECT_FAILED', 'down', { cause }));
    await clock.advance(10_000);
    assert.deepEqual(
      told.map((error) => [error.code, error.cause]),
      [['ERR_CONNECT_FAILED', cause]],
    );
    assert.deepEqual(structuredClone(call()?.error), {
      code: 'ERR_CONNECT_FAILED',
      category: 'network',
      retryable: true,
      message: 'down',
    });
    assert.equal(clock.waiting, 0);
  });

  it('is forgotten when the person hangs up meanwhile', async () => {
    const { told, controller, call } = await joining(new CallError('ERR_CONNECT_FAILED', 'down'));
    controller.hangUp();
    await settle();
    assert.equal(call()?.reason, 'hangup');
    assert.equal(call()?.error, null);
    assert.deepEqual(told, []);
  });

  for (const [code, tokens] of [
    ['ERR_TOKEN_EXPIRED', 2],
    ['ERR_JOIN_FAILED', 2],
    ['ERR_ROOM_GONE', 3],
    ['ERR_NETWORK_BLOCKED', 3],
    ['ERR_CONNECT_REFUSED', 1],
    ['ERR_TOKEN_UNREACHABLE', 1],
  ] as const) {
    it(`that is ${code} is met with ${tokens} tokens`, async () => {
      const { told, clock, tokens: source } = await joining(new CallError(code, 'so'));
      await clock.advance(20_000);
      assert.equal(source.fetches, tokens);
      assert.deepEqual(
        told.map((error) => error.code),
        [code],
      );
    });
  }

  it('of a device is told once, though it also ends the call', async () => {
    const { told, controller, engine, call, signalling } = await page();
    engine.prepare = (session) => {
      session.refused = new CallError('ERR_MEDIA_TIMEOUT', 'nobody answered');
    };
    controller.call('bo');
    await settle();
    assert.equal(call()?.reason, 'device-error');
    assert.deepEqual(
      told.map((error) => error.code),
      ['ERR_MEDIA_TIMEOUT'],
    );
    assert.equal(signalling.types().at(-1), 'cancel');
  });

  it('says that the line failed when an invite is never answered', async () => {
    const { told, controller, clock, call } = await page();
    controller.call('bo');
    await clock.advance(60_000);
    assert.equal(call()?.reason, 'signalling-error');
    assert.deepEqual(
      told.map((error) => error.code),
      ['ERR_SIGNALLING_LOST'],
    );
  });
});

describe('a bad line to the service', () => {
  it('is told after ten seconds, once per outage', async () => {
    const { told, signalling, clock, welcome } = await page();
    signalling.goOffline();
    await clock.advance(9_999);
    assert.equal(told.length, 0);
    signalling.goOffline();
    await clock.advance(60_000);
    assert.deepEqual(
      told.map((error) => error.code),
      ['ERR_SIGNALLING_LOST'],
    );
    welcome();
    signalling.goOffline();
    welcome();
    await clock.advance(60_000);
    assert.equal(told.length, 1);
  });

  it('is told at once when it is refused', async () => {
    const { told, signalling } = await page();
    const error = new CallError('ERR_UNAUTHENTICATED', 'no', { cause: { status: 401 } });
    signalling.refuse(error);
    assert.deepEqual(told, [error]);
  });
});

describe('a token', () => {
  const fetchToken = (clock: FakeClock, fetch: typeof globalThis.fetch, session = () => Promise.resolve('user')) =>
    endpointTokenSource('http://service.test/token', session, { clock, fetch }).fetch(
      { roomName: 'standup' },
      new AbortController().signal,
    );

  it('whose answer begins and never ends is given up like one that never begins', async () => {
    const clock = new FakeClock();
    const body = () => new Response(new ReadableStream({ start: () => undefined }));
    const outcome = assert.rejects(
      fetchToken(clock, () => Promise.resolve(body())),
      { code: 'ERR_TOKEN_UNREACHABLE' },
    );
    await clock.advance(30_000);
    await outcome;
    assert.equal(clock.waiting, 0);
  });

  it('whose host never gives a user token is given up, and says that it is the host', async () => {
    const clock = new FakeClock();
    const outcome = assert.rejects(fetchToken(clock, never, never), { code: 'ERR_SESSION' });
    await clock.advance(30_000);
    await outcome;
  });

  it('whose host fails is the fault of its session, with the cause', async () => {
    const clock = new FakeClock();
    const cause = new Error('the host’s own');
    const outcome = assert.rejects(
      fetchToken(clock, never, () => Promise.reject(cause)),
      { code: 'ERR_SESSION', cause },
    );
    await clock.advance(30_000);
    await outcome;
  });

  it('that needs more than ten seconds of patience is not waited for', async () => {
    const clock = new FakeClock();
    const date = new Date(clock.wall() + 60_000).toUTCString();
    const busy = () => Promise.resolve(new Response('{}', { status: 429, headers: { 'retry-after': date } }));
    await assert.rejects(fetchToken(clock, busy), { code: 'ERR_RATE_LIMITED', retryAfterMs: 60_000 });
  });

  it('of a session address that never answers is asked for again the next time', async () => {
    const limit = new AbortController();
    const answers = [
      (signal: AbortSignal | null | undefined) =>
        new Promise<Response>((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new DOMException('', 'AbortError'));
          });
        }),
      () => Promise.resolve(Response.json({ token: 'user' })),
    ];
    const session = sessionFromUrl('/session', (_url, init) => (answers.shift() ?? never)(init?.signal));
    const first = assert.rejects(session({ fresh: false, signal: limit.signal }), { code: 'ERR_SESSION' });
    limit.abort();
    await first;
    assert.equal(await session({ fresh: false }), 'user');
  });
});
