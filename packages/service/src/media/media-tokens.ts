import { CallError, formatIdentity, timers, type Identity, type TokenResponse } from '@call-elements/protocol';
import { SignJWT } from 'jose';
import type { LiveKitConfig } from '../config.js';
import type { MediaServer } from '../ports.js';
import { MAX_PARTICIPANTS } from './livekit-server.js';

/** A session that is to enter one room. */
interface Entry {
  readonly room: string;
  readonly identity: Identity;
  /** Shown to the others. */
  readonly name: string;
  /** A room that anybody may enter who is allowed to: its places are counted first. */
  readonly mayBeFull?: boolean;
}

/**
 * Makes the room and a token for it.
 * @throws {CallError} `ERR_MEDIA_SERVER`, `ERR_ROOM_FULL`
 */
export type Admit = (entry: Entry) => Promise<TokenResponse>;

const SOURCES = ['camera', 'microphone', 'screen_share', 'screen_share_audio'];

export function createAdmission(config: LiveKitConfig, server: MediaServer, now: () => number): Admit {
  const key = new TextEncoder().encode(config.apiSecret);
  const serverUrl = (config.publicUrl ?? config.url).replace(/^http/, 'ws');
  return async ({ room, identity, name, mayBeFull = false }) => {
    // Rooms are never made by those who enter: without this the server answers 404.
    await server.createRoom(room);
    if (mayBeFull) await requirePlace(room, formatIdentity(identity), server);
    return {
      server_url: serverUrl,
      participant_token: await mint({ room, name, identity: formatIdentity(identity) }, { now: now(), key, apiKey: config.apiKey }),
    };
  };
}

/** LiveKit itself only says that joining failed (livekit.md §4.3). Who comes back to their own place is not one more. */
async function requirePlace(room: string, identity: string, server: MediaServer): Promise<void> {
  const present = await server.listParticipants(room);
  if (present.length >= MAX_PARTICIPANTS && !present.includes(identity)) throw new CallError('ERR_ROOM_FULL', 'This room is full');
}

/** A LiveKit token for one room and five minutes. Every right is named: LiveKit grants what is left out. */
function mint(
  entry: { room: string; identity: string; name: string },
  { now, key, apiKey }: { now: number; key: Uint8Array; apiKey: string },
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  const video = {
    roomJoin: true,
    room: entry.room,
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
    canUpdateOwnMetadata: false,
    canPublishSources: SOURCES,
  };
  return new SignJWT({ name: entry.name, video })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(apiKey)
    .setSubject(entry.identity)
    .setNotBefore(seconds)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + timers.MEDIA_TOKEN_LIFETIME / 1000)
    .sign(key);
}
