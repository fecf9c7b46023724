import type { CallStanding, Identity } from '@call-elements/protocol';
import type { CallRow, MemberRow } from '../store/call-rows.js';
import type { RuleContext } from './decision.js';
import { endReason } from './end-reason.js';
import { ringInfo } from './invite.js';
import { isOwnSession } from './members.js';

/** How the calls of the last minutes stand for one session, after it has (re)connected. */
export function standings(context: RuleContext, actor: Identity, now: number): CallStanding[] {
  return context.store.callsOf(actor.userId, now).flatMap((call) => standing(context, call, actor, now) ?? []);
}

function standing(context: RuleContext, call: CallRow, actor: Identity, now: number): CallStanding | undefined {
  const { callId } = call;
  const member = context.store.member(callId, actor.userId);
  const isCaller = call.callerId === actor.userId;
  if (call.state === 'ended') {
    const concerned = !isCaller || concernsCaller(call, member, actor);
    return concerned ? { callId, standing: 'ended', reason: endReason(call, actor, member) } : undefined;
  }
  const own = isOwnSession(context, member, actor);
  if (call.state === 'active') {
    if (own) return { callId, standing: 'joined' };
    // A device that missed the news must stop ringing; the caller's other devices never rang.
    return isCaller ? undefined : { callId, standing: 'ended', reason: 'answered-elsewhere' };
  }
  const ring = context.store.ring(callId);
  if (!ring || (isCaller && !own)) return undefined;
  const info = ringInfo({ context, now }, call, ring);
  if (!isCaller) return { callId, standing: 'ringing-in', ring: info };
  return { callId, standing: 'ringing-out', ring: info, ...(ring.ringingOn !== null && { ringingOn: ring.ringingOn }) };
}

/** Calls that never rang have no member; the device that tried is only known for a merged one. */
function concernsCaller(call: CallRow, member: MemberRow | undefined, actor: Identity): boolean {
  if (member) return member.deviceId === actor.deviceId;
  return call.endedByDevice === null || call.endedByDevice === actor.deviceId;
}
