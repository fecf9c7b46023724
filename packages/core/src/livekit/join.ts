import { CallError, timers, type TokenResponse } from '@call-elements/protocol';
import { ConnectionError, ConnectionErrorReason, DisconnectReason, RoomEvent, type Room } from 'livekit-client';
import { preflight } from './preflight.js';

/**
 * Joins `room` with our own deadline; whatever fails, no connection is left open.
 * @throws {CallError} `ERR_CONNECT_TIMEOUT`, `ERR_CONNECT_FAILED`, `ERR_CONNECT_REFUSED`, `ERR_TOKEN_EXPIRED`, `ERR_CONFIG`, `ERR_DISPOSED`
 */
export async function join(room: Room, token: TokenResponse, signal: AbortSignal): Promise<void> {
  await preflight(token, signal);
  let giveUp: (error: CallError) => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
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
  try {
    const connected = room.connect(token.server_url, token.participant_token, { autoSubscribe: true, subscriberAllowPause: true });
    connected.catch(() => undefined);
    await Promise.race([connected, stopped]);
  } catch (error) {
    await abandon(room);
    throw connectError(error);
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener('abort', onAbort);
    room.off(RoomEvent.Disconnected, onDisconnected);
  }
}

/** The SDK forgets the peer connection of a join that failed (livekit.md §1.9, no. 2): close it. */
async function abandon(room: Room): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- `disconnect` takes the engine away
  const transports = room.engine?.pcManager;
  await room.disconnect(false);
  await transports?.close();
}

function connectError(error: unknown): CallError {
  if (error instanceof CallError) return error;
  // The messages of these errors may hold the token: they are not passed on, not even as a cause.
  if (!(error instanceof ConnectionError)) return new CallError('ERR_CONNECT_FAILED', 'The media server could not be joined.');
  if (error.reason === ConnectionErrorReason.NotAllowed) {
    if (error.status === 401) return new CallError('ERR_TOKEN_EXPIRED', 'The media server did not take the token.');
    if (error.status === 404) return new CallError('ERR_CONNECT_FAILED', 'The room is not there any more.');
    return new CallError('ERR_CONNECT_REFUSED', 'The media server refused this person.');
  }
  return new CallError('ERR_CONNECT_FAILED', `The media server could not be joined (reason ${error.reason}).`);
}
