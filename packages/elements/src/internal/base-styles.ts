import { css, type CSSResult } from 'lit';
import { theme } from './theme.js';

/** What every tag draws with: type, buttons, signs, avatars. */
export const baseStyles: readonly CSSResult[] = [
  theme,
  css`
    :host {
      color: var(--_color-text);
      font: 400 var(--_font-m) / 1.35 var(--_font);
      text-align: start;
    }
    :host([hidden]),
    [hidden] {
      display: none !important;
    }
    *,
    *::before,
    *::after {
      box-sizing: border-box;
    }
    button {
      margin: 0;
      border: 1px solid transparent;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
      -webkit-tap-highlight-color: transparent;
      transition: background-color var(--_motion-quick) linear;
    }
    button[aria-disabled='true'] {
      cursor: default;
    }
    :focus-visible {
      outline: 2px solid var(--_color-focus);
      outline-offset: 2px;
    }
    .num {
      font-variant-numeric: tabular-nums;
    }
    .icon {
      display: block;
      flex: none;
      fill: none;
      stroke: currentColor;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .spin {
      flex: none;
      inline-size: 16px;
      block-size: 16px;
      border: 2px solid currentColor;
      border-block-start-color: transparent;
      border-radius: 50%;
      animation: turn 1s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(1turn);
      }
    }
    .voice {
      display: inline-flex;
      flex: none;
      align-items: center;
      justify-content: center;
      gap: 2px;
      inline-size: 14px;
      block-size: 14px;
    }
    .voice i {
      inline-size: 2.5px;
      block-size: 5px;
      border-radius: 2px;
      background: currentColor;
    }
    .voice i:nth-child(2) {
      block-size: 11px;
    }
    .voice i:nth-child(3) {
      block-size: 7px;
    }
    @media (forced-colors: active) {
      .voice i {
        background: CanvasText;
        forced-color-adjust: none;
      }
      .spin {
        color: CanvasText;
      }
      :focus-visible {
        outline: 3px solid Highlight;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      *,
      *::before {
        animation: none !important;
        transition: none !important;
      }
    }
  `,
];
