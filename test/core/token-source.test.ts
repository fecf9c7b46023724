import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointTokenSource, sessionFromUrl } from '@call-elements/core';
import { FakeClock, settle } from '@call-elements/core/testing';

const good = () => Response.json({ server_url: 'wss://media.test', participant_token: 'secret-token' });

function setup(answers: (() => Response | Promise<Response>)[]) {
  const clock = new FakeClock();
  const bodies: unknown[] = [];
  const source = endpointTokenSource('http://service.test/token', () => Promise.resolve('user-token'), {
    clock,
    fetch: async (_url, init) => {
      bodies.push(JSON.parse(init?.body as string));
      const answer = await (answers.shift() ?? good)();
      return answer;
    },
  });
  const fetch = () => source.fetch({ callId: 'call', deviceId: 'd', sessionId: 's' }, new AbortController().signal);
  return { clock, bodies, fetch };
}

const failing =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ leaked: 'secret-token' }, { status, headers });

describe('a token endpoint', () => {
  it('is asked for the call, by the names of LiveKit and ours', async () => {
    const { fetch, bodies } = setup([]);
    assert.deepEqual(await fetch(), { server_url: 'wss://media.test', participant_token: 'secret-token' });
    assert.deepEqual(bodies, [{ call_id: 'call', device_id: 'd', session_id: 's' }]);
  });

  it('may answer in camelCase, as other token servers do', async () => {
    const { fetch } = setup([() => Response.json({ serverUrl: 'wss://x', participantToken: 't' })]);
    assert.deepEqual(await fetch(), { server_url: 'wss://x', participant_token: 't' });
  });

  for (const [status, code] of [
    [403, 'ERR_NOT_ALLOWED'],
    [404, 'ERR_NOT_FOUND'],
    [400, 'ERR_TOKEN_REFUSED'],
  ] as const) {
    it(`that answers ${status} is believed at once`, async () => {
      const { fetch, bodies } = setup([failing(status)]);
      await assert.rejects(fetch(), { code });
      assert.equal(bodies.length, 1);
    });
  }

  it('that is down is asked again after one and three seconds', async () => {
    const { fetch, bodies, clock } = setup([failing(503), failing(503)]);
    const answer = fetch();
    await clock.advance(999);
    assert.equal(bodies.length, 1);
    await clock.advance(1);
    assert.equal(bodies.length, 2);
    await clock.advance(3_000);
    assert.equal((await answer).participant_token, 'secret-token');
  });

  it('that asks to wait is waited for', async () => {
    const { fetch, bodies, clock } = setup([failing(429, { 'retry-after': '7' })]);
    const answer = fetch();
    await clock.advance(6_999);
    assert.equal(bodies.length, 1);
    await clock.advance(1);
    await answer;
    assert.equal(bodies.length, 2);
  });

  it('that never answers is given up after eight seconds, three times in all', async () => {
    const clock = new FakeClock();
    let asked = 0;
    const source = endpointTokenSource('http://service.test/token', () => Promise.resolve('user-token'), {
      clock,
      fetch: (_url, init) =>
        new Promise((_resolve, reject) => {
          asked += 1;
          init?.signal?.addEventListener('abort', () => {
            reject(new TypeError('aborted'));
          });
        }),
    });
    const outcome = assert.rejects(source.fetch({ callId: 'call' }, new AbortController().signal), { code: 'ERR_TOKEN_UNREACHABLE' });
    await clock.advance(8_000 + 1_000 + 8_000 + 3_000 + 8_000);
    await outcome;
    assert.equal(asked, 3);
    assert.equal(clock.waiting, 0);
  });

  it('that is a web page is named as such', async () => {
    const { fetch } = setup([() => new Response('<!doctype html>')]);
    await assert.rejects(fetch(), { code: 'ERR_TOKEN_INVALID' });
  });

  it('never has its answer in an error', async () => {
    const { fetch } = setup([failing(403)]);
    await assert.rejects(fetch(), (error: Error) => !JSON.stringify([error.message, error.stack, error.cause]).includes('secret-token'));
  });
});

describe('a session address', () => {
  it('is asked once, and again only for a fresh token', async () => {
    let asked = 0;
    const session = sessionFromUrl('/session', () => Promise.resolve(Response.json({ token: `token-${(asked += 1)}` })));
    assert.equal(await session({ fresh: false }), 'token-1');
    assert.equal(await session({ fresh: false }), 'token-1');
    assert.equal(await session({ fresh: true }), 'token-2');
  });

  it('that fails is asked again the next time', async () => {
    const answers = [new Response('no', { status: 500 }), Response.json({ token: 'token' })];
    const session = sessionFromUrl('/session', () => Promise.resolve(answers.shift() ?? Response.error()));
    await assert.rejects(session({ fresh: false }), { code: 'ERR_SESSION' });
    await settle();
    assert.equal(await session({ fresh: false }), 'token');
  });
});
