import { svg, type SVGTemplateResult } from 'lit';
import { camera } from '../internal/icons.js';

export { warn } from '../friend-call-list/icons.js';
export { camera, dnd, hangup, icon, phone, phoneLine, voice } from '../internal/icons.js';

/** The same sign struck through; `id` keeps the cut apart from others in the tree. */
const struck = (id: string, shape: SVGTemplateResult): SVGTemplateResult =>
  svg`<mask id=${`cut-${id}`} maskUnits="userSpaceOnUse" x="0" y="0" width="24" height="24">
      <path fill="#fff" stroke="none" d="M0 0h24v24H0z" /><path stroke="#000" stroke-width="4.8" d="m4.2 4.2 15.6 15.6" />
    </mask><g mask=${`url(#cut-${id})`}>${shape}</g><path d="m4.2 4.2 15.6 15.6" />`;

const bellShape = svg`<path d="M6.4 10.4a5.6 5.6 0 0 1 11.2 0c0 3.9 1.3 5.2 2 6.6H4.4c.7-1.4 2-2.7 2-6.6zM9.9 20.2a2.3 2.3 0 0 0 4.2 0" />`;
const screenShape = svg`<rect x="3" y="4.25" width="18" height="12.75" rx="2.5" /><path d="M8.5 20.25h7" />`;

export const mic = svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.2a6.5 6.5 0 0 0 13 0M12 17.7V21" />`;
export const micOff = struck('mic', mic);
export const cameraOff = struck('camera', camera);
export const headphones = svg`<path d="M4 15.2v-2.7a8 8 0 0 1 16 0v2.7" /><rect x="4" y="13.25" width="4.2" height="6.75" rx="1.8" /><rect x="15.8" y="13.25" width="4.2" height="6.75" rx="1.8" />`;
export const headphonesOff = struck('headphones', headphones);
export const share = svg`${screenShape}<path d="M12 13.6V8.1M9.4 10.4 12 7.8l2.6 2.6" />`;
export const shareStop = svg`${screenShape}<path d="m9.9 8.5 4.2 4.2m0-4.2-4.2 4.2" />`;
export const more = svg`<g fill="currentColor" stroke="none"><circle cx="5.6" cy="12" r="1.65" /><circle cx="12" cy="12" r="1.65" /><circle cx="18.4" cy="12" r="1.65" /></g>`;
export const close = svg`<path d="m6.5 6.5 11 11m0-11-11 11" />`;
export const bell = bellShape;
export const bellOff = struck('bell', bellShape);
export const clock = svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.4V12l3 2" />`;
export const monitor = svg`<rect x="3" y="4.25" width="18" height="12.25" rx="2.5" /><path d="M8.5 20h7M12 16.5V20" />`;
export const monitorOff = struck('monitor', monitor);
export const handheld = svg`<rect x="7" y="3" width="10" height="18" rx="2.75" /><path d="M11 17.9h2" />`;
export const weak = svg`<path stroke-width="3.2" d="M5.5 16.5v2" /><path stroke-width="3.2" opacity=".38" d="M12 11.5v7M18.5 5.5v13" />`;
export const speaker = svg`<path d="M3.75 10.2v3.6c0 .5.4.9.9.9h2.9l4.1 3.4c.6.5 1.4.1 1.4-.7V6.6c0-.8-.8-1.2-1.4-.7L7.55 9.3h-2.9a.9.9 0 0 0-.9.9z" /><path d="M16.3 9.3a4 4 0 0 1 0 5.4M18.7 6.9a7.4 7.4 0 0 1 0 10.2" />`;
export const expand = svg`<path d="M14 4.25h5.75V10M10 19.75H4.25V14M19.5 4.5l-6 6M4.5 19.5l6-6" />`;
export const shrink = svg`<path d="M19.25 10.25h-5.5v-5.5M4.75 13.75h5.5v5.5M14 10l6-6M10 14l-6 6" />`;
export const back = svg`<path d="M9.25 6.5 4.5 11.25 9.25 16" /><path d="M4.75 11.25H14a5 5 0 0 1 5 5v2.25" />`;
