import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt, jwtVerify } from 'jose';
import type { CallError } from '@call-elements/protocol';
import { liveKitServer } from '@call-elements/service';
import { API_SECRET } from './support/harness.ts';

interface Asked {
  readonly url: string;
  readonly token: string;
  readonly body: unknown;
}

const NOW = Date.UTC(2026, 0, 1);

function setup(answer: () => Response | Promise<Response> = () => Response.json({})) {
  const asked: Asked[] = [];
  const fetcher: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    assert.deepEqual([init?.method, headers.get('content-type')], ['POST', 'application/json']);
    asked.push({
      url: url as string,
      token: headers.get('authorization')?.slice('Bearer '.length) ?? '',
      body: JSON.parse(init?.body as string),
    });
    return Promise.resolve(answer());
  };
  const server = liveKitServer(
    { url: 'wss://media.example:7880/', apiKey: 'key', apiSecret: API_SECRET },
    { now: () => NOW, fetch: fetcher },
  );
  return { server, asked };
}

const method = (name: string): string => `https://media.example:7880/twirp/livekit.RoomService/${name}`;

describe('liveKitServer', () => {
  it('makes rooms that wait for their people and end by themselves', async () => {
    const { server, asked } = setup();
    await server.createRoom('r');
    assert.deepEqual(
      [asked[0]?.url, asked[0]?.body],
      [method('CreateRoom'), { name: 'r', empty_timeout: 120, departure_timeout: 60, max_participants: 16 }],
    );
    const { payload } = await jwtVerify(asked[0]?.token ?? '', new TextEncoder().encode(API_SECRET), {
      issuer: 'key',
      currentDate: new Date(NOW),
    });
    assert.deepEqual(payload, { iss: 'key', video: { roomCreate: true }, nbf: NOW / 1000, iat: NOW / 1000, exp: NOW / 1000 + 60 });
  });

  it('names the room in the token for what concerns its people', async () => {
    const { server, asked } = setup();
    await server.updateAttributes('r', 'ana:d:s', { 'call.deafened': '1' });
    await server.removeParticipant('r', 'ana:d:s');
    await server.deleteRoom('r');
    assert.deepEqual(
      asked.map(({ url, body }) => [url, body]),
      [
        [method('UpdateParticipant'), { room: 'r', identity: 'ana:d:s', attributes: { 'call.deafened': '1' } }],
        [method('RemoveParticipant'), { room: 'r', identity: 'ana:d:s' }],
        [method('DeleteRoom'), { room: 'r' }],
      ],
    );
    assert.deepEqual(
      asked.map(({ token }) => decodeJwt(token)['video']),
      [{ roomAdmin: true, room: 'r' }, { roomAdmin: true, room: 'r' }, { roomCreate: true }],
    );
  });

  it('lists who is in a room, and nobody in one that is not there', async () => {
    const full = setup(() => Response.json({ participants: [{ identity: 'ana:d:s' }, { sid: 'x' }, { identity: 'bo:d:s' }] }));
    assert.deepEqual(await full.server.listParticipants('r'), ['ana:d:s', 'bo:d:s']);
    const absent = setup(() => Response.json({ code: 'not_found', msg: 'room' }, { status: 404 }));
    assert.deepEqual(await absent.server.listParticipants('r'), []);
    await absent.server.removeParticipant('r', 'ana:d:s');
    await absent.server.deleteRoom('r');
    await assert.rejects(absent.server.updateAttributes('r', 'ana:d:s', {}), { code: 'ERR_MEDIA_SERVER' });
  });

  for (const [fault, answer] of [
    ['refuses', () => Response.json({ code: 'unauthenticated', msg: 'secret detail' }, { status: 401 })],
    ['fails', () => new Response('secret detail', { status: 500 })],
    ['cannot be reached', () => Promise.reject(new TypeError('secret detail'))],
  ] as const) {
    it(`rejects with an error of ours when the server ${fault}, without its words`, async () => {
      const { server } = setup(answer);
      await assert.rejects(server.createRoom('r'), (error: CallError) => {
        assert.equal(error.code, 'ERR_MEDIA_SERVER');
        assert.equal(error.message.includes('secret detail'), false);
        return true;
      });
    });
  }
});
