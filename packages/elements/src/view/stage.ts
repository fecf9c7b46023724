import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cleanName } from '../internal/names.js';
import { callBanner, mirrorBanner } from './banner.js';
import { controlBar, moreMenu } from './controls.js';
import { expand, icon, shrink } from './icons.js';
import { pack } from './packer.js';
import { stageModel, type StageModel, type Tile } from './stage-model.js';
import { waitingWords } from './phase-words.js';
import { texts } from './texts.js';
import { stateSign, tileTemplate } from './tile.js';
import type { ViewParts, ViewSize } from './view-parts.js';
import { isInCall } from '../internal/phases.js';

/** From here on the name and the controls share one row below the tiles. */
export const WIDE = 560;

/** The room that is left for packed tiles. */
export function stageRoom({ inline, block }: ViewSize): ViewSize {
  return inline >= WIDE ? { inline: inline - 24, block: block - 88 } : { inline: inline - 16, block: block - 144 };
}

/** The tiles that are drawn, and how many more there are. */
function visibleTiles({ layout, tiles }: StageModel, size: ViewSize): { tiles: readonly Tile[]; rest: number } {
  if (layout !== 'grid') return { tiles, rest: 0 };
  const { shown, rest } = pack(tiles.length, stageRoom(size));
  return { tiles: rest > 0 ? tiles.slice(0, shown - 1) : tiles, rest };
}

function headChip(name: string, time: string, other: Tile | undefined): TemplateResult {
  const sign = other ? stateSign({ ...other, speaking: false }) : nothing;
  return html`<span class="chip"
    >${sign}<strong part="name"><bdi>${name}</bdi></strong
    >${clock(time)}</span
  >`;
}

/** The time is not live: nobody wants to hear each second. */
const clock = (time: string): TemplateResult | typeof nothing =>
  time ? html`<span class="num" role="timer" aria-live="off">${time}</span>` : nothing;

function fullScreenButton(parts: ViewParts, kind: string): TemplateResult | typeof nothing {
  if (parts.fullScreen === 'impossible' || parts.minimized) return nothing;
  const on = parts.fullScreen === 'on';
  return html`<button
    class="icon-btn ${kind}"
    part="fullscreen-button"
    type="button"
    aria-label=${texts().fullScreen}
    aria-pressed=${on}
    @click=${() => {
      parts.toggleFullScreen();
    }}
  >
    ${icon(on ? shrink : expand, 18)}
  </button>`;
}

const title = (parts: ViewParts, names: string): TemplateResult =>
  html`<div class="title">
    <strong part="name"><bdi>${names}</bdi></strong
    ><span class="sub">${clock(parts.time)}</span>
  </div>`;

/** Two people: the other fills the view, everything else lies over it. */
function overlays(parts: ViewParts, fill: Tile | undefined): TemplateResult {
  const { call, minimized } = parts;
  const mirror = fill?.kind === 'self';
  const outgoing = !isInCall(call.phase) && call.phase !== 'connecting' && call.phase !== 'accepting';
  const onVideo = typeof fill?.trackId === 'string';
  const chip = onVideo && !mirror ? headChip(fill.name, parts.time, fill) : html`<span></span>`;
  return html`${
    minimized
      ? nothing
      : html`<div class="head ${onVideo ? 'on-video' : ''}">
            ${mirror ? nothing : html`${chip}${onVideo ? fullScreenButton(parts, 'icon-btn--chip') : nothing}`}
          </div>
          <div class="banner-place ${mirror ? 'banner-place--top' : ''}">
            ${mirror ? mirrorBanner(parts) : nothing}${callBanner(parts)}
          </div>`
  }
  ${parts.withoutControls ? nothing : html`<div class="controls-place">${moreMenu(parts)}${controlBar(parts, { onVideo, outgoing })}</div>`}`;
}

/** Several people or a screen: the head is above the tiles and the controls below. */
function framed(parts: ViewParts, tiles: readonly Tile[]): { head: unknown; foot: unknown } {
  const names = tiles.filter(({ kind }) => kind === 'person').map(({ name }) => name);
  const people = cleanName(parts.call.room ?? names.join(', '));
  const wide = parts.size.inline >= WIDE;
  const full = fullScreenButton(parts, '');
  const banner = html`<div class="banner-place">${callBanner(parts)}</div>`;
  const bar = parts.withoutControls ? nothing : html`${moreMenu(parts)}${controlBar(parts, { onVideo: false })}`;
  if (wide)
    return {
      head: banner,
      foot: html`<div class="dock dock--wide">
        ${title(parts, people)}${bar}
        <div class="dock-end">${full}</div>
      </div>`,
    };
  return {
    head: html`<div class="head head--solid">${title(parts, people)}${full}</div>
      ${banner}`,
    foot: html`<div class="dock">${bar}</div>`,
  };
}

/** The words under a face that fills the view. */
function belowFace(parts: ViewParts): string | TemplateResult {
  const { phase } = parts.call;
  if (phase === 'waiting') return waitingWords(parts.call);
  if (!isInCall(phase)) return texts().connecting;
  return parts.time ? html`<span role="timer" aria-live="off">${parts.time}</span>` : '';
}

/** The call itself. Tiles keep their place in the tree while the layout around them changes, so that no picture starts anew. */
export function stage(parts: ViewParts): TemplateResult {
  const model = stageModel(parts.call, parts.self);
  const { tiles, rest } = visibleTiles(model, parts.size);
  const two = model.layout === 'two';
  const fill = two ? tiles.find(({ place }) => place === 'fill') : undefined;
  const around = two ? { head: nothing, foot: overlays(parts, fill) } : framed(parts, model.tiles);
  const context = {
    controller: parts.controller,
    frozen: parts.call.troubleVisible,
    below: belowFace(parts),
    seeking: !isInCall(parts.call.phase) || parts.call.phase === 'waiting',
  };
  return html`${around.head}
    <div class="stage stage--${model.layout}" part="stage">
      ${repeat(
        tiles,
        ({ key }) => key,
        (tile) => tileTemplate(tile, context),
      )}${rest > 0 ? html`<div class="tile tile--grid tile--rest" part="tile">+${rest}</div>` : nothing}
    </div>
    ${around.foot}`;
}
