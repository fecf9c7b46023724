import type { CallMessage, ReplyResult, ServerMessage, TokenResponse } from '@call-elements/protocol';
import type { MediaHandle } from './call-controller.js';
import type { Connection, ErrorInfo, LocalMedia, Participant } from './snapshot.js';

/** Timers and time, so that a test can hold them. */
export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Runs `task` after `ms`; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** The host app's user token. Rejects with `ERR_SESSION`. `fresh` asks for a new one after a refusal. */
export type GetSession = (options: { fresh: boolean; signal?: AbortSignal }) => Promise<string>;

/** What a token is asked for. Device and session are those that the service issued, so that a rejoin keeps its identity. */
export type TokenTarget = ({ readonly callId: string } | { readonly roomName: string }) & {
  readonly deviceId?: string;
  readonly sessionId?: string;
  /** Do not try again by yourself: who asks does. */
  readonly once?: boolean;
};

/** Gets LiveKit tokens. */
export interface TokenSource {
  /**
   * A token for one call, or for a room by its name.
   * @throws {CallError} `ERR_TOKEN_UNREACHABLE`, `ERR_TOKEN_REFUSED`, `ERR_TOKEN_INVALID`, `ERR_RATE_LIMITED`, …
   */
  fetch(request: TokenTarget, signal: AbortSignal): Promise<TokenResponse>;
}

type WithoutId<M> = M extends CallMessage ? Omit<M, 'id'> : never;
/** A message about to be sent: the adapter gives it its id. */
export type Outgoing = WithoutId<CallMessage>;

/** What a signalling adapter can do (ringing.md §6.1). */
export interface SignallingCapabilities {
  readonly ringingAck: boolean;
  readonly serverArbitration: boolean;
}

/** Carries the ringing. One conformance suite runs on every adapter. */
export interface Signalling {
  readonly capabilities: SignallingCapabilities;
  /** Connects and stays connected until `stop`. */
  start(handlers: SignallingHandlers): void;
  /**
   * Sends one message, again after a reconnect until it is answered or `signal` aborts.
   * @throws {CallError} the service's error, or `ERR_SIGNALLING_LOST` when aborted
   */
  send(message: Outgoing, signal?: AbortSignal): Promise<ReplyResult>;
  /** A ring or a call is live: beat faster. */
  setLive(live: boolean): void;
  /** Closes; with `leaving` the service is told that the page goes on purpose. */
  stop(options?: { leaving?: boolean }): void;
}

export interface SignallingHandlers {
  onMessage(message: ServerMessage): void;
  onConnection(connection: Connection, error: ErrorInfo | null): void;
}

/** What a media session tells. */
export interface MediaSessionHandlers {
  /** Participants, local media or sound changed: read `state` again. */
  onChange(): void;
  /** The engine lost its connection and tries again, or is back. */
  onReconnecting(reconnecting: boolean): void;
  /** Gone for good. `rejoin`: a new token and `connect` may help. */
  onDisconnected(info: { readonly rejoin: boolean; readonly reason: 'kicked' | 'room-ended' | 'replaced' | 'network-error' }): void;
}

export interface MediaState {
  readonly participants: readonly Participant[];
  readonly local: LocalMedia;
  readonly soundBlocked: boolean;
  /** Our own LiveKit identity; null before the first join. */
  readonly identity: string | null;
}

/** One call's media. LiveKit in the browser, a fake in tests and stories. */
export interface MediaSession {
  readonly state: MediaState;
  /**
   * Joins. Resolves when connected.
   * @throws {CallError} `ERR_CONNECT_TIMEOUT`, `ERR_CONNECT_FAILED`, `ERR_CONNECT_REFUSED`, `ERR_CONFIG`
   */
  connect(token: TokenResponse, signal: AbortSignal): Promise<void>;
  setMicrophone(on: boolean): Promise<void>;
  /** Captures the microphone muted: it is published so, and unmuting is instant. */
  holdMicrophone(): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setScreenShare(on: boolean): Promise<void>;
  /** Stops and starts the sound of all others. */
  setDeafened(on: boolean): void;
  startAudio(): Promise<void>;
  media(trackId: string): MediaHandle | undefined;
  /** Leaves, stops every track, closes every connection. Idempotent. */
  close(): Promise<void>;
}

/** Makes media sessions; `load` fetches the engine's code. */
export interface MediaEngine {
  load(): Promise<void>;
  open(handlers: MediaSessionHandlers): Promise<MediaSession>;
}
