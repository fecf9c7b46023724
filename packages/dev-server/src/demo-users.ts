import { readFileSync } from 'node:fs';
import { friendsFile } from './paths.js';

/** A person of the demo page. */
export interface DemoUser {
  readonly id: string;
  readonly name: string;
  readonly friends: readonly string[];
}

interface FriendsFile {
  readonly users: readonly { readonly id: string; readonly name: string }[];
  readonly friends: readonly (readonly [string, string])[];
}

const file = JSON.parse(readFileSync(friendsFile, 'utf8')) as FriendsFile;

/** The people of the demo, from the same file that the service reads. */
export const DEMO_USERS: readonly DemoUser[] = file.users.map(({ id, name }) => ({
  id,
  name,
  friends: file.friends.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : [])),
}));

/** Who may enter which room of room mode. */
export const DEMO_ROOMS: Readonly<Record<string, readonly string[]>> = { standup: ['ana', 'bo', 'chen'] };

export const demoUser = (id: string | null | undefined): DemoUser | undefined => DEMO_USERS.find((user) => user.id === id);
