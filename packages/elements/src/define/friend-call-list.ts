import { FriendCallList } from '../friend-call-list/friend-call-list.js';
import { register } from '../internal/register.js';

register('friend-call-list', FriendCallList);
