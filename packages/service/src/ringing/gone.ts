import { timers } from '@call-elements/protocol';
import type { CallRow, MemberRow } from '../store/call-rows.js';
import type { Draft, RuleContext } from './decision.js';
import { endActive, endRinging } from './end-call.js';

/** Somebody whose socket has been gone for long, but who may still be in the room: signalling alone never ends a call. */
export interface Doubt {
  readonly member: MemberRow;
  readonly room: string;
  /** When the question was put. */
  readonly askedAt: number;
}

type Gone = MemberRow & Pick<CallRow, 'state'>;

/** How long a session may be gone before its call ends (ringing.md §6.6). Milliseconds. */
function grace(member: Gone): number {
  if (member.state === 'ringing') return member.goneOnPurpose ? timers.LEFT_WHILE_RINGING : timers.DROPPED_WHILE_RINGING;
  return member.goneOnPurpose ? timers.LEFT_IN_CALL : timers.PEER_LOST;
}

const dueAt = (member: Gone): number => (member.goneSince ?? Infinity) + grace(member);

/** When time next decides something: a ring's deadline, or the end of somebody's grace. */
export function nextDue(context: RuleContext): number | undefined {
  const times = context.store.goneMembers().map(dueAt);
  const ring = context.store.nextRingDeadline();
  if (ring !== undefined) times.push(ring);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Ends the rings whose time is over. */
export function expireRings(context: RuleContext, draft: Draft, now: number): void {
  for (const ring of context.store.overdueRings(now)) {
    const call = context.store.call(ring.callId);
    if (call?.state === 'ringing') endRinging({ context, draft, call, now }, 'timeout');
  }
}

/** Ends the calls of those who did not come back. @returns whom only the media server can tell about */
export function endAbandoned(context: RuleContext, draft: Draft, now: number): Doubt[] {
  const doubts: Doubt[] = [];
  for (const member of context.store.goneMembers()) {
    const call = context.store.call(member.callId);
    // An earlier member of this loop may have ended the call.
    if (dueAt(member) > now || !call || call.state === 'ended') continue;
    if (call.state === 'active' && !member.goneOnPurpose) {
      // Ask again after another grace, whatever the media server says meanwhile.
      context.store.setGone(member.sessionId, now);
      doubts.push({ member, room: member.room, askedAt: now });
    } else {
      endGone(context, draft, member, now);
    }
  }
  return doubts;
}

/** Ends the call of somebody who is gone. */
export function endGone(context: RuleContext, draft: Draft, member: MemberRow, now: number): void {
  const call = context.store.call(member.callId);
  if (call?.state === 'active') endActive({ context, draft, call, now }, 'gone', member.userId);
  if (call?.state === 'ringing') endRinging({ context, draft, call, now }, member.goneOnPurpose ? 'cancelled' : 'failed');
}
