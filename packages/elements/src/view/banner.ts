import type { Call } from '@call-elements/core';
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { avatar } from '../internal/avatar.js';
import { cleanName } from '../internal/names.js';
import { mayHelp } from './end-words.js';
import { icon, share, shareStop, speaker, warn } from './icons.js';
import { outgoingWords, waitingWords } from './phase-words.js';
import { texts } from './texts.js';
import { nameOf, whoOf } from './who.js';
import type { ViewParts } from './view-parts.js';

interface Banner {
  readonly sign: TemplateResult;
  readonly title: string;
  readonly note?: string;
  readonly action?: TemplateResult;
  /** Not a trouble: the sign is quiet. */
  readonly quiet?: boolean;
}

const draw = ({ sign, title, note, action, quiet }: Banner): TemplateResult =>
  html`<div class="banner ${quiet ? 'banner--quiet' : ''}" part="banner">
    ${sign}
    <p><strong>${title}</strong>${note ?? nothing}</p>
    ${action ?? nothing}
  </div>`;

const button = (words: string, kind: string, act: () => void, sign?: SVGTemplateResult): TemplateResult =>
  html`<button class="btn btn--small ${kind}" type="button" @click=${act}>${sign ? icon(sign, 16) : nothing}${words}</button>`;

/** What is wrong with a device, and another try where one may help. */
function deviceBanner({ setDevice }: ViewParts, error: NonNullable<Call['local']['error']>): TemplateResult {
  const t = texts();
  const { device, code } = error;
  const again = button(t.tryAgain, 'btn--inverse', () => {
    setDevice(device, true);
  });
  const note = (device === 'screenShare' ? t.screenErrors[code] : undefined) ?? t.errors[code];
  return draw({ sign: icon(warn), title: t.device[device], note, ...(mayHelp(error) && { action: again }) });
}

/** One banner at a time, the worst first. */
export function callBanner(parts: ViewParts): TemplateResult | typeof nothing {
  const t = texts();
  const { call, controller } = parts;
  const name = nameOf(call);
  if (call.troubleVisible) return draw({ sign: html`<span class="spin"></span>`, title: t.reconnecting, note: t.cannotHearYou(name) });
  if (call.soundBlocked) {
    const action = button(t.hearTheCall, 'btn--inverse', () => {
      controller.startAudio();
    });
    return draw({ sign: icon(speaker), title: t.soundBlocked, note: t.soundBlockedNote, action });
  }
  const { error, screenShare } = call.local;
  if (error) return deviceBanner(parts, error);
  if (screenShare === 'on') {
    const stop = button(
      t.stop,
      'btn--danger',
      () => {
        parts.setDevice('screenShare', false);
      },
      shareStop,
    );
    return draw({ sign: icon(share), title: t.youShare, action: stop, quiet: true });
  }
  return nothing;
}

/** Over the own picture: whom we call, or wait for, and how far that is. */
export function mirrorBanner({ call }: ViewParts): TemplateResult {
  const t = texts();
  const person = whoOf(call);
  const name = cleanName(person.name);
  const waiting = call.phase === 'waiting';
  const first = waiting && call.connectedAt === null && call.room === null;
  const { status, note, sign } = waiting ? { status: first ? t.waitingFor(name) : '', note: '' } : outgoingWords(call);
  return html`<div class="banner banner--quiet banner--top" part="banner">
    ${avatar(person, 40)}
    <p>
      <strong>${waiting ? waitingWords(call) : html`<bdi>${name}</bdi>`}</strong
      ><span class="muted">${status}${note ? html`<br />${note}` : nothing}</span>
    </p>
    ${sign ? icon(sign) : nothing}
  </div>`;
}
