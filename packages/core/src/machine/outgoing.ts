import { timers } from '@call-elements/protocol';
import type { CallInput, Step } from './events.js';
import { cancelMessage, connect, end, go, leave, stay } from './steps.js';
import type { CallState } from './state.js';

const DECLINED = {
  declined: 'declined',
  blocked: 'declined',
  busy: 'busy',
  dnd: 'dnd',
  unsupported: 'unsupported',
  other: 'declined',
} as const;
const CANCELLED = {
  cancelled: 'cancelled',
  timeout: 'timeout',
  failed: 'signalling-error',
  replaced: 'replaced',
  'session-ended': 'cancelled',
  other: 'other',
} as const;

/** `preparing`: permission and devices; nothing was sent yet, so nothing needs undoing. */
export function preparing(state: CallState, input: CallInput): Step {
  switch (input.type) {
    case 'enter':
      return connect(state, { type: 'prepare' });
    case 'prepared':
      return go(
        state,
        { phase: 'inviting', inviteSent: true },
        { type: 'invite' },
        { type: 'start-timer', name: 'ring', ms: state.ringLifetimeMs },
        { type: 'start-timer', name: 'no-ack', ms: timers.NO_ACK_NOTICE },
      );
    case 'prepare-failed':
      return end(state, input.reason, input.error);
    case 'merged':
      return end(state, 'merged');
    case 'hang-up':
      return leave(state, 'cancelled');
    default:
      return stay(state);
  }
}

/** `inviting` and `ringing-out`: the caller waits. */
export function ringingOut(state: CallState, input: CallInput): Step {
  switch (input.type) {
    case 'invited':
      return go(
        state,
        { ringId: input.ringId, ringLifetimeMs: input.remainingMs },
        { type: 'start-timer', name: 'ring', ms: input.remainingMs },
      );
    case 'ringing':
      return go(
        state,
        { phase: 'ringing-out', ringingOn: state.ringingOn ?? input.deviceKind, notReached: false },
        { type: 'stop-timer', name: 'no-ack' },
        { type: 'start-timer', name: 'ring', ms: input.remainingMs },
      );
    case 'accepted':
      return connect(state);
    case 'declined':
      return end(state, DECLINED[input.reason]);
    case 'unreachable':
      return end(state, 'unreachable');
    case 'merged':
      return end(state, 'merged');
    case 'cancelled':
      return end(state, CANCELLED[input.reason]);
    case 'over':
      return end(state, input.reason);
    case 'invite-failed':
      return end(state, input.error.code === 'ERR_SIGNALLING_LOST' ? 'signalling-error' : 'other', input.error);
    case 'prepare-failed':
      return end(state, input.reason, input.error, cancelMessage(state, 'failed'));
    case 'hang-up':
      return leave(state, 'cancelled', cancelMessage(state, 'cancelled'));
    case 'timer':
      return timeUp(state, input.name);
    default:
      return stay(state);
  }
}

function timeUp(state: CallState, name: string): Step {
  if (name === 'no-ack') return state.phase === 'inviting' ? go(state, { notReached: true }) : stay(state);
  // Without any answer of the service it is the line that failed, not the other person.
  if (name === 'ring') {
    const lost = state.ringId === null;
    return end(state, lost ? 'signalling-error' : 'timeout', lost ? signallingLost : null, cancelMessage(state, 'timeout'));
  }
  return stay(state);
}

const signallingLost = {
  code: 'ERR_SIGNALLING_LOST',
  category: 'network',
  retryable: true,
  message: 'The service gave no answer to the invite. Check that it runs and that signal-url is right.',
} as const;
