import type { Snapshot } from '@call-elements/core';
import type { Friend } from '../internal/types.js';
import { isLive } from '../internal/phases.js';

/** What the list draws from. */
export interface ListState {
  readonly status: 'loading' | 'ready' | 'refused' | 'offline';
  readonly friends: readonly Friend[];
  /** A call is live: nobody else can be called. */
  readonly busy: boolean;
}

/** The list's slice of a snapshot. */
export function listState({ connection, friends, calls }: Snapshot): ListState {
  const trouble = connection === 'refused' || connection === 'offline' ? connection : undefined;
  return {
    // A list that was there once stays: it is better than none, and calls may still go through.
    status: friends.status === 'loading' ? (trouble ?? 'loading') : 'ready',
    friends: friends.list,
    busy: calls.some((call) => isLive(call.phase)),
  };
}

const byName = (a: Friend, b: Friend): number => a.name.localeCompare(b.name);

/** Friends whose name holds `query`, in the two groups of the list, by name. */
export function groupFriends(friends: readonly Friend[], query: string): { online: Friend[]; offline: Friend[] } {
  const wanted = query.trim().toLocaleLowerCase();
  const found = friends.filter((friend) => friend.name.toLocaleLowerCase().includes(wanted)).sort(byName);
  return {
    online: found.filter((friend) => friend.presence !== 'offline'),
    offline: found.filter((friend) => friend.presence === 'offline'),
  };
}
