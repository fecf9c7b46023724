import type { CSSResult } from 'lit';
import { themeOf } from '../internal/theme-of.js';

/** The tokens that only a call draws with: what lies on pictures is the same in both themes. */
export const viewTheme: CSSResult = themeOf({
  'color-raised': ['#fff', '#22252b'],
  'color-stage': ['#e8ebef', '#0e1013'],
  'color-tile': ['#d6dce3', '#24282e'],
  'color-inverse': ['#12161b', '#f2f4f6'],
  'color-on-inverse': ['#fff', '#12161b'],
  'color-accept-soft': ['#dff3e7', '#183b26'],
  'color-danger-hover': ['#b32723', '#bd312c'],
  'color-on-danger': ['#fff', '#fff'],
  'color-caution': ['#8a5a00', '#f0b84a'],
  'shadow-2': [
    '0 6px 18px rgb(16 20 26 / 10%), 0 1px 3px rgb(16 20 26 / 7%), 0 0 0 1px rgb(16 20 26 / 4%)',
    '0 6px 18px rgb(0 0 0 / 50%), 0 0 0 1px rgb(255 255 255 / 8%)',
  ],
  'shadow-3': [
    '0 24px 56px rgb(16 20 26 / 18%), 0 4px 12px rgb(16 20 26 / 8%), 0 0 0 1px rgb(16 20 26 / 5%)',
    '0 24px 56px rgb(0 0 0 / 60%), 0 0 0 1px rgb(255 255 255 / 9%)',
  ],
  'color-scrim': 'rgb(12 14 17 / 72%)',
  'color-scrim-strong': 'rgb(16 19 23 / 88%)',
  'color-on-scrim': '#fff',
  'color-on-scrim-muted': '#d5dae0',
  'color-on-scrim-accept': '#6fe3a8',
  'color-on-scrim-danger': '#ffb4ae',
  'color-fill-on-scrim': 'rgb(255 255 255 / 16%)',
  'color-on-scrim-inverse': '#12161b',
  'color-speaking-on-video': '#35d07f',
  'radius-xs': 'calc(var(--_radius) * 0.375)',
  'radius-xl': 'calc(var(--_radius) * 1.75)',
  'space-6': 'calc(var(--_space) * 6)',
  'font-xs': '11px',
  'font-xl': '22px',
  'motion-ring': '2400ms',
  'motion-out': 'cubic-bezier(0.2, 0.8, 0.2, 1)',
});
