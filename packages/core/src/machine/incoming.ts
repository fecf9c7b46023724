import { timers, type Intent } from '@call-elements/protocol';
import type { CallInput, Step } from './events.js';
import { connect, end, go, leave, stay } from './steps.js';
import type { CallState } from './state.js';

/** `incoming` and `incoming-silenced`: nothing is captured and nobody is told but by the user's choice. */
export function ringingIn(state: CallState, input: CallInput): Step {
  switch (input.type) {
    case 'shown':
      return shown(state, input.deviceKind);
    case 'ring-left':
      return go(state, {}, { type: 'start-timer', name: 'ring', ms: input.remainingMs });
    case 'accept':
      return accept(state, input.media);
    case 'decline':
    case 'hang-up':
      return decline(state);
    case 'silence':
      return go(state, { phase: 'incoming-silenced' });
    case 'unsilence':
      return go(state, { phase: 'incoming' });
    case 'elsewhere':
      return end(state, input.answered ? 'answered-elsewhere' : 'declined-elsewhere');
    case 'cancelled':
    case 'peer-left':
      return end(state, 'missed');
    case 'over':
      return end(state, input.reason);
    case 'timer':
      return input.name === 'ring' ? end(state, 'missed') : stay(state);
    default:
      return stay(state);
  }
}

/** `accepting`: the user answered; the service says whether this device has the call. */
export function accepting(state: CallState, input: CallInput): Step {
  switch (input.type) {
    case 'claim':
      return input.granted ? connect(state) : end(state, 'answered-elsewhere');
    case 'claim-failed':
      return end(state, 'signalling-error', input.error);
    case 'elsewhere':
      return end(state, input.answered ? 'answered-elsewhere' : 'declined-elsewhere');
    case 'cancelled':
      return end(state, 'missed');
    case 'over':
      return end(state, input.reason);
    case 'hang-up':
      return leave(state, 'hangup', { type: 'send', message: { type: 'hangup', callId: state.id, reason: 'hangup' } });
    case 'timer':
      // An unreachable service must not block answering; "claim lost" may still end it later.
      return input.name === 'claim' ? connect(state) : stay(state);
    default:
      return stay(state);
  }
}

function shown(state: CallState, deviceKind: 'desktop' | 'phone' | 'tablet' | 'other'): Step {
  if (state.shown || state.ringId === null) return stay(state);
  return go(state, { shown: true }, { type: 'send', message: { type: 'ringing', callId: state.id, ringId: state.ringId, deviceKind } });
}

function accept(state: CallState, media: Intent): Step {
  return go(
    state,
    { phase: 'accepting', media },
    { type: 'stop-timer', name: 'ring' },
    { type: 'claim' },
    { type: 'prepare' },
    { type: 'start-timer', name: 'claim', ms: timers.CLAIM_ANSWER },
  );
}

function decline(state: CallState): Step {
  if (state.ringId === null) return end(state, 'declined');
  return end(state, 'declined', null, {
    type: 'send',
    message: { type: 'decline', callId: state.id, ringId: state.ringId, reason: 'declined' },
  });
}
