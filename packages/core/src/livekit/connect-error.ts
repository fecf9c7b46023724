import { CallError } from '@call-elements/protocol';
import { ConnectionError, ConnectionErrorReason } from 'livekit-client';
import { isCallError } from '../errors.js';

/** The SDK's own class has type parameters, and so `any` for these after `instanceof`. */
interface Numbers {
  readonly reason: ConnectionErrorReason;
  readonly status?: number;
}

/** What a failed join means (livekit.md §1.10). The SDK's messages may hold the token: only its numbers are passed on, as the cause. */
export function connectError(error: unknown): CallError {
  if (isCallError(error)) return error;
  if (!(error instanceof ConnectionError)) return new CallError('ERR_CONNECT_FAILED', 'The media server could not be joined.');
  const { reason, status } = error as Numbers;
  const cause = { reason, ...(status !== undefined && { status }) };
  switch (reason) {
    case ConnectionErrorReason.NotAllowed:
      return refused(status, cause);
    case ConnectionErrorReason.LeaveRequest:
      return new CallError('ERR_JOIN_FAILED', 'The media server sent us away before we were in: the room may be full.', { cause });
    case ConnectionErrorReason.Timeout:
      return new CallError('ERR_CONNECT_TIMEOUT', 'The media server did not answer in time.', { cause });
    case ConnectionErrorReason.ServiceNotFound:
      return new CallError('ERR_CONFIG', 'Nothing at this address speaks LiveKit. Check server_url.', { cause });
    case ConnectionErrorReason.Cancelled:
      return new CallError('ERR_DISPOSED', 'The call ended meanwhile.', { cause });
    case ConnectionErrorReason.InternalError:
      if (isMediaBlocked(error))
        return new CallError('ERR_NETWORK_BLOCKED', 'The media server answers, but no media reach it: are its ports open?', { cause });
      break;
    case ConnectionErrorReason.ServerUnreachable:
    case ConnectionErrorReason.WebSocket:
      break;
  }
  return new CallError('ERR_CONNECT_FAILED', `The media server could not be joined (reason ${reason}).`, { cause });
}

function refused(status: number | undefined, cause: object): CallError {
  if (status === 401) return new CallError('ERR_TOKEN_EXPIRED', 'The media server did not take the token.', { cause });
  if (status === 404) return new CallError('ERR_ROOM_GONE', 'The media server has no such room: it was not made, or is over.', { cause });
  return new CallError('ERR_CONNECT_REFUSED', 'The media server refused this person.', { cause });
}

/** The same number also stands for a socket that was closed early; only the words tell them apart. */
const isMediaBlocked = ({ message }: Error): boolean => message.includes('pc connection');
