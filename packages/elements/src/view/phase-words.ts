import type { Call } from '@call-elements/core';
import type { SVGTemplateResult } from 'lit';
import { endWords } from './end-words.js';
import { handheld, monitor } from './icons.js';
import { texts } from './texts.js';
import { nameOf } from './who.js';
import { isInCall } from '../internal/phases.js';

/** What a call that goes out says; `sign` stands for the device that rings. */
export function outgoingWords(call: Call): { status: string; note: string; sign?: SVGTemplateResult } {
  const t = texts();
  if (call.phase === 'preparing') return { status: t.calling, note: call.local.microphone === 'pending' ? t.waitingForDevices : '' };
  if (call.lineDown) return { status: t.calling, note: t.lineDown };
  if (call.phase !== 'ringing-out') return { status: t.calling, note: call.notReached ? t.notReached : '' };
  const kind = call.ringingOn ?? 'other';
  return { status: t.ringingOn[kind], note: '', sign: kind === 'phone' || kind === 'tablet' ? handheld : monitor };
}

/** What is said while nobody else is there. */
export function waitingWords(call: Call): string {
  const t = texts();
  if (call.connectedAt === null) return t.firstOneHere;
  return call.room === null ? t.hasLeft(nameOf(call)) : t.othersLeft;
}

/** What is said once per change, politely; empty for a ring, which is announced assertively. */
export function statusWords(call: Call, before: Call | undefined): string {
  const t = texts();
  const name = nameOf(call);
  switch (call.phase) {
    case 'preparing':
    case 'inviting':
    case 'ringing-out': {
      const { status, note } = outgoingWords(call);
      return note || status;
    }
    case 'incoming':
    case 'incoming-silenced':
      return '';
    case 'accepting':
    case 'connecting':
      return t.connecting;
    case 'waiting':
      return waitingWords(call);
    case 'ending':
      return '';
    case 'ended': {
      const { title, note, spoken } = endWords(call);
      return [title, spoken ?? note].filter(Boolean).join(', ');
    }
    default:
      if (call.troubleVisible) return `${t.reconnecting} ${t.cannotHearYou(name)}`;
      if (before?.id === call.id && before.troubleVisible) return t.back;
      return before?.id === call.id && isInCall(before.phase) && before.phase !== 'waiting' ? '' : t.connectedTo(name);
  }
}

/** What is said at once: somebody rings. */
export function alertWords(call: Call): string {
  const t = texts();
  if (call.phase !== 'incoming') return '';
  return t.ringsWith(nameOf(call), call.intent === 'video' ? t.videoCall : t.audioCall);
}
