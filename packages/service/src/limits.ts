/** How much one user may ask of the service. */
export interface Limits {
  /** New calls of one user in any minute. */
  readonly invitesPerMinute: number;
  /** Calls of one user that ring out at the same time. */
  readonly ringsAtOnce: number;
  readonly socketsPerUser: number;
  /** Frames of one socket. A heartbeat every 2 s takes 30 of them. */
  readonly messagesPerMinute: number;
  readonly messageBurst: number;
  /** HTTP requests of one user. */
  readonly requestsPerMinute: number;
  readonly requestBurst: number;
  /** Sockets of the whole service that have not said hello. */
  readonly strangers: number;
}

export const DEFAULT_LIMITS: Limits = {
  invitesPerMinute: 30,
  ringsAtOnce: 3,
  socketsPerUser: 8,
  messagesPerMinute: 100,
  messageBurst: 60,
  requestsPerMinute: 120,
  requestBurst: 60,
  strangers: 1000,
};

/** Largest frame and largest request body. Bytes. */
export const MESSAGE_MAX = 16_384;
/** Largest user token that is looked at. Characters. */
export const USER_TOKEN_MAX = 8192;
/** A socket with more than this unread is too slow. Bytes. */
export const BUFFERED_MAX = 262_144;
/** A socket must say hello within this time. Milliseconds. */
export const HELLO_TIMEOUT = 5000;
/** A socket that is silent for this long is asked whether it lives. Milliseconds. */
export const ASK_AFTER = 16_000;
/** A socket that is silent for this long is dead. Milliseconds. */
export const SILENCE_IDLE = 40_000;
/** The same for a socket that beat fast while its user rings or talks. Milliseconds. */
export const SILENCE_LIVE = 8000;
/** Two heartbeats closer than this are fast ones. Milliseconds. */
export const FAST_BEAT = 5000;
/** How often silent sockets are looked for. Milliseconds. */
export const SILENCE_CHECK = 2000;
/** How often what is no longer needed is deleted. Milliseconds. */
export const SWEEP_EVERY = 60_000;
/** Sessions that nobody used for this long are forgotten. Milliseconds. */
export const SESSION_KEPT = 86_400_000;
/** Devices that nobody used for this long are forgotten. Milliseconds. */
export const DEVICE_KEPT = 90 * 86_400_000;
