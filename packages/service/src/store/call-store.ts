import {
  timers,
  type CallId,
  type DeviceId,
  type DeviceKind,
  type Identity,
  type RingId,
  type SessionId,
  type UserId,
} from '@call-elements/protocol';
import { CALL_COLUMNS, MEMBER_COLUMNS, RING_COLUMNS, type CallEnd, type CallRow, type MemberRow, type RingRow } from './call-rows.js';
import type { Database } from './database.js';

/** A call about to be written. */
export type NewCall = Pick<CallRow, 'callId' | 'room' | 'callerId' | 'calleeId' | 'intent' | 'createdAt'> & {
  readonly conversationId: string;
  readonly epoch: number;
};

/** Calls, their rings and their members. Writes no rule: see `ringing/`. */
export class CallStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  call(callId: CallId): CallRow | undefined {
    return this.#db.row(`SELECT ${CALL_COLUMNS} FROM calls WHERE call_id = ?`, callId);
  }

  ring(callId: CallId): RingRow | undefined {
    return this.#db.row(`SELECT ${RING_COLUMNS} FROM rings WHERE call_id = ?`, callId);
  }

  member(callId: CallId, userId: UserId): MemberRow | undefined {
    return this.#db.row(`SELECT ${MEMBER_COLUMNS} FROM members WHERE call_id = ? AND user_id = ?`, callId, userId);
  }

  /** The call by which `from` rings `to` right now. */
  ringingBetween(from: UserId, to: UserId): CallRow | undefined {
    return this.#db.row(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE caller_id = ? AND callee_id = ? AND state = 'ringing' ORDER BY created_at LIMIT 1`,
      from,
      to,
    );
  }

  /** Every call that is remembered for a user, ended ones of the last minutes too. */
  callsOf(userId: UserId, now: number): CallRow[] {
    return this.#db.rows(
      `SELECT ${CALL_COLUMNS} FROM calls WHERE (caller_id = ?1 OR callee_id = ?1) AND (ended_at IS NULL OR ended_at > ?2) ORDER BY created_at`,
      userId,
      now - timers.TOMBSTONE,
    );
  }

  /** How many calls a user started since then, and when the first of them was. */
  startedSince(userId: UserId, since: number): { count: number; first: number | null } {
    const row = this.#db.row<{ count: number; first: number | null }>(
      'SELECT count(*) AS count, min(created_at) AS first FROM calls WHERE caller_id = ? AND created_at > ?',
      userId,
      since,
    );
    return row ?? { count: 0, first: null };
  }

  ringingOut(userId: UserId): number {
    return (
      this.#db.row<{ count: number }>(`SELECT count(*) AS count FROM calls WHERE caller_id = ? AND state = 'ringing'`, userId)?.count ?? 0
    );
  }

  /** Does the user talk right now? */
  isInCall(userId: UserId): boolean {
    return this.#db.row(`SELECT 1 FROM calls JOIN members USING (call_id) WHERE user_id = ? AND state = 'active'`, userId) !== undefined;
  }

  /** Does anything ring or talk for the user right now? */
  isLive(userId: UserId): boolean {
    return this.#db.row(`SELECT 1 FROM calls WHERE (caller_id = ?1 OR callee_id = ?1) AND state <> 'ended'`, userId) !== undefined;
  }

  /** Counts the conversation's calls. */
  nextEpoch(conversationId: string): number {
    const row = this.#db.row<{ epoch: number }>(
      'INSERT INTO conversations VALUES (?, 1) ON CONFLICT DO UPDATE SET epoch = epoch + 1 RETURNING epoch',
      conversationId,
    );
    return row?.epoch ?? 1;
  }

  insertCall(call: NewCall): void {
    this.#db.run(
      `INSERT INTO calls (call_id, conversation_id, epoch, room, caller_id, callee_id, intent, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'ringing', ?)`,
      call.callId,
      call.conversationId,
      call.epoch,
      call.room,
      call.callerId,
      call.calleeId,
      call.intent,
      call.createdAt,
    );
  }

  insertRing(ring: Omit<RingRow, 'ringingOn'>): void {
    this.#db.run(
      'INSERT INTO rings (ring_id, call_id, lifetime_ms, started_at, deadline_at) VALUES (?, ?, ?, ?, ?)',
      ring.ringId,
      ring.callId,
      ring.lifetimeMs,
      ring.startedAt,
      ring.deadlineAt,
    );
  }

  /** @returns false when this device acknowledged before */
  acknowledge(ringId: RingId, deviceId: DeviceId): boolean {
    return this.#db.run('INSERT OR IGNORE INTO acknowledgements VALUES (?, ?)', ringId, deviceId) > 0;
  }

  prolongRing(ringId: RingId, deadlineAt: number, ringingOn: DeviceKind): void {
    this.#db.run('UPDATE rings SET deadline_at = ?, ringing_on = coalesce(ringing_on, ?) WHERE ring_id = ?', deadlineAt, ringingOn, ringId);
  }

  /** Makes a session the one by which its user takes part, in the place of another. */
  saveMember(callId: CallId, { userId, deviceId, sessionId }: Identity): void {
    this.#db.run(
      'INSERT OR REPLACE INTO members (call_id, user_id, device_id, session_id) VALUES (?, ?, ?, ?)',
      callId,
      userId,
      deviceId,
      sessionId,
    );
  }

  activate(callId: CallId): void {
    this.#db.run(`UPDATE calls SET state = 'active' WHERE call_id = ? AND state = 'ringing'`, callId);
  }

  end(callId: CallId, end: CallEnd, now: number): void {
    this.#db.run(
      `UPDATE calls SET state = 'ended', ended_at = ?, end_cause = ?, end_reason = ?, ended_by_user = ?, ended_by_device = ?
       WHERE call_id = ? AND state <> 'ended'`,
      now,
      end.cause,
      end.reason ?? null,
      end.byUser ?? null,
      end.byDevice ?? null,
      callId,
    );
  }

  /** Rings whose time is over. */
  overdueRings(now: number): RingRow[] {
    return this.#db.rows(`SELECT ${RING_COLUMNS} FROM rings JOIN calls USING (call_id) WHERE state = 'ringing' AND deadline_at <= ?`, now);
  }

  nextRingDeadline(): number | undefined {
    return (
      this.#db.row<{ at: number | null }>(`SELECT min(deadline_at) AS at FROM rings JOIN calls USING (call_id) WHERE state = 'ringing'`)
        ?.at ?? undefined
    );
  }

  /** Members of live calls whose socket is gone. */
  goneMembers(): (MemberRow & Pick<CallRow, 'state' | 'room'>)[] {
    return this.#db.rows(
      `SELECT ${MEMBER_COLUMNS}, state, room FROM members JOIN calls USING (call_id) WHERE gone_since IS NOT NULL AND state <> 'ended'`,
    );
  }

  /** Notes when a session's socket went away; `null` when it is back. */
  setGone(sessionId: SessionId, since: number | null, onPurpose = false): void {
    this.#db.run('UPDATE members SET gone_since = ?, gone_on_purpose = ? WHERE session_id = ?', since, onPurpose ? 1 : 0, sessionId);
  }

  /** After a restart nobody is connected: all get the time to come back. */
  setAllGone(since: number): void {
    this.#db.run(
      `UPDATE members SET gone_since = ?, gone_on_purpose = 0 WHERE call_id IN (SELECT call_id FROM calls WHERE state <> 'ended')`,
      since,
    );
  }

  saveTombstone(callId: CallId, userId: UserId, now: number): void {
    this.#db.run('INSERT OR IGNORE INTO tombstones VALUES (?, ?, ?)', callId, userId, now);
  }

  hasTombstone(callId: CallId, userId: UserId): boolean {
    return this.#db.row('SELECT 1 FROM tombstones WHERE call_id = ? AND user_id = ?', callId, userId) !== undefined;
  }

  reply(actor: Identity, messageId: string): string | undefined {
    const sql = 'SELECT reply FROM replies WHERE user_id = ? AND device_id = ? AND message_id = ?';
    return this.#db.row<{ reply: string }>(sql, actor.userId, actor.deviceId, messageId)?.reply;
  }

  saveReply(actor: Identity, messageId: string, reply: string, now: number): void {
    this.#db.run('INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)', actor.userId, actor.deviceId, messageId, reply, now);
  }

  /** Forgets what ended long enough ago that no late message can ring again. */
  sweep(now: number): void {
    const before = now - timers.TOMBSTONE;
    this.#db.run('DELETE FROM calls WHERE ended_at <= ?', before);
    this.#db.run('DELETE FROM tombstones WHERE at <= ?', before);
    this.#db.run('DELETE FROM replies WHERE at <= ?', before);
  }
}
