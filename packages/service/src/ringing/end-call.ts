import type { CancelReason, DeclineReason, Identity, UserId } from '@call-elements/protocol';
import type { CallRow } from '../store/call-rows.js';
import type { Draft, RuleContext } from './decision.js';
import { otherUser } from './members.js';

/** A call of which the rules decide that it ends now. */
export interface Ending {
  readonly context: RuleContext;
  readonly draft: Draft;
  readonly call: CallRow;
  readonly now: number;
}

/** Stops a ring before anybody answered: every device of the callee hears it, and the caller too when it was not the caller's own wish. */
export function endRinging({ context, draft, call, now }: Ending, reason: CancelReason, by?: Identity): void {
  context.store.end(call.callId, { cause: 'cancel', reason, ...(by && { byUser: by.userId, byDevice: by.deviceId }) }, now);
  const message = { type: 'cancel', callId: call.callId, reason } as const;
  draft.tell({ userId: call.calleeId }, message);
  if (!by) draft.tell({ userId: call.callerId }, message);
  draft.touched.add(call.callerId).add(call.calleeId);
}

/** The callee said no: the caller and the callee's other sessions hear it. */
export function endDeclined({ context, draft, call, now }: Ending, reason: DeclineReason, by: Identity): void {
  context.store.end(call.callId, { cause: 'decline', reason, byUser: by.userId, byDevice: by.deviceId }, now);
  const told = reason === 'blocked' ? 'declined' : reason;
  draft.tell({ userId: call.callerId }, { type: 'decline', callId: call.callId, from: context.person(by.userId), reason: told });
  draft.tell({ userId: by.userId, exceptSession: by.sessionId }, { type: 'declined-elsewhere', callId: call.callId });
  draft.touched.add(call.callerId).add(call.calleeId);
}

/** One of two left a call: the other's session hears it. */
export function endActive({ context, draft, call, now }: Ending, reason: 'hangup' | 'failed' | 'gone', byUser: UserId): void {
  context.store.end(call.callId, { cause: reason === 'gone' ? 'gone' : 'hangup', byUser, ...(reason !== 'gone' && { reason }) }, now);
  const other = context.store.member(call.callId, otherUser(call, byUser));
  if (other) {
    const message = { type: 'hangup', callId: call.callId, from: context.person(byUser), reason } as const;
    draft.tell({ userId: other.userId, onlySession: other.sessionId }, message);
  }
  draft.touched.add(call.callerId).add(call.calleeId);
}
