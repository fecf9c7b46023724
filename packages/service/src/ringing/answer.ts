import {
  timers,
  type AcceptMessage,
  type CancelReason,
  type DeclineMessage,
  type Identity,
  type ReplyResult,
  type RingingMessage,
} from '@call-elements/protocol';
import type { CallRow, RingRow } from '../store/call-rows.js';
import { claim } from './claim.js';
import type { Turn } from './decision.js';
import { endDeclined } from './end-call.js';
import { remaining } from './invite.js';
import { isOwnSession, notAllowed, takeSeat } from './members.js';

type AnswerMessage = RingingMessage | AcceptMessage | DeclineMessage;

/** The call that a callee answers; refused to all others, and for a ring that is not the call's. */
function calleesCall({ context, actor, message }: Turn<AnswerMessage>): { call: CallRow; ring: RingRow } {
  const call = context.store.call(message.callId);
  const ring = call && context.store.ring(call.callId);
  if (!call || !ring || call.calleeId !== actor.userId || ring.ringId !== message.ringId) throw notAllowed();
  return { call, ring };
}

/** A device alerts its user: the caller hears it, and the ring starts anew, once per device and to twice its length at most. */
export function ringing(turn: Turn<RingingMessage>): ReplyResult {
  const { context, draft, actor, message, now } = turn;
  const { call, ring } = calleesCall(turn);
  if (call.state !== 'ringing') {
    tellOutcome(turn, call);
    return { remainingMs: 0 };
  }
  if (!context.store.acknowledge(ring.ringId, actor.deviceId)) return { remainingMs: remaining(ring, now) };
  const limit = Math.min(ring.startedAt + 2 * ring.lifetimeMs, now + timers.RING_LIFETIME_MAX);
  const deadlineAt = Math.max(ring.deadlineAt, Math.min(now + ring.lifetimeMs, limit));
  context.store.prolongRing(ring.ringId, deadlineAt, message.deviceKind);
  const remainingMs = remaining({ ...ring, deadlineAt }, now);
  const from = context.person(actor.userId);
  draft.tell({ userId: call.callerId }, { type: 'ringing', callId: call.callId, from, deviceKind: message.deviceKind, remainingMs });
  return { remainingMs };
}

/** Claims the ring: the first wins, and wins again whenever it asks. */
export function accept(turn: Turn<AcceptMessage>): ReplyResult {
  const { context, draft, actor } = turn;
  const { call } = calleesCall(turn);
  if (call.state === 'ringing') {
    claim(turn, call);
    return { granted: true };
  }
  const member = context.store.member(call.callId, actor.userId);
  if (call.state === 'active' && isOwnSession(context, member, actor)) {
    takeSeat(context, draft, call, actor);
    draft.grant = { callId: call.callId, room: call.room, identity: actor };
    return { granted: true };
  }
  tellOutcome(turn, call);
  return { granted: false };
}

/** Says no for all devices of the user. Too late for a call that was answered or has ended. */
export function decline(turn: Turn<DeclineMessage>): ReplyResult {
  const { call } = calleesCall(turn);
  if (call.state === 'ringing') endDeclined({ ...turn, call }, turn.message.reason, turn.actor);
  return {};
}

/** A session that answers too late hears once more what became of the ring. */
function tellOutcome({ context, draft, actor }: Turn<AnswerMessage>, call: CallRow): void {
  const { callId } = call;
  const to = { userId: actor.userId, onlySession: actor.sessionId };
  const member = context.store.member(callId, actor.userId);
  if (call.state === 'ended' && call.endCause === 'cancel') {
    draft.tell(to, { type: 'cancel', callId, reason: call.endReason as CancelReason });
  } else if (call.state === 'ended' && call.endCause === 'decline') {
    if (!isDecliner(call, actor)) draft.tell(to, { type: 'declined-elsewhere', callId });
  } else if (member?.sessionId !== actor.sessionId) {
    draft.tell(to, { type: 'answered-elsewhere', callId });
  } else if (call.state === 'ended') {
    draft.tell(to, { type: 'hangup', callId, from: context.person(call.callerId), reason: call.endCause === 'gone' ? 'gone' : 'hangup' });
  }
}

const isDecliner = (call: CallRow, actor: Identity): boolean => call.endedByUser === actor.userId && call.endedByDevice === actor.deviceId;
