import type { LivekitServer } from '@call-elements/dev-server';
import { SignJWT } from 'jose';

type Grants = Readonly<Record<string, unknown>>;

/** A token for the media server, with these grants; signed with another key on wish. */
export function mediaToken(livekit: LivekitServer, identity: string, video: Grants, secret: string = livekit.apiSecret): Promise<string> {
  return new SignJWT({ name: identity, video })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(livekit.apiKey)
    .setSubject(identity)
    .setNotBefore('-10s')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(secret));
}

/** Makes a room, as a service would. */
export async function makeRoom(livekit: LivekitServer, name: string): Promise<void> {
  const token = await mediaToken(livekit, 'admin', { roomCreate: true });
  const response = await fetch(`${livekit.url.replace('ws', 'http')}/twirp/livekit.RoomService/CreateRoom`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  if (!response.ok) throw new Error(`The room was not made: ${response.status}`);
}
