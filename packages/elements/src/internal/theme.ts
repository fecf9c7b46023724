import type { CSSResult } from 'lit';
import { themeOf } from './theme-of.js';

/** The tokens that every tag draws with. */
export const theme: CSSResult = themeOf({
  'color-sunken': ['#f2f4f6', '#212429'],
  'color-line': ['#dfe3e8', '#2f333a'],
  'color-text': ['#12161b', '#f2f4f6'],
  'color-text-muted': ['#515a65', '#a5aeb9'],
  'color-accept': ['#0f7a46', '#15804b'],
  'color-accept-hover': ['#0c6a3c', '#12713f'],
  'color-on-accept': ['#fff', '#fff'],
  'color-focus': ['#12161b', '#fff'],
  'radius-full': '999px',
  space: '4px',
  'space-2': 'calc(var(--_space) * 2)',
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  'font-m': '15px',
  'font-weight-strong': '600',
  'motion-quick': '120ms',
});
