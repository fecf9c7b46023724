import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { decodeJwt, jwtVerify } from 'jose';
import type { TokenResponse } from '@call-elements/protocol';
import { API_SECRET, Harness, establish, invite } from './support/harness.ts';
import { refusal } from './support/refusal.ts';

const timeout = 10_000;

interface Claims {
  name: string;
  video: { room: string };
}

async function mediaClaims(response: Response): Promise<ReturnType<typeof decodeJwt<Claims>>> {
  assert.equal(response.status, 200);
  return decodeJwt<Claims>(((await response.json()) as TokenResponse).participant_token);
}

describe('POST /calls/token', { timeout }, () => {
  it('gives both members a token for the same room, five minutes, with every right named', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    const ofAna = await harness.post('token', { call_id: callId, device_id: ana.deviceId, session_id: ana.sessionId }, 'ana');
    assert.deepEqual([ofAna.headers.get('cache-control'), ofAna.headers.get('x-content-type-options')], ['no-store', 'nosniff']);
    const { server_url: url, participant_token: token } = (await ofAna.json()) as TokenResponse;
    assert.equal(url, 'ws://media.example:7880');
    const { payload, protectedHeader } = await jwtVerify<Claims>(token, new TextEncoder().encode(API_SECRET), {
      currentDate: new Date(harness.clock.now()),
    });
    const now = harness.clock.now() / 1000;
    assert.deepEqual(protectedHeader, { alg: 'HS256', typ: 'JWT' });
    assert.deepEqual(payload, {
      iss: 'key',
      sub: `ana:${ana.deviceId}:${ana.sessionId}`,
      name: 'Ana',
      nbf: now,
      iat: now,
      exp: now + 300,
      video: {
        roomJoin: true,
        room: payload.video.room,
        canPublish: true,
        canSubscribe: true,
        canPublishData: true,
        canUpdateOwnMetadata: false,
        canPublishSources: ['camera', 'microphone', 'screen_share', 'screen_share_audio'],
      },
    });
    const ofBo = await mediaClaims(await harness.post('token', { call_id: callId, device_id: bo.deviceId }, 'bo'));
    assert.equal(ofBo.video.room, payload.video.room);
    assert.equal(ofBo.sub, `bo:${bo.deviceId}:${bo.sessionId}`);
    assert.ok(harness.media.asked.filter((line) => line === `create ${payload.video.room}`).length >= 2, 'the room is made at every mint');
  });

  it('takes identity, name and rights from nowhere but the verified token', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    const wishes = {
      participant_identity: 'bo',
      participant_name: 'Bo',
      participant_attributes: { 'call.deafened': '1' },
      room_config: { max_participants: 1 },
      video: { roomAdmin: true },
      device_id: bo.deviceId,
    };
    const claims = await mediaClaims(await harness.post('token', { call_id: callId, ...wishes }, 'ana'));
    assert.deepEqual([claims.sub, claims.name], [`ana:${ana.deviceId}:${ana.sessionId}`, 'Ana']);
    assert.deepEqual(Object.keys(claims).sort(), ['exp', 'iat', 'iss', 'name', 'nbf', 'sub', 'video']);
    const named = await harness.token('ana', { name: 'Ana Lee' });
    const response = await harness.post('token', { call_id: callId }, undefined, { authorization: `Bearer ${named}` });
    assert.equal((await mediaClaims(response)).name, 'Ana Lee');
  });

  it('lets the caller in while it rings, and the callee only where their accept was granted', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const [phone, laptop] = [await harness.connect('bo'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    const ask = (user: string, device?: string): Promise<Response> =>
      harness.post('token', { call_id: callId, ...(device && { device_id: device }) }, user);
    assert.equal((await ask('ana')).status, 200);
    assert.deepEqual(await refusal(await ask('bo', phone.deviceId)), [403, 'ERR_NOT_ALLOWED']);
    await phone.send({ type: 'accept', callId, ringId, intent: 'audio' });
    assert.equal((await ask('bo', phone.deviceId)).status, 200);
    assert.deepEqual(await refusal(await ask('bo', laptop.deviceId)), [403, 'ERR_NOT_ALLOWED']);
    assert.deepEqual(await refusal(await ask('bo')), [403, 'ERR_NOT_ALLOWED']);
    await ana.send({ type: 'hangup', callId, reason: 'hangup' });
    assert.deepEqual(await refusal(await ask('ana')), [409, 'ERR_CALL_ENDED']);
    assert.deepEqual(await refusal(await ask('bo', phone.deviceId)), [409, 'ERR_CALL_ENDED']);
    assert.deepEqual(await refusal(await ask('bo', laptop.deviceId)), [403, 'ERR_NOT_ALLOWED']);
  });

  it('answers a stranger the same for a call that is there and one that is not', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo, dara] = [await harness.connect('ana'), await harness.connect('bo'), await harness.connect('dara')];
    const { callId, reply } = await establish(ana, bo, 'bo');
    const { video, sub } = decodeJwt<Claims>(reply.token?.participant_token ?? '');
    const bodies = [
      { call_id: callId },
      { call_id: randomUUID() },
      { call_id: callId, device_id: bo.deviceId, session_id: bo.sessionId },
      { call_id: callId, device_id: dara.deviceId, session_id: dara.sessionId },
      { call_id: callId, participant_identity: sub },
      { room_name: video.room },
      { room_name: callId },
    ];
    const answers = await Promise.all(bodies.map(async (body) => (await harness.post('token', body, 'dara')).text()));
    assert.deepEqual([...new Set(answers)], ['{"error":"ERR_NOT_ALLOWED","message":"Not allowed, or no such call"}']);
    const both = await harness.post('token', { call_id: callId, room_name: video.room }, 'dara');
    assert.deepEqual(await refusal(both), [400, 'ERR_BAD_REQUEST']);
  });

  it('lets nobody without a good user token in, and does not say why', async (test) => {
    const harness = await Harness.start(test);
    const now = harness.clock.now() / 1000;
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: 'ana', iss: 'https://host.example', aud: 'calls', exp: now + 60 })).toString('base64url')}.`;
    const tokens = [
      undefined,
      'Basic YW5hOmFuYQ==',
      'Bearer ',
      'Bearer nonsense',
      `Bearer ${none}`,
      `Bearer ${await harness.token('ana', {}, 'another-secret-another-secret-another')}`,
      `Bearer ${await harness.token('ana', { exp: now - 6 })}`,
      `Bearer ${await harness.token('ana', { exp: undefined })}`,
      `Bearer ${await harness.token('ana', { nbf: now + 6 })}`,
      `Bearer ${await harness.token('ana', { iss: 'https://else.example' })}`,
      `Bearer ${await harness.token('ana', { aud: 'else' })}`,
      `Bearer ${await harness.token('ana', { sub: undefined })}`,
      `Bearer ${await harness.token('a\nb')}`,
      `Bearer ${await harness.token('ana', { filler: 'x'.repeat(8192) })}`,
    ];
    for (const path of ['token', 'ticket']) {
      const answers = new Set<string>();
      for (const authorization of tokens) {
        const response = await harness.post(path, { call_id: 'x' }, undefined, authorization === undefined ? {} : { authorization });
        answers.add(`${String(response.status)} ${await response.text()}`);
      }
      assert.deepEqual([...answers], ['401 {"error":"ERR_UNAUTHENTICATED","message":"A valid user token is needed"}']);
    }
    assert.equal(
      (await harness.post('ticket', {}, undefined, { authorization: `Bearer ${await harness.token('ana', { exp: now - 4 })}` })).status,
      200,
    );
  });

  it('opens named rooms to those whom the host lets in, apart from the rooms of calls', async (test) => {
    const harness = await Harness.start(
      test,
      {},
      { policy: { mayJoin: (user, room) => Promise.resolve(user === 'ana' && room === 'lobby') } },
    );
    const claims = await mediaClaims(await harness.post('token', { room_name: 'lobby' }, 'ana'));
    assert.match(claims.video.room, /^room-[\w-]{32}$/);
    assert.match(claims.sub ?? '', /^ana:[\w-]{22}:[\w-]{22}$/);
    assert.deepEqual(await refusal(await harness.post('token', { room_name: 'lobby' }, 'bo')), [403, 'ERR_NOT_ALLOWED']);
    assert.deepEqual(await refusal(await harness.post('token', { room_name: 'cellar' }, 'ana')), [403, 'ERR_NOT_ALLOWED']);
  });

  it('gives the seventeenth person no place, and those who come back their own', async (test) => {
    const harness = await Harness.start(test, {}, { policy: { mayJoin: () => Promise.resolve(true) } });
    const first = await mediaClaims(await harness.post('token', { room_name: 'lobby' }, 'ana'));
    const [, device_id, session_id] = (first.sub ?? '').split(':');
    harness.media.seat([first.sub ?? '', ...Array.from({ length: 14 }, (_, index) => `guest-${String(index)}:d:s`)]);
    assert.equal((await harness.post('token', { room_name: 'lobby' }, 'bo')).status, 200);
    harness.media.seat(['guest-14:d:s']);
    assert.deepEqual(await refusal(await harness.post('token', { room_name: 'lobby' }, 'bo')), [409, 'ERR_ROOM_FULL']);
    assert.equal((await harness.post('token', { room_name: 'lobby', device_id, session_id }, 'ana')).status, 200);
  });
});
