import type { DeviceKind, EndReason, ErrorCategory, ErrorCode, Friend, Intent, Person } from '@call-elements/protocol';

/** Where a call stands (ringing.md §6.4). */
export type Phase =
  | 'preparing'
  | 'inviting'
  | 'ringing-out'
  | 'incoming'
  | 'incoming-silenced'
  | 'accepting'
  | 'connecting'
  | 'waiting'
  | 'connected'
  | 'reconnecting'
  | 'ending'
  | 'ended';

/** An error as plain data. Words for people are the view's; `message` is for developers and never holds a token. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly message: string;
}

/** One track that can be shown or heard: ask `controller.media(trackId)`. */
export interface TrackInfo {
  readonly trackId: string;
  readonly muted: boolean;
}

/** One other session in the call. */
export interface Participant {
  /** LiveKit identity. */
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly microphone: TrackInfo | null;
  readonly camera: TrackInfo | null;
  readonly screen: TrackInfo | null;
  readonly deafened: boolean;
  readonly speaking: boolean;
}

/** `pending` while it is being asked for; `blocked` when the last try failed (`error` says why). */
export type DeviceState = 'off' | 'pending' | 'on' | 'blocked';

/** What this page sends. */
export interface LocalMedia {
  readonly microphone: DeviceState;
  readonly camera: DeviceState;
  readonly screenShare: DeviceState;
  readonly deafened: boolean;
  readonly speaking: boolean;
  readonly cameraTrackId: string | null;
  readonly screenTrackId: string | null;
  /** The last trouble with a device; null when the last try went well. */
  readonly error: (ErrorInfo & { readonly device: 'microphone' | 'camera' | 'screenShare' }) | null;
}

/** One call. */
export interface Call {
  readonly id: string;
  readonly phase: Phase;
  readonly direction: 'outgoing' | 'incoming';
  readonly intent: Intent;
  /** Name of the room that was joined; null for a call that rings. */
  readonly room: string | null;
  /** The others: whom we call, or who calls. */
  readonly people: readonly Person[];
  /** Who is in the room, without ourselves. */
  readonly participants: readonly Participant[];
  readonly local: LocalMedia;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** ms since the epoch; when the first other person was there. */
  readonly connectedAt: number | null;
  /** ms since the epoch. */
  readonly endedAt: number | null;
  /** How long they talked. Milliseconds; only on an ended call. */
  readonly durationMs: number | null;
  /** While ringing out: the kind of device that alerts. */
  readonly ringingOn: DeviceKind | null;
  /** While inviting: ten seconds without an acknowledgement. */
  readonly notReached: boolean;
  /** While inviting: the service has not heard of it, because the line to it is down. */
  readonly lineDown: boolean;
  /** How long the ring lived. Milliseconds. */
  readonly ringLifetimeMs: number;
  /** The connection trouble lasts long enough to be shown. */
  readonly troubleVisible: boolean;
  /** The browser blocks sound until a click: offer `startAudio()`. */
  readonly soundBlocked: boolean;
  readonly reason: EndReason | null;
  readonly error: ErrorInfo | null;
}

/** The socket to the service: `idle` without a `signal-url`; `refused` is final until the session changes. */
export type Connection = 'idle' | 'connecting' | 'online' | 'offline' | 'refused';

/** Everything that can be drawn: frozen, JSON through and through; parts that did not change keep their identity. */
export interface Snapshot {
  readonly self: (Person & { readonly deviceId: string; readonly sessionId: string }) | null;
  readonly connection: Connection;
  /** Why the connection is refused or was last lost; null again when it is online. */
  readonly connectionError: ErrorInfo | null;
  readonly calls: readonly Call[];
  /** The call that a view shows: the live one, else the newest that rings, else the ended one until it is dismissed. */
  readonly activeCallId: string | null;
  /** Can this page show a ring? */
  readonly ringReadiness: { readonly surface: boolean };
  readonly friends: { readonly status: 'loading' | 'ready'; readonly list: readonly Friend[] };
}

/** The call that a view shows. */
export const activeCall = (snapshot: Snapshot): Call | null => snapshot.calls.find((call) => call.id === snapshot.activeCallId) ?? null;

const RINGING_IN: readonly Phase[] = ['incoming', 'incoming-silenced'];
const OVER: readonly Phase[] = ['ending', 'ended'];

/** It rings here and waits for an answer. */
export const isRingingIn = (phase: Phase): boolean => RINGING_IN.includes(phase);
/** Neither ringing here nor over: this page takes part. */
export const isLive = (phase: Phase): boolean => !RINGING_IN.includes(phase) && !OVER.includes(phase);
/** Media flows or should flow. */
export const isInCall = (phase: Phase): boolean => phase === 'connected' || phase === 'waiting' || phase === 'reconnecting';
