import type { Intent } from '@call-elements/protocol';
import type { Clock, MediaEngine, Signalling, TokenSource } from '../ports.js';

/** The parts that a controller is made of; all but the first three have defaults. */
export interface ControllerParts {
  readonly engine: MediaEngine;
  readonly tokens: TokenSource;
  readonly signalling: Signalling;
  /** Start calls with the microphone muted. */
  readonly startMuted?: boolean;
  readonly clock?: Clock;
  /** Makes ids of calls: random, 1–64 of `A–Z a–z 0–9 _ -`. */
  readonly newId?: () => string;
  /** Are the devices for this media granted already? */
  readonly permitted?: (media: Intent) => Promise<boolean>;
}
