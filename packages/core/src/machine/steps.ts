import { timers, type EndReason } from '@call-elements/protocol';
import type { ErrorInfo } from '../snapshot.js';
import type { Effect, Step } from './events.js';
import type { CallState } from './state.js';

/** Nothing changes: the input means nothing here. */
export const stay = (state: CallState): Step => ({ state, effects: [] });

/** Some fields change, some things are done. */
export const go = (state: CallState, change: Partial<CallState>, ...effects: Effect[]): Step => ({
  state: { ...state, ...change },
  effects,
});

/** Over at once: nothing is left to tell anybody. */
export const end = (state: CallState, reason: EndReason, error: ErrorInfo | null = null, ...effects: Effect[]): Step =>
  go(state, { phase: 'ended', reason, error, troubleVisible: false }, { type: 'stop-all-timers' }, { type: 'close-media' }, ...effects);

/** Ends when the media are closed, at the latest after two seconds; what must be told is told now. */
export const leave = (state: CallState, reason: EndReason, ...effects: Effect[]): Step =>
  go(
    state,
    { phase: 'ending', reason, error: null, troubleVisible: false },
    { type: 'stop-all-timers' },
    ...effects,
    { type: 'close-media' },
    { type: 'start-timer', name: 'ending', ms: timers.ENDING_TIMEOUT },
  );

/** Starts joining the room. */
export const connect = (state: CallState, ...effects: Effect[]): Step =>
  go(
    state,
    { phase: 'connecting', connectTries: 1 },
    { type: 'stop-all-timers' },
    { type: 'start-timer', name: 'connect', ms: timers.CONNECT_TIMEOUT },
    { type: 'connect', freshToken: false },
    ...effects,
  );

/** The message that takes an unanswered call back. */
export const cancelMessage = (state: CallState, reason: 'cancelled' | 'timeout' | 'failed'): Effect => ({
  type: 'send',
  message: { type: 'cancel', callId: state.id, reason },
});

/** Tells the service that we leave a running call; of a room nobody is told but the media server. */
export const hangupMessage = (state: CallState, reason: 'hangup' | 'failed'): readonly Effect[] =>
  state.room === null ? [{ type: 'send', message: { type: 'hangup', callId: state.id, reason } }] : [];
