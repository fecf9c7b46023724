import { css, type CSSResult } from 'lit';

/** What the list and the view share: words, buttons, and faces: a picture, or a letter on one of eight tones. */
export const panelStyles: CSSResult = css`
  p,
  h2,
  h3,
  ul {
    margin: 0;
    padding: 0;
    font-size: inherit;
    font-weight: inherit;
    list-style: none;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .strong {
    font-weight: var(--_font-weight-strong);
  }
  .muted {
    color: var(--_color-text-muted);
  }
  .avatar {
    --_avatar: 40px;
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: var(--_avatar);
    block-size: var(--_avatar);
    border-radius: 50%;
    background: linear-gradient(155deg, var(--_from), var(--_to));
    color: var(--_ink);
    font-size: calc(var(--_avatar) * 0.4);
    font-weight: var(--_font-weight-strong);
    line-height: 1;
    forced-color-adjust: none;
  }
  .avatar img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
  .avatar[data-size='32'] {
    --_avatar: 32px;
  }
  .avatar[data-size='72'] {
    --_avatar: 72px;
  }
  .avatar[data-size='112'] {
    --_avatar: 112px;
  }
  [data-tone='1'] {
    --_from: #f9d6c8;
    --_to: #e9a592;
    --_ink: #5b2113;
  }
  [data-tone='2'] {
    --_from: #f8e3b6;
    --_to: #e5b968;
    --_ink: #4f3407;
  }
  [data-tone='3'] {
    --_from: #d5e9d0;
    --_to: #9cc597;
    --_ink: #1e4420;
  }
  [data-tone='4'] {
    --_from: #c9e8e5;
    --_to: #86c2be;
    --_ink: #0f4340;
  }
  [data-tone='5'] {
    --_from: #d0e2f6;
    --_to: #93bae6;
    --_ink: #16386a;
  }
  [data-tone='6'] {
    --_from: #e0daf5;
    --_to: #b2a5e1;
    --_ink: #35256e;
  }
  [data-tone='7'] {
    --_from: #f6d5e2;
    --_to: #df9cb7;
    --_ink: #5e1737;
  }
  [data-tone='8'] {
    --_from: #e6e2db;
    --_to: #bdb5a8;
    --_ink: #3a342a;
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: 44px;
    padding: 8px 18px;
    border-radius: var(--_radius-full);
    background: var(--_color-fill);
    color: var(--_color-text);
    font-weight: var(--_font-weight-strong);
    line-height: 1.2;
    text-align: center;
  }
  .btn:hover {
    background: var(--_color-fill-hover);
  }
  .btn--small {
    min-block-size: 36px;
    padding: 6px 14px;
    font-size: var(--_font-s);
  }
  .icon-btn {
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border-radius: 50%;
  }
  .icon-btn:hover {
    background: var(--_color-fill-hover);
  }
  @media (forced-colors: active) {
    .btn {
      border-color: ButtonText;
    }
    .icon-btn {
      border-color: Canvas;
    }
    .icon-btn[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
