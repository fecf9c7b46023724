import { css, type CSSResult } from 'lit';
import { cardStyles } from './card.styles.js';
import { controlStyles } from './control.styles.js';
import { ringFaceStyles } from './face.styles.js';
import { overlayStyles } from './overlay.styles.js';
import { stageStyles } from './stage.styles.js';
import { viewTheme } from './view-theme.js';

const frameStyles = css`
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 320px;
    border-radius: var(--_radius-l);
    background: var(--_color-stage);
    overflow: hidden;
  }
  .frame:focus {
    outline: none;
  }
  .frame[data-layout='docked'],
  .frame[data-layout='inline'] {
    box-shadow: var(--_shadow-1);
  }
  .frame[data-layout='floating'],
  .frame[data-layout='minimized'] {
    inline-size: 360px;
    block-size: 480px;
    max-inline-size: calc(100vw - 16px);
    max-block-size: calc(100vh - 16px);
    border-radius: var(--_radius-xl);
    box-shadow: var(--_shadow-3);
  }
  .frame[data-layout='minimized'] {
    inline-size: 280px;
    block-size: 176px;
    min-block-size: 0;
    border-radius: var(--_radius-l);
  }
  :host(:fullscreen) .frame {
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    border-radius: 0;
  }
  .frame:not([data-screen='stage']) {
    align-items: center;
    justify-content: center;
    padding: 16px;
    overflow: auto;
  }
  /* A floating card is its own frame. */
  .frame[data-layout='floating']:not([data-screen='stage']),
  .frame[data-layout='minimized']:not([data-screen='stage']) {
    inline-size: auto;
    block-size: auto;
    min-block-size: 0;
    padding: 0;
    background: none;
    box-shadow: none;
    overflow: visible;
  }
  .btn--accept {
    background: var(--_color-accept);
    color: var(--_color-on-accept);
  }
  .btn--accept:hover {
    background: var(--_color-accept-hover);
  }
  .btn--danger {
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }
  .btn--danger:hover {
    background: var(--_color-danger-hover);
  }
  .btn--inverse,
  .btn--inverse:hover {
    background: var(--_color-inverse);
    color: var(--_color-on-inverse);
  }
  .btn--plain {
    background: none;
  }
  .btn--plain:hover {
    background: var(--_color-fill);
  }
  .on-video :focus-visible {
    outline-color: var(--_color-on-scrim);
    box-shadow: 0 0 0 2px var(--_color-on-scrim-inverse);
  }
  @media (forced-colors: active) {
    .frame[data-screen='stage'] {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .btn--accept,
    .btn--danger {
      border-width: 2px;
    }
    .btn--inverse {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;

/** Everything that the screens draw with, beside what every tag has. */
export const viewStyles: readonly CSSResult[] = [
  viewTheme,
  frameStyles,
  ringFaceStyles,
  cardStyles,
  overlayStyles,
  stageStyles,
  controlStyles,
];
