import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { avatar } from '../internal/avatar.js';
import { cleanName, toneOf } from '../internal/names.js';
import { controlButton, microphoneToggle, cameraToggle } from './controls.js';
import { endWords, type EndWords } from './end-words.js';
import { bell, bellOff, camera, close, hangup, icon, phone, phoneLine } from './icons.js';
import { outgoingWords } from './phase-words.js';
import { texts } from './texts.js';
import type { ViewParts } from './view-parts.js';
import { whoOf } from './who.js';

const waves = html`<span class="wave"></span><span class="wave"></span>`;
/** A breath of the caller's own tone behind the face. */
const glow = html`<span class="glow"></span>`;

function verb(kind: string, word: string, name: string | undefined, sign: SVGTemplateResult, act: () => void): TemplateResult {
  return html`<button class="verb verb--${kind}" part="${kind}-button" type="button" aria-label=${name ?? word} @click=${act}>
    <span class="disc">${icon(sign, 28)}</span><span aria-hidden="true">${word}</span>
  </button>`;
}

/** Accept is first, red is last. */
function ringVerbs(parts: ViewParts): TemplateResult {
  const t = texts();
  const video = parts.call.intent === 'video';
  return html`<div class="verbs">
    ${
      video
        ? html`${verb('accept', t.video, t.acceptWithVideo, camera, () => {
            parts.accept('video');
          })}
          ${verb('soft', t.audioOnly, t.acceptWithAudio, phone, () => {
            parts.accept('audio');
          })}`
        : verb('accept', t.accept, undefined, phone, () => {
            parts.accept('audio');
          })
    }
    ${verb('danger', t.decline, undefined, hangup, () => {
      parts.decline();
    })}
  </div>`;
}

/** A call comes in. The card takes the focus, no button does, so that typing cannot answer. */
export function incomingCard(parts: ViewParts): TemplateResult {
  const t = texts();
  const { call, controller } = parts;
  const person = whoOf(call);
  const name = cleanName(person.name);
  const video = call.intent === 'video';
  const silenced = call.phase === 'incoming-silenced';
  const kind = video ? t.videoCall : t.audioCall;
  const quiet = (): void => {
    if (silenced) controller.unsilence(call.id);
    else controller.silence(call.id);
  };
  const kindWords = silenced ? t.silencedHere(kind) : kind;
  return html`<div
    class="card ring-card"
    part="card"
    role="alertdialog"
    tabindex="-1"
    aria-label=${t.ringsWith(name, kindWords)}
    data-tone=${toneOf(person.userId)}
  >
    ${glow}
    <div class="face">${silenced ? nothing : waves}${avatar(person, 112)}</div>
    <h2 class="person" part="name"><bdi>${name}</bdi></h2>
    <p class="kind">${icon(silenced ? bellOff : video ? camera : phoneLine, 18)}<span>${kindWords}</span></p>
    ${ringVerbs(parts)}
    <div class="quiet-row">
      <button class="btn btn--plain" type="button" @click=${quiet}>
        ${icon(silenced ? bell : bellOff, 18)}${silenced ? t.ringAgain : t.silence}
      </button>
    </div>
  </div>`;
}

/** A call goes out: an arc while nobody has acknowledged, waves while a device rings. */
export function outgoingCard(parts: ViewParts): TemplateResult {
  const { call } = parts;
  const person = whoOf(call);
  const { status, note, sign } = outgoingWords(call);
  return html`<div class="card out-card" part="card" data-tone=${toneOf(person.userId)}>
    ${glow}
    <div class="face">
      ${sign ? waves : html`<span class="seek"></span>`}${avatar(person, 72)}${
        sign ? html`<span class="face-badge">${icon(sign, 16)}</span>` : nothing
      }
    </div>
    <h2 class="person" part="name"><bdi>${cleanName(person.name)}</bdi></h2>
    <p class="out-status">${status}</p>
    <p class="out-note">${note}</p>
    <div class="out-actions">
      ${microphoneToggle(parts, 'icon-btn')}${cameraToggle(parts, 'icon-btn')}
      ${controlButton({
        label: texts().cancel,
        part: 'hangup-button',
        kind: 'icon-btn icon-btn--hangup',
        sign: hangup,
        act: () => {
          parts.hangUp();
        },
      })}
    </div>
  </div>`;
}

function againButton(parts: ViewParts, again: EndWords['again']): TemplateResult | typeof nothing {
  const t = texts();
  const { direction, connectedAt, phase, room } = parts.call;
  if (phase !== 'ended' || again === 'none') return nothing;
  const main = again === 'main';
  return html`<button class="btn ${main ? 'btn--accept' : ''}" part="again-button" type="button" @click=${parts.callAgain}>
    ${icon(phone, 18)}${room !== null ? t.joinAgain : main && direction === 'incoming' && connectedAt === null ? t.callBack : t.callAgain}
  </button>`;
}

function closeButton({ call, controller }: ViewParts): TemplateResult | typeof nothing {
  if (call.phase !== 'ended') return nothing;
  const dismiss = (): void => {
    controller.dismiss(call.id);
  };
  return html`<button class="icon-btn card-close" part="close-button" type="button" aria-label=${texts().close} @click=${dismiss}>
    ${icon(close)}
  </button>`;
}

/** It is over: what happened, and what next. */
export function endCard(parts: ViewParts): TemplateResult {
  const { call } = parts;
  const person = whoOf(call);
  const { title, note, sign, head, again } = endWords(call);
  return html`<div class="card out-card ${head ? 'end-card' : 'is-still'}" part="card" data-tone=${toneOf(person.userId)}>
    ${closeButton(parts)}${head ? glow : nothing}
    <div class="face">${avatar(person, 72)}${sign ? html`<span class="face-badge">${icon(sign, 16)}</span>` : nothing}</div>
    <h2 class="person" part="name">${head ? title : html`<bdi>${cleanName(person.name)}</bdi>`}</h2>
    ${head ? nothing : html`<p class="out-status">${title}</p>`}
    <p class="out-note num">${note}</p>
    <div class="out-actions">${againButton(parts, again)}</div>
  </div>`;
}
