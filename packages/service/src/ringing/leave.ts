import {
  ATTRIBUTE_DEAFENED,
  CallError,
  formatIdentity,
  type CancelMessage,
  type HangupMessage,
  type ReplyResult,
  type StateMessage,
} from '@call-elements/protocol';
import type { CallRow } from '../store/call-rows.js';
import type { Turn } from './decision.js';
import { endActive, endRinging } from './end-call.js';
import { isOwnSession, notAllowed, takeSeat } from './members.js';

/** The caller stops the ring. For a call that was answered meanwhile it is a hang-up; before its invite it leaves a tombstone. */
export function cancel(turn: Turn<CancelMessage>): ReplyResult {
  const { context, actor, message, now } = turn;
  const call = context.store.call(message.callId);
  if (!call) {
    context.store.saveTombstone(message.callId, actor.userId, now);
    return {};
  }
  if (call.callerId !== actor.userId) throw notAllowed();
  if (call.state === 'ended') return {};
  if (!isOwnSession(context, context.store.member(call.callId, actor.userId), actor)) throw notAllowed();
  if (call.state === 'ringing') endRinging({ ...turn, call }, message.reason, actor);
  else endActive({ ...turn, call }, message.reason === 'failed' ? 'failed' : 'hangup', actor.userId);
  return {};
}

/** A member leaves; a call of two ends with it. */
export function hangup(turn: Turn<HangupMessage>): ReplyResult {
  const { actor, message } = turn;
  const call = ownCall(turn);
  if (call.state === 'ringing') endRinging({ ...turn, call }, message.reason === 'failed' ? 'failed' : 'cancelled', actor);
  else if (call.state === 'active') endActive({ ...turn, call }, message.reason, actor.userId);
  return {};
}

/** What the others should see of a member. Written by the service, since a member may not write their own attributes. */
export function state(turn: Turn<StateMessage>): ReplyResult {
  const { context, draft, actor, message } = turn;
  const call = ownCall(turn);
  if (call.state !== 'active') throw new CallError('ERR_CALL_ENDED', 'The call is not live');
  takeSeat(context, draft, call, actor);
  const attributes = { [ATTRIBUTE_DEAFENED]: message.deafened ? '1' : '' };
  draft.effects.push({ kind: 'attributes', room: call.room, identity: formatIdentity(actor), attributes });
  return {};
}

/** The call in which the actor's session takes part. */
function ownCall({ context, actor, message }: Turn<HangupMessage | StateMessage>): CallRow {
  const call = context.store.call(message.callId);
  if (!call || !isOwnSession(context, context.store.member(call.callId, actor.userId), actor)) throw notAllowed();
  return call;
}
