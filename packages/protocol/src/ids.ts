/** A person, as the host app names them: `sub` of the verified user token. 1–128 characters, no control characters. */
export type UserId = string;
/** One browser profile of one user. Issued by the service. */
export type DeviceId = string;
/** One socket, kept over a resume. Issued by the service. */
export type SessionId = string;
/** One call: a media session. Random, made by the calling client. */
export type CallId = string;
/** One attempt to bring people into a call. Issued by the service. */
export type RingId = string;

/** Who takes part in a LiveKit room: `userId:deviceId:sessionId`. */
export interface Identity {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly sessionId: SessionId;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;
// Control characters would let a name break out of a log line or a header.
// eslint-disable-next-line no-control-regex -- naming them is the point
const USER_ID = /^[^\u0000-\u001f\u007f-\u009f]{1,128}$/;

/** True for an id that we or our clients made: 1–64 of `A–Z a–z 0–9 _ -`. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** True for a user id that a host app may use. */
export const isUserId = (value: unknown): value is UserId => typeof value === 'string' && USER_ID.test(value);

/** The LiveKit identity of one session. */
export const formatIdentity = ({ userId, deviceId, sessionId }: Identity): string => `${userId}:${deviceId}:${sessionId}`;

/** Reads a LiveKit identity; undefined when it is not one of ours. A userId may itself contain colons. */
export function parseIdentity(text: string): Identity | undefined {
  const parts = text.split(':');
  const sessionId = parts.pop();
  const deviceId = parts.pop();
  const userId = parts.join(':');
  return isId(sessionId) && isId(deviceId) && isUserId(userId) ? { userId, deviceId, sessionId } : undefined;
}
