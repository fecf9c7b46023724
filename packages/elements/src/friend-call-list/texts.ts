import { enList } from '../texts/en-list.js';
import { en } from '../texts/en.js';

const words = { ...en, ...enList };

/** The words to draw a list with now. Read while drawing, never kept. */
export const texts = (): typeof words => words;
