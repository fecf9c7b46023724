import { CallError, formatIdentity, type Identity } from '@call-elements/protocol';
import type { CallRow, MemberRow } from '../store/call-rows.js';
import type { Draft, RuleContext } from './decision.js';

/** The same answer for a call that is not there and one that is none of the asker's business. */
export const notAllowed = (): CallError => new CallError('ERR_NOT_ALLOWED', 'Not allowed, or no such call');

/**
 * Does this session take part in the call, or may it step in for one that is gone?
 *
 * A reload brings the same device with a new session; another tab of the device may not push out one that is there.
 */
export function isOwnSession(context: RuleContext, member: MemberRow | undefined, actor: Identity): member is MemberRow {
  if (member?.userId !== actor.userId || member.deviceId !== actor.deviceId) return false;
  return member.sessionId === actor.sessionId || !context.isOpen(member.sessionId);
}

/** Lets the actor's session take part in the place of the one that did; its ghost is taken out of the room. */
export function takeSeat(context: RuleContext, draft: Draft, call: CallRow, actor: Identity): void {
  const member = context.store.member(call.callId, actor.userId);
  if (member?.sessionId === actor.sessionId) return;
  context.store.saveMember(call.callId, actor);
  if (member && call.state === 'active') draft.effects.push({ kind: 'remove', room: call.room, identity: formatIdentity(member) });
}

/** The other one of a call. */
export const otherUser = (call: CallRow, userId: string): string => (userId === call.callerId ? call.calleeId : call.callerId);
