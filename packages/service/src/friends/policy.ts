import type { FriendsSource, Policy } from '../ports.js';

/** Friends may ring each other; nobody may enter a room by its name. A host overrides what it wants otherwise. */
export function defaultPolicy(friends: FriendsSource, overrides: Partial<Policy> = {}): Policy {
  return {
    mayRing: async (from, to) => (await friends.friendsOf(from)).some((friend) => friend.userId === to),
    mayJoin: () => Promise.resolve(false),
    ...overrides,
  };
}
