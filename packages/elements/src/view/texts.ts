import { enView } from '../texts/en-view.js';

/** The words to draw a view with now. Read while drawing, never kept. */
export const texts = (): typeof enView => enView;
