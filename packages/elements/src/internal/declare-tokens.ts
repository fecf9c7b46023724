import { unsafeCSS, type CSSResult } from 'lit';

/** `name: [light, dark]`, or one value for both. */
export type Tokens = Readonly<Record<string, string | readonly [light: string, dark: string]>>;

/** Declarations of tokens, all of them or only those that differ in the dark. Apart from the sheets: what is written here is not shortened. */
export const declareTokens = (tokens: Tokens, pick: 0 | 1): CSSResult =>
  unsafeCSS(
    Object.entries(tokens)
      .filter(([, value]) => pick === 0 || typeof value !== 'string')
      .map(([name, value]) => `--_${name}:var(--call-${name},${typeof value === 'string' ? value : value[pick]})`)
      .join(';'),
  );
