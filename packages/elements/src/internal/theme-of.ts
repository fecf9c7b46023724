import { css, type CSSResult } from 'lit';
import { declareTokens, type Tokens } from './declare-tokens.js';

/**
 * A sheet of tokens. A page sets `--call-<name>`; our sheets read `--_<name>`, which falls back to the value given here. It follows
 * the reader's preference unless `theme="light"` or `theme="dark"` says otherwise.
 */
export function themeOf(tokens: Tokens): CSSResult {
  const light = declareTokens(tokens, 0);
  const dark = declareTokens(tokens, 1);
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
