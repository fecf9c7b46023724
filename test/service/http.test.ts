import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TicketResponse, TokenResponse } from '@call-elements/protocol';
import { API_SECRET, Harness, ORIGIN, establish } from './support/harness.ts';
import { refusal } from './support/refusal.ts';

const timeout = 10_000;

describe('POST /calls/ticket', { timeout }, () => {
  it('keeps a user’s own device, and gives a new one for any other', async (test) => {
    const harness = await Harness.start(test);
    const first = await harness.ticket('ana');
    assert.match(first.ticket, /^[\w-]{43}$/);
    assert.equal((await harness.ticket('ana', first.device_id)).device_id, first.device_id);
    assert.notEqual((await harness.ticket('bo', first.device_id)).device_id, first.device_id);
    assert.notEqual((await harness.ticket('ana', 'made-up')).device_id, 'made-up');
    const bare = await fetch(`${harness.origin}/calls/ticket`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await harness.token('ana')}` },
    });
    assert.ok(((await bare.json()) as TicketResponse).ticket);
  });

  it('is given sixty times in a row, then twice a second', async (test) => {
    const harness = await Harness.start(test);
    const ask = (): Promise<Response> => harness.post('ticket', {}, 'ana');
    for (let count = 0; count < 60; count += 1) assert.equal((await ask()).status, 200);
    const refused = await ask();
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.deepEqual(await refusal(refused), [429, 'ERR_RATE_LIMITED']);
    assert.equal((await harness.post('ticket', {}, 'bo')).status, 200);
    harness.clock.advance(1000);
    assert.equal((await ask()).status, 200);
  });
});

describe('the HTTP side', { timeout }, () => {
  it('answers wrong methods, types, sizes and paths with typed errors', async (test) => {
    const harness = await Harness.start(test);
    const at = (path: string, init?: RequestInit): Promise<Response> => fetch(`${harness.origin}${path}`, init);
    assert.deepEqual(await refusal(await at('/calls/token')), [405, 'ERR_BAD_REQUEST']);
    assert.deepEqual(await refusal(await at('/calls/ticket', { method: 'DELETE' })), [405, 'ERR_BAD_REQUEST']);
    assert.deepEqual(await refusal(await at('/calls/health', { method: 'POST' })), [405, 'ERR_BAD_REQUEST']);
    assert.deepEqual(await refusal(await at('/calls/nothing')), [404, 'ERR_NOT_FOUND']);
    assert.deepEqual(await refusal(await at('/else')), [404, 'ERR_NOT_FOUND']);
    assert.deepEqual(await refusal(await at('/calls/signal')), [426, 'ERR_BAD_REQUEST']);
    assert.deepEqual(
      await refusal(await harness.post('token', 'room_name=x', 'ana', { 'content-type': 'application/x-www-form-urlencoded' })),
      [415, 'ERR_BAD_REQUEST'],
    );
    assert.deepEqual(await refusal(await harness.post('token', '{"room_name"', 'ana')), [400, 'ERR_BAD_REQUEST']);
    for (const body of ['[]', '{}', '"x"', '{"call_id":"a b"}', '{"room_name":7}']) {
      assert.deepEqual(await refusal(await harness.post('token', body, 'ana')), [400, 'ERR_BAD_REQUEST'], body);
    }
    assert.deepEqual(await refusal(await harness.post('token', JSON.stringify({ room_name: 'x'.repeat(16_384) }), 'ana')), [
      413,
      'ERR_TOO_LARGE',
    ]);
    assert.deepEqual(await (await at('/calls/health')).json(), { status: 'ok' });
  });

  it('opens itself to pages of listed origins only', async (test) => {
    const harness = await Harness.start(test);
    const preflight = (origin: string): Promise<Response> =>
      fetch(`${harness.origin}/calls/token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
      });
    const allowed = (await preflight(ORIGIN)).headers;
    assert.equal(allowed.get('access-control-allow-origin'), ORIGIN);
    assert.match(allowed.get('access-control-allow-headers') ?? '', /authorization/);
    assert.equal(allowed.get('access-control-allow-credentials'), null);
    for (const origin of ['https://evil.example', 'null', 'https://app.example.evil.example']) {
      assert.equal((await preflight(origin)).headers.get('access-control-allow-origin'), null);
    }
    assert.equal((await harness.post('ticket', {}, 'ana', { origin: ORIGIN })).headers.get('access-control-allow-origin'), ORIGIN);
  });

  it('says nothing of a fault of its own, and logs it', async (test) => {
    const mayJoin = (): Promise<boolean> => Promise.reject(new Error('inner detail'));
    const harness = await Harness.start(test, {}, { policy: { mayJoin } });
    const response = await harness.post('token', { room_name: 'lobby' }, 'ana');
    assert.equal(await response.text(), '{"error":"ERR_INTERNAL","message":"The service failed"}');
    assert.equal(response.status, 500);
    assert.ok(harness.logs.some((line) => line.includes('inner detail')));
  });

  it('blots out a token that some error quotes', async (test) => {
    const quoted: string[] = [];
    const mayJoin = (): Promise<boolean> => Promise.reject(new Error(`refused: ${quoted.join(' ')}`));
    const harness = await Harness.start(test, {}, { policy: { mayJoin } });
    const token = await harness.token('ana');
    quoted.push(token, 'authorization: Bearer opaque-value', 'ticket=0123456789abcdef0123');
    await harness.post('token', { room_name: 'lobby' }, 'ana');
    const log = harness.logs.join('\n');
    assert.match(log, /refused: \[secret\]/);
    for (const secret of [token, 'opaque-value', '0123456789abcdef']) assert.equal(log.includes(secret), false);
  });

  it('logs one line per request and never a secret', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, reply } = await establish(ana, bo, 'bo');
    const { ticket } = await harness.ticket('ana');
    const userToken = await harness.token('ana');
    const before = harness.logs.length;
    const response = await harness.post(`token?access_token=${userToken}`, { call_id: callId }, 'ana');
    const { participant_token: token } = (await response.json()) as TokenResponse;
    await harness.post(userToken, {}, 'ana');
    await assert.rejects(harness.socket({ origin: `https://${ticket}.example` }));
    harness.media.failing = true;
    await harness.post('token', { call_id: callId }, 'ana');
    const requests = harness.logs.slice(before).map((line) => JSON.parse(line) as { event: string; path?: string; status?: number });
    assert.deepEqual(
      requests.filter(({ event }) => event === 'request').map(({ path, status }) => [path, status]),
      [
        ['/token', 200],
        ['(unknown)', 404],
        ['/token', 502],
      ],
    );
    const log = harness.logs.join('\n');
    for (const secret of [ticket, userToken, token, reply.token?.participant_token ?? token, API_SECRET, 'eyJ', 'Bearer']) {
      assert.equal(log.includes(secret), false, 'a secret stands in the log');
    }
  });
});
