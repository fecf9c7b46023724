import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

type IconSize = 14 | 16 | 18 | 20 | 22 | 24 | 28;

/** The line keeps its weight: a smaller sign gets a heavier stroke in grid units. */
const strokeAt = (size: IconSize): string => (0.7 + 25.2 / size).toFixed(2);

/** Draws a sign on the 24 grid. It never carries a name: words beside it or the button's label do. */
export const icon = (shape: SVGTemplateResult, size: IconSize = 20): TemplateResult =>
  html`<svg class="icon" part="icon" width=${size} height=${size} stroke-width=${strokeAt(size)} viewBox="0 0 24 24" aria-hidden="true">
    ${shape}
  </svg>`;

const handset =
  'M2.9 13.7C2.9 9.9 6.9 7.7 12 7.7s9.1 2.2 9.1 6v1.2c0 1-.8 1.7-1.8 1.5l-2.6-.5a1.6 1.6 0 0 1-1.3-1.4l-.2-1.7a11 11 0 0 0-6.4 0l-.2 1.7a1.6 1.6 0 0 1-1.3 1.4l-2.6.5a1.5 1.5 0 0 1-1.8-1.5z';

export const hangup = svg`<path fill="currentColor" d=${handset} />`;
export const phone = svg`<g transform="rotate(-135 12 12)">${hangup}</g>`;
export const phoneLine = svg`<g transform="rotate(-135 12 12)"><path d=${handset} /></g>`;
export const camera = svg`<rect x="2.75" y="6.25" width="12.5" height="11.5" rx="3" /><path d="m15.25 10.9 4.4-2.9a1 1 0 0 1 1.6.85v6.3a1 1 0 0 1-1.6.85l-4.4-2.9" />`;
export const dnd = svg`<circle cx="12" cy="12" r="8.5" /><path d="M8.5 12h7" />`;
/** Three bars that stand for a voice. */
export const voice = (): TemplateResult => html`<span class="voice" aria-hidden="true"><i></i><i></i><i></i></span>`;
