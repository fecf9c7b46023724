import { css, type CSSResult } from 'lit';
import { baseStyles } from '../internal/base-styles.js';
import { panelStyles } from '../internal/panel-styles.js';
import { panelTheme } from '../internal/panel-theme.js';

/** What the view needs before there is a call. */
export const styles: CSSResult[] = [
  ...baseStyles,
  panelTheme,
  panelStyles,
  css`
    /* Never smaller than a dot: an element that loses its last pixel is seen as hidden, and a ring could not be shown. */
    :host {
      position: relative;
      display: block;
      block-size: 100%;
      min-inline-size: 1px;
      min-block-size: 1px;
    }
    .lost {
      padding: var(--_space-4);
    }
    :host([mode='floating']),
    :host([mode='minimized']) {
      position: fixed;
      z-index: var(--call-view-layer, 1000);
      inset-block-end: var(--call-view-inset, 16px);
      inset-inline-end: var(--call-view-inset, 16px);
      block-size: auto;
    }
  `,
];
