import { timers, type DeviceKind, type EndReason, type Intent, type Person } from '@call-elements/protocol';
import type { ErrorInfo, Phase } from '../snapshot.js';

/** One call as the machine sees it. Plain data; media and sockets live outside. */
export interface CallState {
  readonly id: string;
  readonly phase: Phase;
  readonly direction: 'outgoing' | 'incoming';
  readonly intent: Intent;
  /** What this page sends: on answering it may differ from what was offered. */
  readonly media: Intent;
  readonly people: readonly Person[];
  /** Name of the room that was joined; null for a call that rings. */
  readonly room: string | null;
  readonly ringId: string | null;
  /** An invite may have reached the service, so that a cancel must follow it. */
  readonly inviteSent: boolean;
  /** The alert was shown and the caller told. */
  readonly shown: boolean;
  readonly ringingOn: DeviceKind | null;
  readonly notReached: boolean;
  readonly ringLifetimeMs: number;
  readonly startedAt: number;
  readonly connectedAt: number | null;
  readonly endedAt: number | null;
  /** The media session is joined (ours), whoever else is there. */
  readonly joined: boolean;
  readonly othersPresent: boolean;
  /** How the last other person left, while nobody is there. */
  readonly peerLeft: boolean;
  /** A token is there: what takes long now is the media server. */
  readonly admitted: boolean;
  readonly connectTries: number;
  readonly troubleVisible: boolean;
  /** Why an `ending` call ends. */
  readonly reason: EndReason | null;
  readonly error: ErrorInfo | null;
}

const fresh = (startedAt: number): Omit<CallState, 'id' | 'phase' | 'direction' | 'intent' | 'media' | 'people'> => ({
  room: null,
  ringId: null,
  inviteSent: false,
  shown: false,
  ringingOn: null,
  notReached: false,
  ringLifetimeMs: timers.RING_LIFETIME,
  startedAt,
  connectedAt: null,
  endedAt: null,
  joined: false,
  othersPresent: false,
  peerLeft: false,
  admitted: false,
  connectTries: 0,
  troubleVisible: false,
  reason: null,
  error: null,
});

/** A call that the user just asked for. */
export const outgoingCall = (id: string, peer: Person, intent: Intent, startedAt: number): CallState => ({
  ...fresh(startedAt),
  id,
  phase: 'preparing',
  direction: 'outgoing',
  intent,
  media: intent,
  people: [peer],
});

/** A call that rings here. */
export const incomingCall = (
  id: string,
  ringId: string,
  from: Person,
  intent: Intent,
  startedAt: number,
  remainingMs: number,
): CallState => ({
  ...fresh(startedAt),
  id,
  phase: 'incoming',
  direction: 'incoming',
  intent,
  media: intent,
  people: [from],
  ringId,
  ringLifetimeMs: remainingMs,
});

/** The call of a person whom we were calling at the same time: already ours, by the service's decision. */
export const mergedCall = (id: string, own: CallState, startedAt: number): CallState => ({
  ...fresh(startedAt),
  id,
  phase: 'accepting',
  direction: 'incoming',
  intent: own.intent,
  media: own.media,
  people: own.people,
});

/** A room that the user joins by its name: nobody rings. */
export const roomCall = (id: string, room: string, intent: Intent, startedAt: number): CallState => ({
  ...fresh(startedAt),
  id,
  phase: 'preparing',
  direction: 'outgoing',
  intent,
  media: intent,
  people: [],
  room,
});
