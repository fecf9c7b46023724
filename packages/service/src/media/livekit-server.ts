import { CallError, asObject } from '@call-elements/protocol';
import { SignJWT } from 'jose';
import type { LiveKitConfig } from '../config.js';
import type { MediaServer } from '../ports.js';

const REQUEST_TIMEOUT = 5000;
const ADMIN_TOKEN_LIFETIME_S = 60;
/** How long an empty room waits for its first participant, and for somebody to come back. Seconds. */
const EMPTY_TIMEOUT_S = 120;
const DEPARTURE_TIMEOUT_S = 60;
/** Most sessions in one room. */
export const MAX_PARTICIPANTS = 16;

type VideoGrants = Readonly<Record<string, boolean | string>>;

interface Twirp {
  readonly now: () => number;
  readonly fetch: typeof fetch;
}

/** One method of LiveKit's server API. `absent` is the answer for what is not there; without it that is an error too. */
type Call = (method: string, body: object, video: VideoGrants, absent?: object) => Promise<unknown>;

/** Speaks LiveKit's server API (Twirp, JSON). Nothing that LiveKit answers is passed on but what a method returns. */
export function liveKitServer(config: LiveKitConfig, deps: Twirp): MediaServer {
  const call = createCall(config, deps);
  return {
    createRoom: async (room) => {
      const timeouts = { empty_timeout: EMPTY_TIMEOUT_S, departure_timeout: DEPARTURE_TIMEOUT_S };
      await call('CreateRoom', { name: room, ...timeouts, max_participants: MAX_PARTICIPANTS }, { roomCreate: true });
    },
    updateAttributes: async (room, identity, attributes) => {
      await call('UpdateParticipant', { room, identity, attributes }, { roomAdmin: true, room });
    },
    removeParticipant: async (room, identity) => {
      await call('RemoveParticipant', { room, identity }, { roomAdmin: true, room }, {});
    },
    deleteRoom: async (room) => {
      await call('DeleteRoom', { room }, { roomCreate: true }, {});
    },
    listParticipants: async (room) => identities(await call('ListParticipants', { room }, { roomAdmin: true, room }, {})),
  };
}

function createCall(config: LiveKitConfig, deps: Twirp): Call {
  const base = config.url.replace(/^ws/, 'http').replace(/\/+$/, '');
  const key = new TextEncoder().encode(config.apiSecret);
  return async (method, body, video, absent) => {
    const response = await deps
      .fetch(`${base}/twirp/livekit.RoomService/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await adminToken(config.apiKey, key, video, deps.now())}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      })
      .catch((cause: unknown) => {
        throw new CallError('ERR_MEDIA_SERVER', `The media server cannot be reached (${method})`, { cause });
      });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    if (absent && asObject(answer)?.['code'] === 'not_found') return absent;
    throw new CallError('ERR_MEDIA_SERVER', `The media server refused ${method} with status ${String(response.status)}`);
  };
}

function adminToken(apiKey: string, key: Uint8Array, video: VideoGrants, nowMs: number): Promise<string> {
  const now = Math.floor(nowMs / 1000);
  const token = new SignJWT({ video }).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setIssuer(apiKey);
  return token
    .setNotBefore(now)
    .setIssuedAt(now)
    .setExpirationTime(now + ADMIN_TOKEN_LIFETIME_S)
    .sign(key);
}

function identities(answer: unknown): string[] {
  const participants = asObject(answer)?.['participants'];
  return (Array.isArray(participants) ? (participants as unknown[]) : []).flatMap((participant) => {
    const identity = asObject(participant)?.['identity'];
    return typeof identity === 'string' ? [identity] : [];
  });
}
