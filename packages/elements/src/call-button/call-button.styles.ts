import { css, type CSSResult } from 'lit';
import { baseStyles } from '../internal/base-styles.js';

export const styles: CSSResult[] = [
  ...baseStyles,
  css`
    :host {
      display: inline-block;
      max-inline-size: 100%;
    }
    button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: var(--_space-2);
      min-block-size: 44px;
      max-inline-size: 100%;
      padding-block: 8px;
      padding-inline: 16px 20px;
      border-radius: var(--_radius-full);
      background: var(--call-button-background, var(--_color-accept));
      color: var(--call-button-color, var(--_color-on-accept));
      font-weight: var(--_font-weight-strong);
      line-height: 1.2;
    }
    button:hover {
      background: var(--call-button-background, var(--_color-accept-hover));
    }
    button[aria-disabled='true'] {
      border-color: var(--_color-line);
      background: var(--_color-sunken);
      color: var(--_color-text-muted);
    }
    .label {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
    }
    @media (forced-colors: active) {
      button {
        border: 2px solid ButtonText;
      }
      button[aria-disabled='true'] {
        border-color: GrayText;
        color: GrayText;
      }
    }
  `,
];
