import { CallError, timers, type TokenResponse } from '@call-elements/protocol';
import { DisconnectReason, RoomEvent, type Room } from 'livekit-client';
import { connectError } from './connect-error.js';
import { preflight } from './preflight.js';

/**
 * Joins `room` with our own deadline; whatever fails, no connection is left open.
 * @throws {CallError} `ERR_CONNECT_TIMEOUT`, `ERR_CONNECT_FAILED`, `ERR_CONNECT_REFUSED`, `ERR_TOKEN_EXPIRED`, `ERR_JOIN_FAILED`, `ERR_ROOM_GONE`, `ERR_NETWORK_BLOCKED`, `ERR_CONFIG`, `ERR_DISPOSED`
 */
export async function join(room: Room, token: TokenResponse, signal: AbortSignal): Promise<void> {
  const limit = new AbortController();
  let giveUp: (error: CallError) => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    giveUp = (error) => {
      reject(error);
      limit.abort();
    };
  });
  const onAbort = (): void => {
    giveUp(new CallError('ERR_DISPOSED', 'The call ended meanwhile.'));
  };
  // A kick while joining is told by this event at once, by the promise only after 15 s (livekit.md §1.9).
  const onDisconnected = (reason?: DisconnectReason): void => {
    if (reason === DisconnectReason.PARTICIPANT_REMOVED)
      giveUp(new CallError('ERR_CONNECT_REFUSED', 'This person was removed from the call.'));
  };
  const deadline = setTimeout(() => {
    giveUp(new CallError('ERR_CONNECT_TIMEOUT', 'The media server did not connect in time. A firewall may block UDP and TCP to it.'));
  }, timers.CONNECT_TRY_TIMEOUT);
  signal.addEventListener('abort', onAbort);
  room.on(RoomEvent.Disconnected, onDisconnected);
  const engine = engineOf(room);
  try {
    await Promise.race([preflight(token, limit.signal), stopped]);
    await Promise.race([connect(room, token), stopped]);
  } catch (error) {
    await room.disconnect(false);
    // The SDK forgets the peer connection of a join that failed (livekit.md §1.9, no. 2).
    await engine.pcManager?.close();
    const failure = connectError(error);
    // Some networks let two peer connections through where one fails; what heals it is kept for this room.
    if (failure.code === 'ERR_NETWORK_BLOCKED') room.options.singlePeerConnection = false;
    throw failure;
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', onAbort);
    room.off(RoomEvent.Disconnected, onDisconnected);
  }
}

function connect(room: Room, { server_url, participant_token }: TokenResponse): Promise<void> {
  const connected = room.connect(server_url, participant_token, {
    autoSubscribe: true,
    subscriberAllowPause: true,
    // Each try of the SDK's own would leave one more peer connection behind.
    maxRetries: 0,
    // Before our own deadline: then the SDK says what it waited for.
    peerConnectionTimeout: MEDIA_TIMEOUT,
    websocketTimeout: SOCKET_TIMEOUT,
  });
  connected.catch(() => undefined);
  return connected;
}

/** Of the 25 s for all tries; leaves room for a second one by another way. Milliseconds. */
const MEDIA_TIMEOUT = 12_000;
const SOCKET_TIMEOUT = 10_000;

/** The engine that `connect` will use. After a failure the room has another one, and nothing else leads to what the first has open. */
function engineOf(room: Room): Room['engine'] {
  // Private there: without it the room makes the engine while it connects, where nobody sees it.
  const maker = room as unknown as { maybeCreateEngine(): void };
  maker.maybeCreateEngine();
  return room.engine;
}
