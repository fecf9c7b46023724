import type { DeviceId, Identity, Person, SessionId, UserId } from '@call-elements/protocol';
import { DEVICE_KEPT, SESSION_KEPT } from '../limits.js';
import type { Database } from './database.js';

/** People, devices, sessions and tickets. */
export class IdentityStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  savePerson(person: Person): void {
    this.#db.run('INSERT OR REPLACE INTO people VALUES (?, ?, ?)', person.userId, person.name, person.avatarUrl ?? null);
  }

  /** What is known of a person; their id stands for a name that nobody told. */
  person(userId: UserId): Person {
    return this.knownPerson(userId) ?? { userId, name: userId };
  }

  knownPerson(userId: UserId): Person | undefined {
    const row = this.#db.row<{ name: string; avatarUrl: string | null }>(
      'SELECT name, avatar_url AS avatarUrl FROM people WHERE user_id = ?',
      userId,
    );
    return row && { userId, name: row.name, ...(row.avatarUrl !== null && { avatarUrl: row.avatarUrl }) };
  }

  /** The user's own device of that id, or a new one called `fresh`. */
  claimDevice(userId: UserId, wanted: DeviceId | undefined, fresh: DeviceId, now: number): DeviceId {
    if (wanted !== undefined && this.#db.run('UPDATE devices SET seen_at = ? WHERE device_id = ? AND user_id = ?', now, wanted, userId) > 0)
      return wanted;
    this.#db.run('INSERT INTO devices VALUES (?, ?, ?)', fresh, userId, now);
    return fresh;
  }

  ownsDevice(userId: UserId, deviceId: DeviceId): boolean {
    return this.#db.row('SELECT 1 FROM devices WHERE device_id = ? AND user_id = ?', deviceId, userId) !== undefined;
  }

  /** The session of that id if it was issued to this user and device, or a new one called `fresh`. */
  claimSession(owner: Omit<Identity, 'sessionId'>, wanted: SessionId | undefined, fresh: SessionId, now: number): SessionId {
    if (wanted !== undefined && this.ownsSession({ ...owner, sessionId: wanted })) {
      this.touchSession(wanted, now);
      return wanted;
    }
    this.#db.run('INSERT INTO sessions VALUES (?, ?, ?, ?)', fresh, owner.userId, owner.deviceId, now);
    return fresh;
  }

  ownsSession({ userId, deviceId, sessionId }: Identity): boolean {
    return (
      this.#db.row('SELECT 1 FROM sessions WHERE session_id = ? AND user_id = ? AND device_id = ?', sessionId, userId, deviceId) !==
      undefined
    );
  }

  touchSession(sessionId: SessionId, now: number): void {
    this.#db.run('UPDATE sessions SET seen_at = ? WHERE session_id = ?', now, sessionId);
  }

  saveTicket(hash: string, owner: Omit<Identity, 'sessionId'>, expiresAt: number): void {
    this.#db.run('INSERT INTO tickets VALUES (?, ?, ?, ?)', hash, owner.userId, owner.deviceId, expiresAt);
  }

  /** Takes a ticket away; undefined when it was used, is too old, or never was. */
  takeTicket(hash: string, now: number): Omit<Identity, 'sessionId'> | undefined {
    const row = this.#db.row<{ userId: string; deviceId: string; expiresAt: number }>(
      'DELETE FROM tickets WHERE hash = ? RETURNING user_id AS userId, device_id AS deviceId, expires_at AS expiresAt',
      hash,
    );
    return row && row.expiresAt > now ? { userId: row.userId, deviceId: row.deviceId } : undefined;
  }

  /** Forgets what nobody can use any more. */
  sweep(now: number): void {
    this.#db.run('DELETE FROM tickets WHERE expires_at <= ?', now);
    this.#db.run('DELETE FROM sessions WHERE seen_at < ? AND session_id NOT IN (SELECT session_id FROM members)', now - SESSION_KEPT);
    this.#db.run('DELETE FROM devices WHERE seen_at < ? AND device_id NOT IN (SELECT device_id FROM sessions)', now - DEVICE_KEPT);
  }
}
