import { CallError, type InviteMessage, type ReplyResult, type RingInfo } from '@call-elements/protocol';
import { callRoomName, conversationOf } from '../ids.js';
import type { CallRow, RingRow } from '../store/call-rows.js';
import { claim } from './claim.js';
import type { Turn } from './decision.js';
import { isOwnSession, notAllowed, takeSeat } from './members.js';

const MINUTE = 60_000;

/** An invite, and whether policy lets its sender ring its callee. */
export type InviteTurn = Turn<InviteMessage> & { readonly allowed: boolean };

/**
 * Starts a ring; or merges it into the one by which the callee rings at the same time.
 * @throws {CallError} `ERR_BAD_REQUEST`, `ERR_NOT_ALLOWED`, `ERR_CALL_ENDED`, `ERR_RATE_LIMITED`
 */
export function invite(turn: InviteTurn): ReplyResult {
  const { context, actor, message } = turn;
  const callee = message.to[0];
  if (message.to.length !== 1 || callee === undefined) throw new CallError('ERR_BAD_REQUEST', 'A call has exactly one callee');
  if (callee === actor.userId) throw new CallError('ERR_BAD_REQUEST', 'Nobody can call themselves');
  if (!turn.allowed) throw notAllowed();
  const known = context.store.call(message.callId);
  if (known) return again(turn, known, callee);
  if (context.store.hasTombstone(message.callId, actor.userId)) throw ended();
  checkRate(turn);
  const crossing = context.store.ringingBetween(callee, actor.userId);
  if (crossing) return merge(turn, crossing);
  return context.isReachable(callee) ? ring(turn, callee) : unreachable(turn, callee);
}

/** The caller's own invite once more, say after a reconnect; anybody else's use of the id is refused. */
function again({ context, draft, actor, now }: InviteTurn, call: CallRow, callee: string): ReplyResult {
  if (call.callerId !== actor.userId || call.calleeId !== callee) throw notAllowed();
  if (call.state === 'ended') throw ended();
  if (!isOwnSession(context, context.store.member(call.callId, actor.userId), actor)) throw notAllowed();
  takeSeat(context, draft, call, actor);
  const row = context.store.ring(call.callId);
  return row ? { ringId: row.ringId, remainingMs: call.state === 'ringing' ? remaining(row, now) : 0 } : {};
}

function checkRate({ context, actor, now }: InviteTurn): void {
  const { count, first } = context.store.startedSince(actor.userId, now - MINUTE);
  if (count >= context.limits.invitesPerMinute) {
    throw new CallError('ERR_RATE_LIMITED', 'Too many calls in a minute', { retryAfterMs: Math.ceil((first ?? now) + MINUTE - now) });
  }
  if (context.store.ringingOut(actor.userId) >= context.limits.ringsAtOnce) {
    throw new CallError('ERR_RATE_LIMITED', 'Too many calls ring at once', { retryAfterMs: 1000 });
  }
}

/** Both called each other: the later one answers the earlier ring on the device that was calling (ringing.md §6.5). */
function merge(turn: InviteTurn, theirs: CallRow): ReplyResult {
  const { context, draft, actor, message, now } = turn;
  create(turn, theirs.callerId);
  context.store.end(message.callId, { cause: 'merged', byUser: actor.userId, byDevice: actor.deviceId }, now);
  claim({ context, draft, actor, message, now }, theirs);
  return { mergedInto: theirs.callId, granted: true };
}

function unreachable(turn: InviteTurn, callee: string): ReplyResult {
  create(turn, callee);
  turn.context.store.end(turn.message.callId, { cause: 'unreachable' }, turn.now);
  return { unreachable: true };
}

function ring(turn: InviteTurn, callee: string): ReplyResult {
  const { context, draft, actor, message, now } = turn;
  const call = create(turn, callee);
  const lifetimeMs = Math.min(message.lifetimeMs, context.lifetimeMaxMs);
  const row: RingRow = {
    ringId: context.newId(),
    callId: call.callId,
    lifetimeMs,
    startedAt: now,
    deadlineAt: now + lifetimeMs,
    ringingOn: null,
  };
  context.store.insertRing(row);
  context.store.saveMember(call.callId, actor);
  draft.tell({ userId: callee }, { type: 'invite', ...ringInfo(turn, call, row) });
  return { ringId: row.ringId, remainingMs: lifetimeMs };
}

function create({ context, actor, message, now }: InviteTurn, callee: string): CallRow {
  const conversationId = conversationOf(actor.userId, callee);
  const epoch = context.store.nextEpoch(conversationId);
  const call = {
    callId: message.callId,
    room: callRoomName(context.roomSecret, conversationId, epoch),
    callerId: actor.userId,
    calleeId: callee,
    intent: message.intent,
    createdAt: now,
  };
  context.store.insertCall({ ...call, conversationId, epoch });
  return { ...call, state: 'ringing', endCause: null, endReason: null, endedByUser: null, endedByDevice: null };
}

const ended = (): CallError => new CallError('ERR_CALL_ENDED', 'The call has ended');

/** What is left of a ring. Milliseconds. */
export const remaining = (ring: RingRow, now: number): number => Math.max(0, Math.round(ring.deadlineAt - now));

/** A ring as both sides see it. */
export function ringInfo({ context, now }: Pick<Turn<unknown>, 'context' | 'now'>, call: CallRow, ring: RingRow): RingInfo {
  return {
    callId: call.callId,
    ringId: ring.ringId,
    from: context.person(call.callerId),
    to: [context.person(call.calleeId)],
    intent: call.intent,
    remainingMs: remaining(ring, now),
  };
}
