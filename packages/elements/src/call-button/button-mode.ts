import type { Snapshot } from '@call-elements/core';
import { isInCall, isLive } from '../internal/phases.js';

/** What a call button can do now. */
export type ButtonMode =
  | { readonly kind: 'ready' }
  /** It goes out to this person. */
  | { readonly kind: 'calling' }
  /** It was answered and is on its way. */
  | { readonly kind: 'connecting' }
  /** In a call with this person. */
  | { readonly kind: 'in-call'; readonly callId: string; readonly since: number | null }
  /** In a call with somebody else. */
  | { readonly kind: 'other-call' }
  | { readonly kind: 'dnd' };

/** What a button for a person, or for a room, can do. */
export function buttonMode({ calls, friends }: Snapshot, peerId: string, roomName: string): ButtonMode {
  const live = calls.find((call) => isLive(call.phase));
  if (live && !(roomName ? live.room === roomName : live.people.some((person) => person.userId === peerId))) return { kind: 'other-call' };
  if (live && isInCall(live.phase)) return { kind: 'in-call', callId: live.id, since: live.connectedAt };
  if (live) return { kind: live.phase === 'accepting' || live.phase === 'connecting' ? 'connecting' : 'calling' };
  return { kind: friends.list.some((friend) => friend.userId === peerId && friend.presence === 'dnd') ? 'dnd' : 'ready' };
}
