import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Call } from '@call-elements/core';
import type { Device } from '../internal/types.js';
import { controlsFor, type ControlId } from './controls-model.js';
import { back, camera, cameraOff, hangup, headphones, headphonesOff, icon, mic, micOff, more, share, shareStop } from './icons.js';
import { texts } from './texts.js';
import { moveInToolbar, settleToolbar } from './toolbar-keys.js';
import type { ViewParts } from './view-parts.js';

/** A button of the bar: one verb, or a switch that is named by its unusual state. */
interface Control {
  readonly label: string;
  readonly part: string;
  readonly kind: string;
  readonly sign: SVGTemplateResult;
  readonly act: () => void;
  /** A switch: is the unusual state on? */
  readonly pressed?: boolean;
  readonly busy?: boolean;
  /** Draws the words beside the sign. */
  readonly words?: boolean;
}

/** Draws one control. */
export function controlButton({ label, part, kind, sign, act, pressed, busy, words }: Control): TemplateResult {
  return html`<button
    class=${kind}
    part=${part}
    type="button"
    aria-label=${words ? nothing : label}
    title=${words ? nothing : label}
    aria-pressed=${pressed ?? nothing}
    aria-busy=${busy ? 'true' : nothing}
    @click=${act}
  >
    ${icon(sign, 22)}${words ? html`<span>${label}</span>` : nothing}
  </button>`;
}

/** A device that is being asked for is on its way: pressing again takes the wish back. */
const isWanted = (state: Call['local']['microphone']): boolean => state === 'on' || state === 'pending';

interface DeviceFace {
  readonly label: string;
  readonly part: string;
  readonly on: SVGTemplateResult;
  readonly off: SVGTemplateResult;
  /** Pressed is the unusual state: a microphone that is off, a screen that is shared. */
  readonly pressedWhen: 'on' | 'off';
}

function deviceToggle(parts: ViewParts, device: Device, face: DeviceFace, look: { kind: string; words: boolean }): TemplateResult {
  const state = parts.call.local[device];
  const on = isWanted(state);
  return controlButton({
    label: face.label,
    part: face.part,
    sign: on ? face.on : face.off,
    act: () => {
      parts.setDevice(device, !on);
    },
    pressed: on === (face.pressedWhen === 'on'),
    busy: state === 'pending',
    ...look,
  });
}

export const microphoneToggle = (parts: ViewParts, kind: string, words = false): TemplateResult =>
  deviceToggle(parts, 'microphone', { label: texts().mute, part: 'mic-button', on: mic, off: micOff, pressedWhen: 'off' }, { kind, words });

export const cameraToggle = (parts: ViewParts, kind: string, words = false): TemplateResult =>
  deviceToggle(
    parts,
    'camera',
    { label: texts().cameraOff, part: 'camera-button', on: camera, off: cameraOff, pressedWhen: 'off' },
    { kind, words },
  );

const shareToggle = (parts: ViewParts, kind: string, words: boolean): TemplateResult =>
  deviceToggle(
    parts,
    'screenShare',
    { label: texts().shareScreen, part: 'share-button', on: shareStop, off: share, pressedWhen: 'on' },
    { kind, words },
  );

function deafenToggle(parts: ViewParts, kind: string, words: boolean): TemplateResult {
  const { deafened } = parts.call.local;
  const act = (): void => {
    parts.controller.setDeafened(!deafened);
  };
  return controlButton({
    label: texts().deafen,
    part: 'deafen-button',
    kind,
    sign: deafened ? headphonesOff : headphones,
    act,
    pressed: deafened,
    words,
  });
}

const TOGGLES: Record<ControlId, (parts: ViewParts, kind: string, words: boolean) => TemplateResult> = {
  microphone: microphoneToggle,
  camera: cameraToggle,
  share: shareToggle,
  deafen: deafenToggle,
};

/** Pages without HTTPS have no `mediaDevices`, phones no way to share. */
const canShare = (): boolean => 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;

/** What this view shows in its bar and in More. */
function arrange(parts: ViewParts, outgoing: boolean): { shown: ControlId[]; more: ControlId[] } {
  if (parts.minimized) return { shown: ['microphone'], more: [] };
  if (outgoing) return { shown: ['microphone', 'camera'], more: [] };
  return controlsFor(parts.size.inline, { share: canShare() });
}

function moreButton(parts: ViewParts): TemplateResult {
  const label = texts().more;
  return html`<button
    class="control"
    part="more-button"
    type="button"
    aria-label=${label}
    title=${label}
    aria-expanded=${parts.moreOpen}
    aria-controls="more"
    @click=${parts.toggleMore}
  >
    ${icon(more, 22)}
  </button>`;
}

/** The capsule with the controls; over a picture it brings its own dark ground. */
export function controlBar(parts: ViewParts, options: { onVideo: boolean; outgoing?: boolean }): TemplateResult {
  const t = texts();
  const { shown, more: hidden } = arrange(parts, options.outgoing ?? false);
  return html`<div
    class="controls ${options.onVideo ? 'controls--video on-video' : ''}"
    part="controls"
    role="toolbar"
    aria-label=${t.controls}
    @keydown=${moveInToolbar}
    @focusin=${settleToolbar}
  >
    ${shown.map((id) => TOGGLES[id](parts, 'control', false))}${hidden.length > 0 ? moreButton(parts) : nothing}
    ${
      parts.minimized
        ? controlButton({ label: t.returnToCall, part: 'return-button', kind: 'control', sign: back, act: parts.leaveMinimized })
        : nothing
    }
    ${controlButton({
      label: options.outgoing ? t.cancel : t.hangUp,
      part: 'hangup-button',
      kind: 'control control--hangup',
      sign: hangup,
      act: parts.hangUp,
    })}
  </div>`;
}

/** What did not fit into the bar. */
export function moreMenu(parts: ViewParts): TemplateResult | typeof nothing {
  const { more: hidden } = arrange(parts, false);
  if (!parts.moreOpen || hidden.length === 0) return nothing;
  return html`<div class="pop" id="more" part="more" role="group" aria-label=${texts().more}>
    ${hidden.map((id) => TOGGLES[id](parts, 'menu-item', true))}
  </div>`;
}
