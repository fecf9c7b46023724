import { CallError, type CallId, type DeviceId, type Identity, type SessionId, type UserId } from '@call-elements/protocol';
import type { Draft, Grant, RuleContext } from './decision.js';
import { isOwnSession, notAllowed, takeSeat } from './members.js';

/** Who asks for a token for a call. Device and session are those that the service issued to this user, or undefined. */
export interface GrantRequest {
  readonly userId: UserId;
  readonly callId: CallId;
  readonly deviceId?: DeviceId | undefined;
  readonly sessionId?: SessionId | undefined;
}

/** The caller may enter while the call lives; a callee only on the device whose accept was granted. */
export function grantSeat(context: RuleContext, draft: Draft, asker: GrantRequest): Grant {
  const call = context.store.call(asker.callId);
  const seat = context.store.member(asker.callId, asker.userId);
  if (!call || !seat) throw notAllowed();
  const deviceId = asker.deviceId ?? (call.callerId === asker.userId ? seat.deviceId : undefined);
  if (deviceId !== seat.deviceId) throw notAllowed();
  if (call.state === 'ended') throw new CallError('ERR_CALL_ENDED', 'The call has ended');
  const identity: Identity = { userId: asker.userId, deviceId, sessionId: asker.sessionId ?? seat.sessionId };
  if (!isOwnSession(context, seat, identity)) throw notAllowed();
  takeSeat(context, draft, call, identity);
  return { callId: call.callId, room: call.room, identity };
}
