import { readFileSync } from 'node:fs';
import { CallError, NAME_MAX, asObject, isUserId, parseJson, type Person, type UserId } from '@call-elements/protocol';
import type { FriendsSource } from '../ports.js';

/**
 * Friends from a JSON file: `{"users": [{"id": "ana", "name": "Ana"}], "friends": [["ana", "bo"]]}`.
 *
 * Friendship goes both ways. The file is read once.
 * @throws {CallError} `ERR_CONFIG` when the file cannot be read or names nobody
 */
export function fileFriends(path: string): FriendsSource {
  return parseFriends(readText(path));
}

/** Nobody knows anybody: the default without a friends file. */
export const noFriends: FriendsSource = { person: () => Promise.resolve(undefined), friendsOf: () => Promise.resolve([]) };

/**
 * The same from the file's text.
 * @throws {CallError} `ERR_CONFIG`
 */
export function parseFriends(source: string): FriendsSource {
  const file = parseJson(source);
  if (!Array.isArray(file?.['users']) || !Array.isArray(file['friends'])) throw invalid('needs "users" and "friends" lists');
  const people = new Map(file['users'].map((user: unknown) => parseUser(user)).map((person) => [person.userId, person]));
  const friends = new Map<UserId, Set<UserId>>();
  for (const pair of file['friends'] as unknown[]) {
    const [a, b] = Array.isArray(pair) ? (pair as unknown[]) : [];
    if (!isUserId(a) || !isUserId(b) || !people.has(a) || !people.has(b) || a === b)
      throw invalid('each pair of "friends" needs two of the "users"');
    add(friends, a, b);
    add(friends, b, a);
  }
  return {
    person: (userId) => Promise.resolve(people.get(userId)),
    friendsOf: (userId) => Promise.resolve([...(friends.get(userId) ?? [])].flatMap((id) => people.get(id) ?? [])),
  };
}

function parseUser(value: unknown): Person {
  const user = asObject(value);
  const userId = user?.['id'];
  if (!isUserId(userId)) throw invalid('each of "users" needs an "id" of 1 to 128 characters');
  const name = user?.['name'];
  const avatarUrl = user?.['avatarUrl'];
  return { userId, name: typeof name === 'string' ? name.slice(0, NAME_MAX) : userId, ...(typeof avatarUrl === 'string' && { avatarUrl }) };
}

function add(friends: Map<UserId, Set<UserId>>, from: UserId, to: UserId): void {
  const known = friends.get(from) ?? new Set();
  friends.set(from, known.add(to));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CallError('ERR_CONFIG', 'The friends file cannot be read', { cause });
  }
}

const invalid = (problem: string): CallError => new CallError('ERR_CONFIG', `The friends file ${problem}`);
