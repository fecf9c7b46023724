import type { CallInput, Step } from './events.js';
import { inCall } from './in-call.js';
import { accepting, ringingIn } from './incoming.js';
import { preparing, ringingOut } from './outgoing.js';
import { end, go, hangupMessage, stay } from './steps.js';
import type { CallState } from './state.js';
import type { Phase } from '../snapshot.js';

const byPhase: Readonly<Record<Phase, (state: CallState, input: CallInput) => Step>> = {
  preparing,
  inviting: ringingOut,
  'ringing-out': ringingOut,
  incoming: ringingIn,
  'incoming-silenced': ringingIn,
  accepting,
  connecting: inCall,
  waiting: inCall,
  connected: inCall,
  reconnecting: inCall,
  ending,
  ended: stay,
};

/**
 * The rules of one call (ringing.md §6.4): a pure function of what is and what happens.
 *
 * An input that means nothing in a phase changes nothing: messages may come late, twice or out of order.
 */
export function transition(state: CallState, input: CallInput, wallTime: number): Step {
  const step = input.type === 'dispose' ? dispose(state) : byPhase[state.phase](state, input);
  return step.state.phase === 'ended' && state.phase !== 'ended' ? { ...step, state: { ...step.state, endedAt: wallTime } } : step;
}

function ending(state: CallState, input: CallInput): Step {
  const over = input.type === 'media-closed' || (input.type === 'timer' && input.name === 'ending');
  return over ? go(state, { phase: 'ended' }, { type: 'stop-all-timers' }) : stay(state);
}

/** The page gives the call up: told as a cancel, a hang-up, or, while it only rings here, not at all. */
function dispose(state: CallState): Step {
  if (state.phase === 'ended') return stay(state);
  if (state.phase === 'incoming' || state.phase === 'incoming-silenced' || state.phase === 'ending')
    return end(state, state.reason ?? 'disposed');
  if (state.phase === 'inviting' || state.phase === 'ringing-out') {
    return end(state, 'disposed', null, { type: 'send', message: { type: 'cancel', callId: state.id, reason: 'cancelled' } });
  }
  return state.phase === 'preparing' ? end(state, 'disposed') : end(state, 'disposed', null, ...hangupMessage(state, 'hangup'));
}
