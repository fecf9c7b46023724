import { css, type CSSResult } from 'lit';
import { baseStyles } from '../internal/base-styles.js';
import { panelStyles } from '../internal/panel-styles.js';
import { panelTheme } from '../internal/panel-theme.js';

export const styles: CSSResult[] = [
  ...baseStyles,
  panelTheme,
  panelStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      border-radius: var(--_radius-l);
      background: var(--_color-surface);
      box-shadow: var(--_shadow-1);
      overflow: hidden;
    }
    .list {
      display: flex;
      flex: 1;
      flex-direction: column;
      gap: var(--friend-call-list-gap, 0);
      min-block-size: 0;
      overflow-y: auto;
    }
    .head {
      display: flex;
      flex-direction: column;
      gap: var(--_space-3);
      padding: var(--_space-4);
      padding-block-end: var(--_space-2);
    }
    .title {
      font-size: var(--_font-l);
      font-weight: var(--_font-weight-strong);
    }
    .field {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 40px;
      padding: 0 12px;
      border: 1px solid transparent;
      border-radius: var(--_radius-s);
      background: var(--_color-sunken);
      color: var(--_color-text-muted);
    }
    .field:focus-within {
      outline: 2px solid var(--_color-focus);
      outline-offset: 2px;
    }
    input {
      flex: 1;
      min-inline-size: 0;
      block-size: 38px;
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
      color: var(--_color-text);
      font: inherit;
      outline: 0;
      -webkit-appearance: none;
      appearance: none;
    }
    input::placeholder {
      color: var(--_color-text-muted);
      opacity: 1;
    }
    .section {
      padding-inline: 16px;
      padding-block: 14px 4px;
      color: var(--_color-text-muted);
      font-size: var(--_font-s);
      font-weight: var(--_font-weight-strong);
    }
    .rows {
      flex: none;
    }
    .rows:last-child {
      padding-block-end: 10px;
    }
    .item {
      display: flex;
      align-items: center;
      gap: var(--_space-3);
      min-block-size: 56px;
      margin-inline: 6px;
      padding-block: 6px;
      padding-inline: 10px 0;
      border-radius: var(--_radius-m);
    }
    .item:hover {
      background: var(--_color-sunken);
    }
    .words {
      flex: 1;
      min-inline-size: 0;
    }
    .name,
    .status {
      display: block;
      overflow: hidden;
      line-height: 1.3;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .name {
      font-weight: var(--_font-weight-strong);
    }
    .status {
      color: var(--_color-text-muted);
      font-size: var(--_font-s);
    }
    [data-presence='in-call'] .status {
      color: var(--_color-accept-text);
    }
    .item[data-presence='offline'] .avatar {
      filter: grayscale(0.85);
      opacity: 0.75;
    }
    .item[data-presence='offline'] .name,
    .item[data-presence='offline'] .icon-btn {
      color: var(--_color-text-muted);
    }
    .actions {
      display: flex;
    }
    .actions .icon-btn {
      inline-size: 40px;
    }
    .actions .icon-btn[aria-disabled='true'] {
      background: none;
      color: var(--_color-line-strong);
    }
    .presence {
      position: absolute;
      inset-block-end: -1px;
      inset-inline-end: -1px;
      display: grid;
      place-items: center;
      inline-size: 14px;
      block-size: 14px;
      border-radius: 50%;
      background: var(--_color-surface);
      color: var(--_color-speaking);
    }
    .presence svg {
      display: block;
      inline-size: 10px;
      block-size: 10px;
    }
    .presence[data-presence='away'] {
      color: var(--_color-away);
    }
    .presence[data-presence='dnd'] {
      color: var(--_color-danger);
    }
    .presence[data-presence='offline'] {
      color: var(--_color-line-strong);
    }
    .presence[data-presence='in-call'] {
      color: var(--_color-accept-text);
    }
    .blank {
      display: flex;
      flex: 1;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      gap: var(--_space-2);
      padding: 40px 32px;
      text-align: center;
    }
    .blank p {
      max-inline-size: 26ch;
      overflow-wrap: anywhere;
    }
    .blank .btn {
      margin-block-start: var(--_space-2);
    }
    .mark {
      display: grid;
      place-items: center;
      inline-size: 64px;
      block-size: 64px;
      margin-block-end: var(--_space-2);
      border: 1px solid transparent;
      border-radius: 50%;
      background: var(--_color-sunken);
      color: var(--_color-text-muted);
    }
    .bone {
      display: block;
      inline-size: 96px;
      block-size: 12px;
      margin-block-end: 8px;
      border-radius: 6px;
      background: var(--_color-fill);
      animation: breathe 1600ms ease-in-out infinite alternate;
    }
    .bone + .bone {
      inline-size: 140px;
      block-size: 10px;
      margin: 0;
    }
    .bone--disc {
      flex: none;
      inline-size: 40px;
      block-size: 40px;
      margin: 0;
      border-radius: 50%;
    }
    @keyframes breathe {
      to {
        opacity: 0.45;
      }
    }
    @media (forced-colors: active) {
      :host {
        outline: 1px solid CanvasText;
        outline-offset: -1px;
      }
      .field,
      .mark {
        border-color: ButtonText;
      }
      .item:hover {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
      .presence {
        color: CanvasText;
      }
      .bone {
        border: 1px solid GrayText;
      }
    }
  `,
];
