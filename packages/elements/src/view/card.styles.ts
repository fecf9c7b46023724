import { css, type CSSResult } from 'lit';

/** Rings, calls that go out, and ends. */
export const cardStyles: CSSResult = css`
  .card {
    position: relative;
    display: flex;
    flex: none;
    flex-direction: column;
    align-items: center;
    max-inline-size: 100%;
    border-radius: var(--_radius-xl);
    background: var(--_color-surface);
    box-shadow: var(--_shadow-3);
    text-align: center;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .card:focus {
    outline: none;
  }
  .card > :not(.glow):not(.card-close) {
    position: relative;
  }
  .glow {
    position: absolute;
    inset-block-start: -150px;
    inset-inline: -60px;
    block-size: 400px;
    background: radial-gradient(closest-side, var(--_to), transparent);
    opacity: 0.26;
    forced-color-adjust: none;
    pointer-events: none;
  }
  .icon-btn.card-close {
    position: absolute;
    z-index: 1;
    inset-block-start: 4px;
    inset-inline-end: 4px;
    color: var(--_color-text-muted);
  }
  .ring-card {
    inline-size: 360px;
    padding-block: 52px 12px;
    padding-inline: 20px;
  }
  .person {
    max-inline-size: 100%;
    font-size: var(--_font-xl);
    font-weight: var(--_font-weight-strong);
    line-height: 1.25;
  }
  .kind {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    margin-block-start: 4px;
    color: var(--_color-text-muted);
  }
  .ring-card .kind {
    margin-block-end: 28px;
  }
  .verbs {
    display: flex;
    justify-content: center;
    gap: var(--_space-6);
  }
  [data-narrow] .verbs {
    gap: 10px;
  }
  .verb {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: var(--_space-2);
    inline-size: 76px;
    padding: 0;
    border-radius: var(--_radius-m);
    font-size: var(--_font-s);
    line-height: 1.25;
    text-align: center;
  }
  .disc {
    display: grid;
    place-items: center;
    inline-size: 60px;
    block-size: 60px;
    border: 1px solid transparent;
    border-radius: 50%;
  }
  .verb--accept .disc {
    background: var(--_color-accept);
    color: var(--_color-on-accept);
  }
  .verb--accept:hover .disc {
    background: var(--_color-accept-hover);
  }
  .verb--soft .disc {
    background: var(--_color-accept-soft);
    color: var(--_color-accept-text);
  }
  .verb--danger .disc {
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }
  .verb--danger:hover .disc {
    background: var(--_color-danger-hover);
  }
  .quiet-row {
    display: flex;
    justify-content: center;
    inline-size: 100%;
    margin-block-start: var(--_space-6);
    padding-block-start: var(--_space-2);
    border-block-start: 1px solid var(--_color-line);
  }
  .quiet-row .btn {
    flex: 1;
    color: var(--_color-text-muted);
    font-weight: 400;
  }
  .out-card {
    inline-size: 280px;
    min-block-size: 308px;
    padding-block: 40px 20px;
    padding-inline: 20px;
    border-radius: var(--_radius-l);
    box-shadow: var(--_shadow-2);
  }
  .out-card .face {
    margin-block-end: 28px;
  }
  .out-card .wave {
    inset: -10px;
  }
  .out-card .wave + .wave {
    inset: -20px;
  }
  .out-card .person {
    font-size: var(--_font-l);
  }
  .out-status {
    margin-block-start: 2px;
  }
  .out-note {
    max-inline-size: 30ch;
    margin-block-start: 4px;
    color: var(--_color-text-muted);
    font-size: var(--_font-s);
  }
  .out-actions {
    display: flex;
    justify-content: center;
    gap: var(--_space-2);
    inline-size: 100%;
    margin-block-start: auto;
    padding-block-start: var(--_space-4);
  }
  .out-actions .btn {
    flex: 1;
    padding-inline: 10px;
  }
  .out-actions .icon-btn {
    border: 1px solid transparent;
    background: var(--_color-fill);
  }
  .out-actions .icon-btn:hover {
    background: var(--_color-fill-hover);
  }
  .out-actions .icon-btn[aria-pressed='true'] {
    background: var(--_color-inverse);
    color: var(--_color-on-inverse);
  }
  .out-actions .icon-btn--hangup,
  .out-actions .icon-btn--hangup:hover {
    inline-size: 60px;
    border-radius: var(--_radius-full);
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }
  .is-still .avatar {
    filter: saturate(0.5);
  }
  .face-badge {
    position: absolute;
    inset-block-end: -2px;
    inset-inline-end: -2px;
    display: grid;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    border-radius: 50%;
    background: var(--_color-surface);
    box-shadow: var(--_shadow-1);
    color: var(--_color-text);
  }
  .end-card {
    min-block-size: 348px;
  }
  @media (forced-colors: active) {
    .card,
    .card:focus {
      outline: 1px solid CanvasText;
      outline-offset: -1px;
    }
    .glow {
      display: none;
    }
    .verb {
      border-color: Canvas;
    }
    .disc,
    .out-actions .icon-btn {
      border-color: ButtonText;
    }
    .verb--accept .disc,
    .verb--danger .disc,
    .out-actions .icon-btn--hangup {
      border-width: 2px;
    }
    .out-actions .icon-btn[aria-pressed='true'] {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .halo {
      border-color: Highlight;
      forced-color-adjust: none;
    }
  }
`;
