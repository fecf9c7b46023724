import { timers } from '@call-elements/protocol';
import { mayJoinAgain, mayTryAgain } from '../errors.js';
import { isInCall } from '../snapshot.js';
import type { CallInput, Effect, Step } from './events.js';
import { end, go, hangupMessage, leave, stay } from './steps.js';
import type { CallState } from './state.js';

/** Waits between tries of a rejoin: quick first, then patient. Milliseconds. */
const REJOIN_DELAYS = [0, 300, 500, 1_000, 1_000, 1_000, 2_000, 4_000] as const;
const rejoinDelay = (tries: number): number => REJOIN_DELAYS[Math.min(tries, REJOIN_DELAYS.length - 1)] ?? 0;

/** `connecting`, `waiting`, `connected`, `reconnecting`: only the media session says what is true. */
export function inCall(state: CallState, input: CallInput): Step {
  switch (input.type) {
    case 'admitted':
      return go(state, { admitted: true });
    case 'joined':
      return joined(state, input.at);
    case 'others':
      return others(state, input.present, input.at);
    case 'reconnecting':
      return input.reconnecting ? trouble(state) : back(state);
    case 'media-gone':
      return input.rejoin ? rejoin(state) : end(state, input.reason, input.error, ...hangupMessage(state, 'failed'));
    case 'connect-failed':
      return connectFailed(state, input.reason, input.error);
    case 'peer-left':
      return go(state, { peerLeft: true }, { type: 'start-timer', name: 'peer', ms: timers.PEER_HUNG_UP });
    case 'elsewhere':
      return end(state, input.answered ? 'answered-elsewhere' : 'declined-elsewhere');
    case 'claim':
      return input.granted ? stay(state) : end(state, 'answered-elsewhere');
    case 'over':
      return end(state, input.reason);
    case 'cancelled':
      return isInCall(state.phase) ? stay(state) : end(state, state.direction === 'incoming' ? 'missed' : 'cancelled');
    case 'hang-up':
      return leave(state, 'hangup', ...hangupMessage(state, 'hangup'));
    case 'timer':
      return timeUp(state, input.name);
    default:
      return stay(state);
  }
}

/** A room may be empty for as long as it likes; a call of two ends when the other stays away. */
function waitForPeer(state: CallState): readonly Effect[] {
  if (state.room !== null || state.peerLeft) return [];
  return [{ type: 'start-timer', name: 'peer', ms: state.connectedAt === null ? timers.CONNECT_TIMEOUT : timers.PEER_LOST }];
}

const phaseWith = (othersPresent: boolean): 'connected' | 'waiting' => (othersPresent ? 'connected' : 'waiting');

function joined(state: CallState, at: number): Step {
  return go(
    state,
    {
      phase: phaseWith(state.othersPresent),
      joined: true,
      troubleVisible: false,
      connectTries: 0,
      error: null,
      // They talk from when both are there.
      connectedAt: state.connectedAt ?? (state.othersPresent ? at : null),
    },
    { type: 'stop-timer', name: 'connect' },
    { type: 'stop-timer', name: 'reconnect' },
    { type: 'stop-timer', name: 'retry' },
    { type: 'stop-timer', name: 'trouble' },
    ...(state.othersPresent ? [] : waitForPeer(state)),
  );
}

function others(state: CallState, present: boolean, at: number): Step {
  if (present === state.othersPresent) return stay(state);
  const phase = state.phase === 'waiting' || state.phase === 'connected' ? phaseWith(present) : state.phase;
  if (!present) {
    return go(state, { phase, othersPresent: false }, ...waitForPeer(state));
  }
  return go(
    state,
    { phase, othersPresent: true, peerLeft: false, connectedAt: state.connectedAt ?? (state.joined ? at : null) },
    { type: 'stop-timer', name: 'peer' },
  );
}

function trouble(state: CallState): Step {
  if (state.phase === 'reconnecting' || state.phase === 'connecting') return stay(state);
  return go(
    state,
    { phase: 'reconnecting' },
    { type: 'start-timer', name: 'reconnect', ms: timers.RECONNECT_TIMEOUT },
    { type: 'start-timer', name: 'trouble', ms: timers.RECONNECT_VISIBLE },
  );
}

function back(state: CallState): Step {
  return state.phase === 'reconnecting' ? joined(state, state.connectedAt ?? state.startedAt) : stay(state);
}

/** The engine gave up; with a new token we come back into the same call. */
function rejoin(state: CallState): Step {
  const step = trouble(state);
  return go(step.state, { connectTries: 0 }, ...step.effects, { type: 'start-timer', name: 'retry', ms: rejoinDelay(0) });
}

function connectFailed(state: CallState, reason: NonNullable<CallState['reason']>, error: NonNullable<CallState['error']>): Step {
  const again = state.phase === 'reconnecting' ? mayTryAgain(error) : mayJoinAgain(error, state.connectTries);
  if (!again) return end(state, reason, error, ...hangupMessage(state, 'failed'));
  return go(
    state,
    { connectTries: state.connectTries + 1, error },
    { type: 'start-timer', name: 'retry', ms: rejoinDelay(state.connectTries) },
  );
}

function timeUp(state: CallState, name: string): Step {
  switch (name) {
    case 'retry':
      return go(state, {}, { type: 'connect', freshToken: true });
    case 'connect':
    case 'reconnect':
      return giveUp(state);
    case 'trouble':
      return go(state, { troubleVisible: true });
    case 'peer':
      return state.othersPresent && !state.peerLeft ? stay(state) : leave(state, 'remote-hangup', ...hangupMessage(state, 'hangup'));
    default:
      return stay(state);
  }
}

/** Time is up: the last failure is the reason; without one, what never answered is. */
function giveUp(state: CallState): Step {
  const error = state.error ?? (state.admitted ? connectTimeout : tokenTimeout);
  return end(state, state.admitted ? 'network-error' : 'token-error', error, ...hangupMessage(state, 'failed'));
}

const tokenTimeout = {
  code: 'ERR_TOKEN_UNREACHABLE',
  category: 'network',
  retryable: true,
  message: 'The token endpoint did not answer in time. Check that it runs and that its address is right.',
} as const;

const connectTimeout = {
  code: 'ERR_CONNECT_TIMEOUT',
  category: 'network',
  retryable: true,
  message: 'The media server did not answer in time. Check that it runs and that its address is right.',
} as const;
