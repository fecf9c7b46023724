import { html, svg, type TemplateResult } from 'lit';
import type { Friend } from '../internal/types.js';

const shapes = {
  online: svg`<circle cx="5" cy="5" r="5" fill="currentColor" />`,
  away: svg`<path fill="currentColor" d="M9.7 6.3A4.9 4.9 0 1 1 4 .25a4 4 0 0 0 5.7 6.05z" />`,
  dnd: svg`<path fill="currentColor" fill-rule="evenodd" d="M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0zM2.6 4.1h4.8v1.8H2.6z" />`,
  offline: svg`<circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" stroke-width="2" />`,
  'in-call': svg`<path fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" d="M1.6 3.9v2.2M5 1.4v7.2M8.4 3.2v3.6" />`,
};

/** Presence on an avatar: shape first, colour second. */
export const presenceMark = (presence: Friend['presence']): TemplateResult =>
  html`<span class="presence" part="presence" data-presence=${presence}>
    <svg viewBox="0 0 10 10" aria-hidden="true">${shapes[presence]}</svg>
  </span>`;
