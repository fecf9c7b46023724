import { en } from '../texts/en.js';

/** The words to draw with now. Read while drawing, never kept: the language of the page may change. */
export const texts = (): typeof en => en;
