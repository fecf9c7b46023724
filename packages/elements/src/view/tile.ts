import type { CallController } from '@call-elements/core';
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { avatar } from '../internal/avatar.js';
import { toneOf } from '../internal/names.js';
import { headphonesOff, icon, micOff, voice } from './icons.js';
import type { Tile } from './stage-model.js';
import { track } from './track.js';

/** What a tile shows beside its own state. */
interface TileContext {
  readonly controller: CallController;
  /** The line is down: the picture stands still. */
  readonly frozen: boolean;
  /** Under the name of a face that fills the view. */
  readonly below: string | TemplateResult;
  /** An open arc around a face that is not there yet. */
  readonly seeking: boolean;
}

/** The sign before a name: deafened goes before muted, and a voice is only shown when it can be heard. */
export function stateSign({ deafened, muted, speaking }: Tile): TemplateResult | typeof nothing {
  if (deafened || muted) return html`<span class="is-off">${icon(deafened ? headphonesOff : micOff, 14)}</span>`;
  return speaking ? voice() : nothing;
}

function picture(tile: Tile, trackId: string, controller: CallController): TemplateResult {
  const mirrored = tile.kind === 'self' ? 'video--mirror' : '';
  // The sound of others is played by the media session: a picture never makes any.
  return html`${keyed(
    trackId,
    html`<video
      class="video ${mirrored}"
      part="video"
      playsinline
      autoplay
      .muted=${true}
      aria-hidden="true"
      ${track(controller, trackId)}
    ></video>`,
  )}`;
}

function face(tile: Tile, context: TileContext): TemplateResult {
  const wash = html`<span class="tile-wash"></span>`;
  if (tile.place !== 'fill') return html`${wash}${avatar(tile.person, tile.place === 'self' ? 40 : 72)}`;
  return html`${wash}
    <div class="voice-person">
      <span class="face"
        >${context.seeking ? html`<span class="seek"></span>` : tile.speaking ? html`<span class="halo"></span>` : nothing}${avatar(tile.person, 112)}</span
      >
      <h2 class="person" part="name"><bdi>${tile.name}</bdi></h2>
      <p class="kind num">${stateSign({ ...tile, speaking: false })}${context.below}</p>
    </div>`;
}

const plate = (tile: Tile): TemplateResult =>
  html`<span class="name" part="name" aria-hidden="true">${stateSign(tile)}<bdi class="name-text">${tile.name}</bdi></span>`;

/** One person or one screen. */
export function tileTemplate(tile: Tile, context: TileContext): TemplateResult {
  const { place, trackId, kind } = tile;
  const pictured = trackId !== null;
  const ring = tile.speaking && place !== 'self' && (pictured || place !== 'fill');
  const classes = [
    'tile',
    `tile--${place}`,
    kind === 'screen' && 'tile--screen',
    ring && 'tile--speaking',
    !pictured && place === 'fill' && 'tile--voice',
    context.frozen && kind !== 'self' && 'tile--frozen',
  ];
  return html`<div
    class=${classes.filter(Boolean).join(' ')}
    part="tile"
    role="group"
    aria-label=${tile.label}
    data-tone=${toneOf(tile.person.userId)}
  >
    ${pictured ? picture(tile, trackId, context.controller) : face(tile, context)}
    ${place === 'grid' || place === 'strip' || place === 'share' ? plate(tile) : nothing}
  </div>`;
}
