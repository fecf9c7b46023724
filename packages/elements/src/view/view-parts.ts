import type { Call, CallController } from '@call-elements/core';
import type { Device, Media, Person } from '../internal/types.js';

/** Sizes that decide what is drawn. CSS pixels. */
export interface ViewSize {
  readonly inline: number;
  readonly block: number;
}

/** What every part of the view draws from, and how it asks for change. */
export interface ViewParts {
  readonly call: Call;
  readonly controller: CallController;
  /** Ourselves, for the own tile's face. */
  readonly self: Person | undefined;
  readonly size: ViewSize;
  /** The small window: only what matters most. */
  readonly minimized: boolean;
  readonly withoutControls: boolean;
  /** `12:04`; empty before the call runs. */
  readonly time: string;
  readonly fullScreen: 'on' | 'off' | 'impossible';
  readonly moreOpen: boolean;
  readonly accept: (media: Media) => void;
  readonly decline: () => void;
  readonly hangUp: () => void;
  readonly setDevice: (device: Device, on: boolean) => void;
  readonly callAgain: () => void;
  readonly leaveMinimized: () => void;
  readonly toggleFullScreen: () => void;
  readonly toggleMore: () => void;
}
