import { css, type CSSResult } from 'lit';

/** The face of a ring: waves while a device rings, an arc while none has answered, a halo while somebody speaks. */
export const ringFaceStyles: CSSResult = css`
  .face {
    position: relative;
    display: grid;
    place-items: center;
    margin-block-end: 32px;
  }
  /* Waves are drawn only while a device really rings. */
  .wave {
    position: absolute;
    inset: -14px;
    border: 1.5px solid var(--_to, var(--_color-line-strong));
    border-radius: 50%;
    opacity: 0.6;
    animation: wave var(--_motion-ring) var(--_motion-out) infinite;
  }
  .wave + .wave {
    inset: -28px;
    opacity: 0.28;
    animation-delay: 300ms;
  }
  @keyframes wave {
    from {
      opacity: 0;
      transform: scale(0.86);
    }
    35% {
      opacity: 0.6;
    }
    to {
      opacity: 0;
      transform: scale(1.1);
    }
  }
  .seek {
    position: absolute;
    inset: -10px;
    border: 1.5px solid var(--_color-line-strong);
    border-block-start-color: transparent;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 1600ms linear infinite;
  }
  .halo {
    position: absolute;
    inset: -9px;
    border: 3px solid var(--_color-speaking);
    border-radius: 50%;
  }
`;
