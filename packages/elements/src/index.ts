export { CallButton } from './call-button/call-button.js';
export { CallClient } from './call-client/call-client.js';
export { CallView, type CallViewMode } from './call-view/call-view.js';
export * from './events.js';
export { FriendCallList } from './friend-call-list/friend-call-list.js';
