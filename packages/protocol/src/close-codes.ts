/** Codes with which the service closes a socket. */
export const CLOSE = {
  /** A frame that cannot be read. */
  badMessage: 4400,
  /** No or a bad ticket, or none in time. */
  unauthenticated: 4401,
  /** Not welcome: do not try again. */
  forbidden: 4403,
  /** Too slow to read, or dead. */
  slow: 4408,
  /** The same session came back on another socket. */
  replaced: 4409,
  /** Too many messages. */
  rateLimited: 4429,
  /** The service restarts: come back. */
  draining: 1012,
} as const;

/** Participant attributes that the service writes and clients read. */
export const ATTRIBUTE_DEAFENED = 'call.deafened';
