import type { CSSResult } from 'lit';
import { themeOf } from './theme-of.js';

/** The tokens that the list and the view draw with, beside those of every tag. */
export const panelTheme: CSSResult = themeOf({
  'color-surface': ['#fff', '#17191d'],
  'color-line-strong': ['#757e8a', '#7b8491'],
  'color-fill': ['rgb(18 22 27 / 6%)', 'rgb(255 255 255 / 8%)'],
  'color-fill-hover': ['rgb(18 22 27 / 10%)', 'rgb(255 255 255 / 13%)'],
  'color-accept-text': ['#0b6b3c', '#5fd89a'],
  'color-danger': ['#c9302c', '#cf3a34'],
  'color-speaking': ['#138a4e', '#35d07f'],
  'color-away': ['#9a6a00', '#e0a93a'],
  'shadow-1': ['0 1px 2px rgb(16 20 26 / 7%), 0 0 0 1px rgb(16 20 26 / 5%)', '0 1px 2px rgb(0 0 0 / 50%), 0 0 0 1px rgb(255 255 255 / 7%)'],
  radius: '16px',
  'radius-s': 'calc(var(--_radius) * 0.625)',
  'radius-m': 'calc(var(--_radius) * 0.875)',
  'radius-l': 'calc(var(--_radius) * 1.25)',
  'space-3': 'calc(var(--_space) * 3)',
  'space-4': 'calc(var(--_space) * 4)',
  'font-s': '13px',
  'font-l': '17px',
});
