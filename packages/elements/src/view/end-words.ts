import type { Call } from '@call-elements/core';
import type { SVGTemplateResult } from 'lit';
import { clock, close, dnd, handheld, monitorOff, phoneLine, warn, weak } from './icons.js';
import { texts } from './texts.js';
import { nameOf } from './who.js';

/** What an ended call says. */
export interface EndWords {
  /** What happened: the first words. */
  readonly title: string;
  /** The rest of it; empty when nothing more is known. */
  readonly note: string;
  /** The rest of it as it is spoken, where that differs. */
  readonly spoken?: string;
  readonly sign?: SVGTemplateResult;
  /** The title stands where else the name stands: the call was more than a ring. */
  readonly head?: boolean;
  /** Calling again is the likely next step (`main`), possible, or senseless. */
  readonly again: 'main' | 'possible' | 'none';
}

const facts = (name: string, length: string): string => [name, length].filter(Boolean).join(' · ');

function finished(name: string, durationMs: number | null): EndWords {
  const t = texts();
  const length = durationMs === null ? '' : t.lengthShort(durationMs);
  const spoken = durationMs === null ? name : t.lengthSpoken(durationMs);
  return { title: t.callEnded, note: facts(name, length), spoken, head: true, again: 'possible' };
}

function missed(call: Call, name: string): EndWords {
  const t = texts();
  const at = new Date(call.startedAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const kind = call.intent === 'video' ? t.videoCall : t.audioCall;
  return { title: t.missedCall, note: `${name} · ${kind.toLowerCase()} · ${at}`, sign: clock, head: true, again: 'main' };
}

/** It went wrong: the sentence says what, and what can be done about it; where another try is senseless, none is offered. */
function failed({ error }: Call): EndWords {
  const t = texts();
  const note = error ? (t.ends[error.code] ?? t.errors[error.code]) : '';
  return { title: t.callFailed, note, sign: warn, head: true, again: !error || mayHelp(error) ? 'main' : 'none' };
}

/** Is another try worth a button? A person may allow a device that was refused. */
export const mayHelp = ({ code, retryable }: NonNullable<Call['error']>): boolean => retryable || code === 'ERR_MEDIA_DENIED';

/** Nobody was talked to: the person's name stays the title, these are the words below it. */
function unanswered(call: Call, name: string): EndWords | undefined {
  const t = texts();
  switch (call.reason) {
    case 'unreachable':
      return { title: t.noDeviceOnline, note: t.notReachable(name), sign: monitorOff, again: 'possible' };
    case 'dnd':
      return { title: t.doNotDisturb, note: t.doesNotWantCalls(name), sign: dnd, again: 'possible' };
    case 'busy':
      return { title: t.inAnotherCall, note: '', sign: phoneLine, again: 'possible' };
    case 'declined':
      return { title: t.declined, note: '', sign: close, again: 'possible' };
    case 'declined-elsewhere':
      return { title: t.declinedElsewhere, note: '', sign: handheld, again: 'possible' };
    case 'unsupported':
      return { title: t.cannotTakeCall, note: '', sign: monitorOff, again: 'possible' };
    case 'timeout':
      return { title: t.noAnswer, note: t.rangFor(call.ringLifetimeMs), sign: clock, again: 'main' };
    case 'cancelled':
      return { title: t.cancelled, note: '', sign: close, again: 'possible' };
    default:
      return undefined;
  }
}

/** The words for an ended call. Only what is known is said. */
export function endWords(call: Call): EndWords {
  const t = texts();
  const name = nameOf(call);
  const { reason } = call;
  if (reason === 'missed' || (call.direction === 'incoming' && (reason === 'timeout' || reason === 'cancelled'))) return missed(call, name);
  switch (reason) {
    case 'answered-elsewhere':
      return { title: t.answeredElsewhere, note: t.goesOnThere(name), sign: handheld, head: true, again: 'none' };
    case 'replaced':
    case 'merged':
      return { title: t.callEnded, note: t.movedElsewhere, sign: handheld, head: true, again: 'none' };
    case 'kicked':
      return { title: t.callEnded, note: t.removed, head: true, again: 'none' };
    case 'network-error':
      if (call.connectedAt === null && call.error) return failed(call);
      return { title: t.connectionLost, note: t.mayStillBeThere(name), sign: weak, head: true, again: 'main' };
    case 'hangup':
    case 'remote-hangup':
    case 'room-ended':
    case 'disposed':
      return finished(name, call.durationMs);
    case null:
      return { title: t.ending, note: '', head: true, again: 'none' };
    default:
      return unanswered(call, name) ?? failed(call);
  }
}
