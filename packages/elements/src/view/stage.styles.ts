import { css, type CSSResult } from 'lit';

/** Tiles, what lies over them, and the rows above and below. */
export const stageStyles: CSSResult = css`
  .stage {
    position: relative;
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-content: center;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 0;
    padding: 8px;
  }
  .stage--two {
    border-radius: inherit;
    padding: 0;
  }
  .tile {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    inline-size: var(--_tile-inline);
    block-size: var(--_tile-block);
    border-radius: var(--_radius-m);
    background: var(--_color-tile);
    overflow: hidden;
  }
  .tile--fill {
    position: absolute;
    inset: 0;
    inline-size: auto;
    block-size: auto;
    border-radius: inherit;
  }
  .tile--self {
    position: absolute;
    z-index: 1;
    inset-block-end: 84px;
    inset-inline-end: 14px;
    inline-size: 84px;
    block-size: 112px;
    box-shadow:
      0 6px 18px rgb(0 0 0 / 28%),
      0 0 0 1.5px rgb(255 255 255 / 22%);
  }
  [data-layout='docked'] .tile--self {
    inline-size: 96px;
    block-size: 128px;
  }
  [data-wide] .tile--self {
    inset-block-end: 12px;
    inset-inline-end: 20px;
    inline-size: 120px;
    block-size: 90px;
  }
  [data-layout='minimized'] .tile--self,
  .tile--unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  /* The people of a share stand in a row below it, or in a column at its end side where there is room. */
  .tile--share {
    inline-size: 100%;
    block-size: calc(100% - 92px);
  }
  .tile--strip {
    flex: 1 1 0;
    max-inline-size: 160px;
    block-size: 84px;
  }
  [data-wide] .stage--share {
    flex-direction: column;
    justify-content: flex-start;
  }
  [data-wide] .tile--share {
    inline-size: calc(100% - 192px);
    block-size: 100%;
  }
  [data-wide] .tile--strip {
    flex: none;
    max-inline-size: none;
    inline-size: 184px;
    block-size: 112px;
  }
  [data-wide] .stage:not(.stage--two) {
    padding: 12px 12px 0;
  }
  .video {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    forced-color-adjust: none;
  }
  .video--mirror {
    transform: scaleX(-1);
  }
  .tile--screen .video {
    object-fit: contain;
  }
  .tile--frozen .video {
    filter: grayscale(0.65) brightness(0.86);
  }
  .tile-wash {
    position: absolute;
    inset: 0;
    background: radial-gradient(ellipse at 50% 42%, var(--_to), transparent 68%);
    opacity: 0.3;
    forced-color-adjust: none;
  }
  .tile > .avatar {
    position: relative;
  }
  /* No picture: the same paper and glow as the ring card, so that answering does not jump. */
  .tile--voice {
    background: var(--_color-surface);
  }
  .tile--voice .tile-wash {
    inset-block: -90px auto;
    block-size: 460px;
    background: radial-gradient(closest-side, var(--_to), transparent);
    opacity: 0.26;
  }
  .voice-person {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    max-inline-size: 100%;
    margin-block-end: 64px;
    padding-inline: 16px;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .voice-person .face {
    margin-block-end: 28px;
  }
  [data-layout='minimized'] .voice-person {
    margin: 0;
    transform: scale(0.6);
  }
  .tile--speaking::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid var(--_color-speaking-on-video);
    border-radius: inherit;
    box-shadow: inset 0 0 0 1px rgb(12 14 17 / 55%);
    pointer-events: none;
  }
  .tile--rest {
    font-size: var(--_font-l);
    font-weight: var(--_font-weight-strong);
  }
  /* The small window: the picture alone until somebody points at it. */
  [data-layout='minimized'] .controls-place {
    opacity: 0;
  }
  [data-layout='minimized']:hover .controls-place,
  [data-layout='minimized']:focus-within .controls-place {
    opacity: 1;
  }
  @media (forced-colors: active) {
    .tile,
    .chip {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .tile-wash {
      display: none;
    }
    .name,
    .chip,
    .icon-btn--chip {
      border: 1px solid ButtonText;
      background: Canvas;
      color: CanvasText;
    }
    .tile--speaking::after {
      border: 4px solid Highlight;
      box-shadow: inset 0 0 0 1px Canvas;
      forced-color-adjust: none;
    }
  }
`;
