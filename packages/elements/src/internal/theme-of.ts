import { css, unsafeCSS, type CSSResult } from 'lit';

/** `name: [light, dark]`, or one value for both. */
type Tokens = Readonly<Record<string, string | readonly [light: string, dark: string]>>;

const declare = (tokens: Tokens, pick: 0 | 1): CSSResult =>
  unsafeCSS(
    Object.entries(tokens)
      .filter(([, value]) => pick === 0 || typeof value !== 'string')
      .map(([name, value]) => `--_${name}:var(--call-${name},${typeof value === 'string' ? value : value[pick]})`)
      .join(';'),
  );

/**
 * A sheet of tokens. A page sets `--call-<name>`; our sheets read `--_<name>`, which falls back to the value given here. It follows
 * the reader's preference unless `theme="light"` or `theme="dark"` says otherwise.
 */
export function themeOf(tokens: Tokens): CSSResult {
  const light = declare(tokens, 0);
  const dark = declare(tokens, 1);
  return css`
    :host {
      color-scheme: light;
      ${light}
    }
    @media (prefers-color-scheme: dark) {
      :host(:not([theme='light'])) {
        color-scheme: dark;
        ${dark}
      }
    }
    :host([theme='dark']) {
      color-scheme: dark;
      ${dark}
    }
  `;
}
