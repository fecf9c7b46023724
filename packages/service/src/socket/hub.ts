import type { Friend, Presence, ServerMessage, SessionId, UserId } from '@call-elements/protocol';
import type { FriendsSource } from '../ports.js';
import type { Audience } from '../ringing/decision.js';
import type { Connection } from './connection.js';

/** Who is connected: finds sockets by user and session, and tells friends of each other's presence. */
export class Hub {
  readonly #friends: FriendsSource;
  readonly #isInCall: (userId: UserId) => boolean;
  readonly #report: (error: unknown) => void;
  readonly #byUser = new Map<UserId, Set<Connection>>();
  readonly #bySession = new Map<SessionId, Connection>();
  /** What friends heard last; nobody in it is offline. */
  readonly #told = new Map<UserId, Presence>();

  constructor(deps: { friends: FriendsSource; isInCall: (userId: UserId) => boolean; report: (error: unknown) => void }) {
    this.#friends = deps.friends;
    this.#isInCall = deps.isInCall;
    this.#report = deps.report;
  }

  /** @returns the older connection of the same session, which has lost its place */
  add(connection: Connection, userId: UserId, sessionId: SessionId): Connection | undefined {
    const older = this.#bySession.get(sessionId);
    const connections = this.#byUser.get(userId) ?? new Set();
    if (older) connections.delete(older);
    this.#byUser.set(userId, connections.add(connection));
    this.#bySession.set(sessionId, connection);
    return older;
  }

  /** @returns false when the connection had lost its place already */
  remove(connection: Connection, userId: UserId, sessionId: SessionId): boolean {
    if (this.#bySession.get(sessionId) !== connection) return false;
    this.#bySession.delete(sessionId);
    const connections = this.#byUser.get(userId);
    connections?.delete(connection);
    if (connections?.size === 0) this.#byUser.delete(userId);
    return true;
  }

  count(userId: UserId): number {
    return this.#byUser.get(userId)?.size ?? 0;
  }

  isOpen(sessionId: SessionId): boolean {
    return this.#bySession.has(sessionId);
  }

  connections(): Iterable<Connection> {
    return this.#bySession.values();
  }

  deliver({ userId, onlySession, exceptSession }: Audience, message: ServerMessage): void {
    for (const connection of [...(this.#byUser.get(userId) ?? [])]) {
      const { sessionId } = connection;
      if (sessionId === exceptSession || (onlySession !== undefined && sessionId !== onlySession)) continue;
      connection.send(message);
    }
  }

  presence(userId: UserId): Presence {
    if (this.count(userId) === 0) return 'offline';
    return this.#isInCall(userId) ? 'in-call' : 'online';
  }

  async friendsOf(userId: UserId): Promise<Friend[]> {
    const friends = await this.#friends.friendsOf(userId);
    return friends.map((friend) => ({ ...friend, presence: this.presence(friend.userId) }));
  }

  /** Tells a user's friends if their presence is not what they heard last. */
  presenceChanged(userId: UserId): void {
    this.#tellPresence(userId).catch(this.#report);
  }

  async #tellPresence(userId: UserId): Promise<void> {
    const friends = await this.#friends.friendsOf(userId);
    // Read after the wait: of two changes that wait together the last one counts.
    const presence = this.presence(userId);
    if ((this.#told.get(userId) ?? 'offline') === presence) return;
    if (presence === 'offline') this.#told.delete(userId);
    else this.#told.set(userId, presence);
    for (const friend of friends) this.deliver({ userId: friend.userId }, { type: 'presence', userId, presence });
  }
}
