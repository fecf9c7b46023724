import type { CallId, CancelReason, DeclineReason, DeviceId, DeviceKind, Intent, RingId, SessionId, UserId } from '@call-elements/protocol';

/** What brought a call to its end. */
type EndCause = 'unreachable' | 'decline' | 'cancel' | 'hangup' | 'gone' | 'merged';

export interface CallEnd {
  readonly cause: EndCause;
  readonly reason?: DeclineReason | CancelReason | 'hangup' | 'failed';
  readonly byUser?: UserId;
  readonly byDevice?: DeviceId;
}

export interface CallRow {
  readonly callId: CallId;
  readonly room: string;
  readonly callerId: UserId;
  readonly calleeId: UserId;
  readonly intent: Intent;
  readonly state: 'ringing' | 'active' | 'ended';
  readonly createdAt: number;
  readonly endCause: EndCause | null;
  readonly endReason: NonNullable<CallEnd['reason']> | null;
  readonly endedByUser: UserId | null;
  readonly endedByDevice: DeviceId | null;
}

export const CALL_COLUMNS = `call_id AS callId, room, caller_id AS callerId, callee_id AS calleeId, intent, state, created_at AS createdAt,
  end_cause AS endCause, end_reason AS endReason, ended_by_user AS endedByUser, ended_by_device AS endedByDevice`;

export interface RingRow {
  readonly ringId: RingId;
  readonly callId: CallId;
  readonly lifetimeMs: number;
  readonly startedAt: number;
  readonly deadlineAt: number;
  readonly ringingOn: DeviceKind | null;
}

export const RING_COLUMNS = `ring_id AS ringId, call_id AS callId, lifetime_ms AS lifetimeMs, started_at AS startedAt, deadline_at AS deadlineAt,
  ringing_on AS ringingOn`;

export interface MemberRow {
  readonly callId: CallId;
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly sessionId: SessionId;
  readonly goneSince: number | null;
  readonly goneOnPurpose: 0 | 1;
}

export const MEMBER_COLUMNS = `call_id AS callId, user_id AS userId, device_id AS deviceId, session_id AS sessionId, gone_since AS goneSince,
  gone_on_purpose AS goneOnPurpose`;
