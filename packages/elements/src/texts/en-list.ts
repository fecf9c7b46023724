/** English words of the friends list; names are cleaned before they come here. */
export const enList = {
  friends: 'Friends',
  searchFriends: 'Search friends',
  clearSearch: 'Clear search',
  online: (count: number): string => `Online · ${count}`,
  offline: (count: number): string => `Offline · ${count}`,
  presence: { online: 'Online', 'in-call': 'In a call', away: 'Away', dnd: 'Do not disturb', offline: 'Offline' },
  loadingFriends: 'Friends are loading',
  noFriends: 'No friends yet',
  noFriendsNote: 'People you add here can be called with one tap.',
  noFriendCalled: (query: string): string => `No friend called “${query}”`,
  noFriendCalledNote: 'Look for another name.',
  friendsNotLoaded: 'Friends did not load',
  friendsRefused: 'You are not signed in for calls. Try again: load this page anew.',
  friendsOffline: 'The service gave no answer. We try again by ourselves.',
} as const;
