import { PRESENCES, oneOf, type Presence } from './reasons.js';
import { asObject, text } from './parse.js';
import { isUserId, type UserId } from './ids.js';

/** What everybody who may call a person knows of them. From the verified token or the service, never from a page. */
export interface Person {
  readonly userId: UserId;
  readonly name: string;
  readonly avatarUrl?: string;
}

/** A friend with presence. */
export interface Friend extends Person {
  readonly presence: Presence;
}

/** Longest display name that is carried; longer ones are cut by the service. */
export const NAME_MAX = 256;

/** Reads a person; undefined without a user id. A missing name falls back to the id. */
export function parsePerson(value: unknown): Person | undefined {
  const object = asObject(value);
  const userId = object && text(object, 'userId');
  if (!object || !isUserId(userId)) return undefined;
  const avatarUrl = text(object, 'avatarUrl', 2048);
  return { userId, name: text(object, 'name', NAME_MAX) ?? userId, ...(avatarUrl && { avatarUrl }) };
}

/** Reads a friend; presence falls back to offline. */
export function parseFriend(value: unknown): Friend | undefined {
  const person = parsePerson(value);
  const object = asObject(value);
  return person && object && { ...person, presence: oneOf(PRESENCES, object['presence'], 'offline') };
}
