import type { Person, UserId } from '@call-elements/protocol';

/** Time and timers, so that a test can hold them. */
export interface Clock {
  /** Milliseconds since the epoch that never jump while the process lives. */
  now(): number;
  /** Runs `task` after `ms`; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** Who knows whom. A JSON file by default; a host's own backend may stand in. */
export interface FriendsSource {
  /** What others may know of a person; undefined when nobody knows them. */
  person(userId: UserId): Promise<Person | undefined>;
  /** Whose list a person's presence and calls belong in. */
  friendsOf(userId: UserId): Promise<readonly Person[]>;
}

/** Who may do what. Each answer is asked for again with every message and every token. */
export interface Policy {
  /** May `from` ring `to`? By default: when they are friends. */
  mayRing(from: UserId, to: UserId): Promise<boolean>;
  /** May a user enter a named room (LiveKit's `room_name`)? By default: nobody. */
  mayJoin(userId: UserId, room: string): Promise<boolean>;
}

/** What this service asks of a media server. Every method rejects with `ERR_MEDIA_SERVER`. */
export interface MediaServer {
  /** Makes the room; a room that is there already stays as it is. */
  createRoom(room: string): Promise<void>;
  /** Sets attributes that all participants see; the others stay. */
  updateAttributes(room: string, identity: string, attributes: Readonly<Record<string, string>>): Promise<void>;
  /** Takes one participant out of the room. Nothing happens when they are not in it. */
  removeParticipant(room: string, identity: string): Promise<void>;
  /** Ends the room for everyone. Nothing happens when it is not there. */
  deleteRoom(room: string): Promise<void>;
  /** Identities of those who are in the room; empty for an unknown room. */
  listParticipants(room: string): Promise<readonly string[]>;
}
