import type { CancelReason, DeclineReason, EndReason, Identity } from '@call-elements/protocol';
import type { CallRow, MemberRow } from '../store/call-rows.js';

type Asker = Pick<Identity, 'userId' | 'deviceId'>;

/** Why an ended call ended, as one device of one user should see it. */
export function endReason(call: CallRow, asker: Asker, member: MemberRow | undefined): EndReason {
  return asker.userId === call.callerId ? forCaller(call) : forCallee(call, asker, member);
}

function forCaller(call: CallRow): EndReason {
  switch (call.endCause) {
    case 'unreachable':
      return 'unreachable';
    case 'decline':
      return declineReason(call.endReason as DeclineReason);
    case 'cancel':
      return cancelReason(call.endReason as CancelReason);
    case 'merged':
      return 'merged';
    default:
      return hangupReason(call, call.callerId);
  }
}

function forCallee(call: CallRow, asker: Asker, member: MemberRow | undefined): EndReason {
  switch (call.endCause) {
    case 'unreachable':
    case 'cancel':
      return 'missed';
    case 'decline':
      return call.endedByDevice === asker.deviceId ? 'declined' : 'declined-elsewhere';
    case 'merged':
      return 'merged';
    default:
      return member?.deviceId === asker.deviceId ? hangupReason(call, call.calleeId) : 'answered-elsewhere';
  }
}

function hangupReason(call: CallRow, userId: string): EndReason {
  if (call.endedByUser !== userId) return 'remote-hangup';
  return call.endCause === 'gone' ? 'network-error' : 'hangup';
}

/** Being blocked looks like being declined: nobody learns that they are blocked. */
const declineReason = (reason: DeclineReason): EndReason => (reason === 'blocked' || reason === 'other' ? 'declined' : reason);

function cancelReason(reason: CancelReason): EndReason {
  if (reason === 'timeout' || reason === 'replaced') return reason;
  return reason === 'failed' ? 'network-error' : 'cancelled';
}
