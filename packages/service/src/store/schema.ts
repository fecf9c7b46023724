/** Raised whenever `SCHEMA` changes. */
export const SCHEMA_VERSION = 1;

/** Times are milliseconds since the epoch. */
export const SCHEMA = `
CREATE TABLE people (user_id TEXT PRIMARY KEY, name TEXT NOT NULL, avatar_url TEXT) STRICT;
CREATE TABLE devices (device_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, seen_at REAL NOT NULL) STRICT;
CREATE TABLE sessions (session_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, device_id TEXT NOT NULL, seen_at REAL NOT NULL) STRICT;
CREATE TABLE tickets (hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, device_id TEXT NOT NULL, expires_at REAL NOT NULL) STRICT;

CREATE TABLE conversations (conversation_id TEXT PRIMARY KEY, epoch INTEGER NOT NULL) STRICT;
CREATE TABLE calls (
  call_id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  room TEXT NOT NULL,
  caller_id TEXT NOT NULL,
  callee_id TEXT NOT NULL,
  intent TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ringing', 'active', 'ended')),
  created_at REAL NOT NULL,
  ended_at REAL,
  end_cause TEXT,
  end_reason TEXT,
  ended_by_user TEXT,
  ended_by_device TEXT
) STRICT;
CREATE INDEX calls_by_caller ON calls (caller_id, state);
CREATE INDEX calls_by_callee ON calls (callee_id, state);
CREATE TABLE rings (
  ring_id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL UNIQUE REFERENCES calls ON DELETE CASCADE,
  lifetime_ms REAL NOT NULL,
  started_at REAL NOT NULL,
  deadline_at REAL NOT NULL,
  ringing_on TEXT
) STRICT;
CREATE TABLE acknowledgements (
  ring_id TEXT NOT NULL REFERENCES rings ON DELETE CASCADE,
  device_id TEXT NOT NULL,
  PRIMARY KEY (ring_id, device_id)
) STRICT, WITHOUT ROWID;
-- The one session by which a user takes part: the caller's from the invite on, the callee's by the claim that won.
CREATE TABLE members (
  call_id TEXT NOT NULL REFERENCES calls ON DELETE CASCADE,
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  gone_since REAL,
  gone_on_purpose INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (call_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_session ON members (session_id);
-- A call that was cancelled before its invite came.
CREATE TABLE tombstones (call_id TEXT NOT NULL, user_id TEXT NOT NULL, at REAL NOT NULL, PRIMARY KEY (call_id, user_id)) STRICT, WITHOUT ROWID;
-- Answers that were given, for messages that come again. Never holds a token.
CREATE TABLE replies (
  user_id TEXT NOT NULL,
  device_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  reply TEXT NOT NULL,
  at REAL NOT NULL,
  PRIMARY KEY (user_id, device_id, message_id)
) STRICT, WITHOUT ROWID;
`;
