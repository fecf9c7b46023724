import type { Intent } from '@call-elements/protocol';
import type { CallRow } from '../store/call-rows.js';
import type { Turn } from './decision.js';

/** The actor's session answers a ringing call: the caller hears it, the other sessions of the callee stop ringing. */
export function claim({ context, draft, actor, message }: Turn<{ readonly intent: Intent }>, call: CallRow): void {
  const { callId } = call;
  context.store.saveMember(callId, actor);
  context.store.activate(callId);
  const caller = context.store.member(callId, call.callerId);
  const from = context.person(actor.userId);
  draft.tell(
    { userId: call.callerId, ...(caller && context.isOpen(caller.sessionId) && { onlySession: caller.sessionId }) },
    { type: 'accept', callId, from, intent: message.intent },
  );
  draft.tell({ userId: actor.userId, exceptSession: actor.sessionId }, { type: 'answered-elsewhere', callId });
  draft.grant = { callId, room: call.room, identity: actor };
  draft.touched.add(call.callerId).add(call.calleeId);
}
