import { svg } from 'lit';

export const search = svg`<circle cx="10.75" cy="10.75" r="6.25" /><path d="m15.4 15.4 4.6 4.6" />`;
export const people = svg`<circle cx="9" cy="8.5" r="3.5" /><path d="M2.75 19c.4-3.2 2.9-5 6.25-5s5.85 1.8 6.25 5M15.6 5.3a3.5 3.5 0 0 1 0 6.4M17.6 14.4c2.1.7 3.4 2.3 3.65 4.6" />`;
export const warn = svg`<path d="M10.7 4.9 3.5 17.4a1.5 1.5 0 0 0 1.3 2.25h14.4a1.5 1.5 0 0 0 1.3-2.25L13.3 4.9a1.5 1.5 0 0 0-2.6 0z" /><path d="M12 9.6v4M12 16.6v.1" />`;
