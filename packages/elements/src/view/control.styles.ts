import { css, type CSSResult } from 'lit';

/** The capsule, what did not fit into it, and banners. */
export const controlStyles: CSSResult = css`
  .controls {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 5px;
    border: 1px solid transparent;
    border-radius: var(--_radius-full);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-2);
    color: var(--_color-text);
  }
  .controls-place {
    position: absolute;
    z-index: 2;
    inset-block-end: 14px;
    inset-inline: 0;
    display: flex;
    justify-content: center;
    pointer-events: none;
  }
  .controls-place > * {
    pointer-events: auto;
  }
  .controls--video {
    background: var(--_color-scrim-strong);
    box-shadow:
      0 6px 20px rgb(0 0 0 / 28%),
      inset 0 0 0 1px rgb(255 255 255 / 10%);
    color: var(--_color-on-scrim);
  }
  .control {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border-radius: var(--_radius-full);
  }
  .control:hover {
    background: var(--_color-fill-hover);
  }
  .control[aria-pressed='true'] {
    background: var(--_color-inverse);
    color: var(--_color-on-inverse);
  }
  .control[aria-busy='true'] .icon,
  .icon-btn[aria-busy='true'] .icon {
    opacity: 0.5;
  }
  .controls--video .control:hover {
    background: var(--_color-fill-on-scrim);
  }
  .controls--video .control[aria-pressed='true'] {
    background: var(--_color-on-scrim);
    color: var(--_color-on-scrim-inverse);
  }
  .control.control--hangup {
    inline-size: 60px;
    margin-inline-start: 4px;
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }
  .control.control--hangup:hover {
    background: var(--_color-danger-hover);
  }
  .pop {
    position: absolute;
    z-index: 4;
    inset-block-end: calc(100% + 8px);
    inset-inline: 0;
    inline-size: 240px;
    max-inline-size: calc(100% - 16px);
    margin-inline: auto;
    padding: 6px;
    border-radius: var(--_radius-l);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-3);
    color: var(--_color-text);
  }
  .menu-item {
    display: flex;
    align-items: center;
    gap: 12px;
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 12px;
    border-radius: var(--_radius-m);
    text-align: start;
  }
  .menu-item:hover {
    background: var(--_color-fill);
  }
  .menu-item[aria-pressed='true'] {
    background: var(--_color-inverse);
    color: var(--_color-on-inverse);
  }
  .banner {
    display: flex;
    align-items: center;
    gap: 10px;
    padding-block: 8px;
    padding-inline: 14px;
    border: 1px solid transparent;
    border-radius: var(--_radius-m);
    background: var(--_color-raised);
    box-shadow: var(--_shadow-2);
    color: var(--_color-text);
    font-size: var(--_font-s);
    overflow-wrap: anywhere;
  }
  .banner-place {
    position: absolute;
    z-index: 3;
    inset-block-start: 64px;
    inset-inline: 12px;
    display: flex;
    flex-direction: column;
    gap: 8px;
    max-inline-size: 480px;
    margin-inline: auto;
  }
  .banner-place--top {
    inset-block-start: 12px;
  }
  .banner > .icon,
  .banner > .spin {
    color: var(--_color-caution);
  }
  .banner--quiet > .icon {
    color: var(--_color-text-muted);
  }
  .banner p {
    flex: 1;
    min-inline-size: 0;
  }
  .banner strong {
    display: block;
    font-weight: var(--_font-weight-strong);
  }
  .banner--top strong {
    font-size: var(--_font-m);
  }
  @media (forced-colors: active) {
    .controls,
    .banner,
    .pop {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .controls--video {
      background: Canvas;
      color: CanvasText;
    }
    .control,
    .menu-item {
      border-color: Canvas;
    }
    .control.control--hangup {
      border: 2px solid ButtonText;
    }
    .control:hover,
    .menu-item:hover {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .control[aria-pressed='true'],
    .controls--video .control[aria-pressed='true'],
    .menu-item[aria-pressed='true'] {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .banner > .icon {
      color: CanvasText;
    }
  }
`;
