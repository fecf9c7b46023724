import type { Call, Snapshot } from '@call-elements/core';

// Core has the same words. Taken from there they would bring the whole controller along, which pages load later than their first drawing;
// a test holds both together.
const TAKES_PART: Record<Call['phase'], 'ringing' | 'on-the-way' | 'in-call' | 'over'> = {
  preparing: 'on-the-way',
  inviting: 'on-the-way',
  'ringing-out': 'on-the-way',
  incoming: 'ringing',
  'incoming-silenced': 'ringing',
  accepting: 'on-the-way',
  connecting: 'on-the-way',
  waiting: 'in-call',
  connected: 'in-call',
  reconnecting: 'in-call',
  ending: 'over',
  ended: 'over',
};

/** It rings here and waits for an answer. */
export const isRingingIn = (phase: Call['phase']): boolean => TAKES_PART[phase] === 'ringing';
/** Media flows or should flow. */
export const isInCall = (phase: Call['phase']): boolean => TAKES_PART[phase] === 'in-call';
/** Neither ringing here nor over: this page takes part. */
export const isLive = (phase: Call['phase']): boolean => isInCall(phase) || TAKES_PART[phase] === 'on-the-way';
/** The call that a view shows. */
export const activeCall = ({ calls, activeCallId }: Snapshot): Call | null => calls.find(({ id }) => id === activeCallId) ?? null;
