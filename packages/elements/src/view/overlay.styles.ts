import { css, type CSSResult } from 'lit';

/** What lies over pictures or stands beside tiles: name plates, the head, the row of the foot. */
export const overlayStyles: CSSResult = css`
  .name {
    position: absolute;
    inset-block-end: 8px;
    inset-inline-start: 8px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-inline-size: calc(100% - 16px);
    min-block-size: 26px;
    padding: 3px 9px;
    border: 1px solid transparent;
    border-radius: var(--_radius-s);
    background: var(--_color-scrim);
    color: var(--_color-on-scrim);
    font-size: var(--_font-s);
    line-height: 18px;
    white-space: nowrap;
  }
  .tile--strip .name {
    inset-block-end: 6px;
    inset-inline-start: 6px;
    min-block-size: 22px;
    padding: 1px 7px;
    border-radius: var(--_radius-xs);
    font-size: var(--_font-xs);
  }
  .name-text {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .name .voice {
    color: var(--_color-on-scrim-accept);
  }
  .name .is-off,
  .chip .is-off {
    color: var(--_color-on-scrim-danger);
  }
  .head {
    position: absolute;
    z-index: 2;
    inset-block-start: 12px;
    inset-inline: 12px;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2);
    pointer-events: none;
  }
  .head > * {
    pointer-events: auto;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-inline-size: 0;
    block-size: 36px;
    padding-inline: 12px 14px;
    border-radius: var(--_radius-full);
    background: var(--_color-scrim);
    color: var(--_color-on-scrim);
    font-size: var(--_font-s);
  }
  .chip strong,
  .title strong {
    overflow: hidden;
    font-weight: var(--_font-weight-strong);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip .num {
    color: var(--_color-on-scrim-muted);
  }
  .icon-btn--chip {
    position: relative;
    inline-size: 36px;
    block-size: 36px;
    background: var(--_color-scrim);
    color: var(--_color-on-scrim);
  }
  .icon-btn--chip::after {
    content: '';
    position: absolute;
    inset: -4px;
  }
  .icon-btn--chip:hover {
    background: rgb(40 44 50 / 86%);
  }
  .head--solid {
    position: relative;
    inset: auto;
    min-block-size: 56px;
    padding-inline: 18px 8px;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
  }
  .title strong {
    display: block;
  }
  .sub {
    color: var(--_color-text-muted);
    font-size: var(--_font-s);
  }
  .dock {
    position: relative;
    display: flex;
    justify-content: center;
    min-block-size: 72px;
    padding: 8px;
  }
  .dock--wide {
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    gap: var(--_space-4);
    min-block-size: 76px;
    padding-inline: 18px;
  }
  .dock-end {
    display: flex;
    justify-content: flex-end;
  }
`;
