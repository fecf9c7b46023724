import type { CancelReason, DeclineReason, DeviceKind, EndReason, Intent } from '@call-elements/protocol';
import type { Outgoing } from '../ports.js';
import type { ErrorInfo } from '../snapshot.js';
import type { CallState } from './state.js';

/** What can happen to one call. `at` is wall time in ms, where it is kept. */
export type CallInput =
  // the user
  | { readonly type: 'accept'; readonly media: Intent }
  | { readonly type: 'decline' }
  | { readonly type: 'silence' }
  | { readonly type: 'unsilence' }
  | { readonly type: 'hang-up' }
  | { readonly type: 'dispose' }
  // this page
  | { readonly type: 'enter' }
  | { readonly type: 'prepared' }
  | { readonly type: 'prepare-failed'; readonly reason: EndReason; readonly error: ErrorInfo }
  | { readonly type: 'shown'; readonly deviceKind: DeviceKind }
  // the service's answers
  | { readonly type: 'invited'; readonly ringId: string; readonly remainingMs: number }
  | { readonly type: 'invite-failed'; readonly error: ErrorInfo }
  | { readonly type: 'unreachable' }
  | { readonly type: 'merged' }
  | { readonly type: 'claim'; readonly granted: boolean }
  | { readonly type: 'claim-failed'; readonly error: ErrorInfo }
  | { readonly type: 'ring-left'; readonly remainingMs: number }
  // the others, through the service
  | { readonly type: 'ringing'; readonly deviceKind: DeviceKind; readonly remainingMs: number }
  | { readonly type: 'accepted' }
  | { readonly type: 'declined'; readonly reason: DeclineReason }
  | { readonly type: 'cancelled'; readonly reason: CancelReason }
  | { readonly type: 'elsewhere'; readonly answered: boolean }
  | { readonly type: 'peer-left' }
  | { readonly type: 'over'; readonly reason: EndReason }
  // the media session
  | { readonly type: 'admitted' }
  | { readonly type: 'joined'; readonly at: number }
  | { readonly type: 'connect-failed'; readonly reason: EndReason; readonly error: ErrorInfo }
  | { readonly type: 'others'; readonly present: boolean; readonly at: number }
  | { readonly type: 'reconnecting'; readonly reconnecting: boolean }
  | { readonly type: 'media-gone'; readonly rejoin: boolean; readonly reason: EndReason; readonly error: ErrorInfo | null }
  | { readonly type: 'media-closed' }
  | { readonly type: 'timer'; readonly name: TimerName };

/** Timers of one call; each runs at most once at a time. */
export type TimerName = 'ring' | 'no-ack' | 'claim' | 'connect' | 'retry' | 'reconnect' | 'trouble' | 'peer' | 'ending';

/** What must be done for a call. The driver does it and reports back by an input. */
export type Effect =
  | { readonly type: 'send'; readonly message: Outgoing }
  /** Open the media session and capture what `media` asks for: reports `prepared`, `prepare-failed`. */
  | { readonly type: 'prepare' }
  /** Publish an invite: reports `invited`, `unreachable`, `merged`, `invite-failed`. */
  | { readonly type: 'invite' }
  /** Ask for the ring: reports `claim`, `claim-failed`. */
  | { readonly type: 'claim' }
  /** Get a token and join: reports `joined`, `connect-failed`. */
  | { readonly type: 'connect'; readonly freshToken: boolean }
  /** Leave the room, stop every track: reports `media-closed`. */
  | { readonly type: 'close-media' }
  | { readonly type: 'start-timer'; readonly name: TimerName; readonly ms: number }
  | { readonly type: 'stop-timer'; readonly name: TimerName }
  | { readonly type: 'stop-all-timers' };

/** A new state and what must be done. */
export interface Step {
  readonly state: CallState;
  readonly effects: readonly Effect[];
}
