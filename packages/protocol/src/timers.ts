/** Every timer of ringing.md §6.6 that this code uses. Milliseconds. */

/** How long a ring lives unless the caller says otherwise. */
export const RING_LIFETIME = 60_000;
/** The longest ring that is accepted (MSC4075's cap). */
export const RING_LIFETIME_MAX = 120_000;
/** Less than this cannot be answered: it goes straight to missed. */
export const RING_LEAST_REMAINING = 3_000;
/** When the caller is told that no device was reached yet. */
export const NO_ACK_NOTICE = 10_000;
/** An unreachable service must not block answering. */
export const CLAIM_ANSWER = 5_000;
/** Token request, the service's own answer included. */
export const TOKEN_TIMEOUT = 8_000;
/** SFU connect, all tries together. */
export const CONNECT_TIMEOUT = 25_000;
/** One try of the SFU connect. */
export const CONNECT_TRY_TIMEOUT = 15_000;
/** Tries of the SFU connect. */
export const CONNECT_TRIES = 3;
/** A permission that nobody answers: some hosts never do (webview.md §5). */
export const PERMISSION_TIMEOUT = 15_000;
/** A device that another program uses is tried once more. */
export const DEVICE_RETRY = 1_000;
/** A server that asks to wait longer than this is not waited for: the person is told. */
export const WAIT_MAX = 10_000;
/** Code that did not load is asked for once more. */
export const ENGINE_RETRY = 1_000;
/** SFU reconnect, the SDK's and our own together. */
export const RECONNECT_TIMEOUT = 60_000;
/** Shorter trouble is not shown. */
export const RECONNECT_VISIBLE = 1_500;
/** The call's signalling is gone: a banner, never an end. */
export const SIGNALLING_LOSS_NOTICE = 10_000;
/** Heartbeat of the socket while nothing happens. */
export const HEARTBEAT_IDLE = 15_000;
/** Heartbeat of the socket while a ring or a call is live. */
export const HEARTBEAT_LIVE = 2_000;
/** Heartbeats that may be missed before the socket is dead. */
export const HEARTBEAT_MISSES = 2;
/** First retry of the socket; doubles with full jitter. */
export const RETRY_FIRST = 300;
/** Longest wait between retries of the socket. */
export const RETRY_MAX = 10_000;
/** A page that left (close 1001, `bye`) while its call rings. */
export const LEFT_WHILE_RINGING = 1_500;
/** A page that left while in a call: a reload comes back. */
export const LEFT_IN_CALL = 10_000;
/** Any other drop of the caller's socket while it rings. */
export const DROPPED_WHILE_RINGING = 8_000;
/** The other hung up: quiet time before a 1:1 ends. */
export const PEER_HUNG_UP = 2_000;
/** Only the SFU says that the other is gone. */
export const PEER_LOST = 20_000;
/** Leaving takes no longer than this. */
export const ENDING_TIMEOUT = 2_000;
/** How long an ended ring is remembered (2 × cap). */
export const TOMBSTONE = 240_000;
/** A call whose client element was removed waits for the next one. */
export const DISPOSE_GRACE = 5_000;
/** Lifetime of a socket ticket. */
export const TICKET_LIFETIME = 30_000;
/** Lifetime of a LiveKit token. */
export const MEDIA_TOKEN_LIFETIME = 300_000;
