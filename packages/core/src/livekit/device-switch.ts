import type { CallError } from '@call-elements/protocol';
import type { DeviceState } from '../snapshot.js';
import { mediaError } from './media-errors.js';

/** How one kind of device is turned on and off. */
export interface DeviceWork {
  /** Resolves to whether it is on: a person may change their mind. */
  turnOn(): Promise<boolean>;
  turnOff(): Promise<void>;
}

/** A device that is turned on and off one step at a time; of many quick wishes the last one counts. */
export class DeviceSwitch {
  state: DeviceState = 'off';
  error: CallError | null = null;
  readonly #work: DeviceWork;
  readonly #changed: () => void;
  #wanted = false;
  #running: Promise<void> | null = null;

  constructor(work: DeviceWork, changed: () => void) {
    this.#work = work;
    this.#changed = changed;
  }

  /** Resolves when the device is as it was last wanted, or failed. */
  set(on: boolean): Promise<void> {
    this.#wanted = on;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Does `work`, which leaves the device off but ready; what is wanted meanwhile follows. */
  hold(work: () => Promise<void>): Promise<void> {
    this.#running ??= this.#attempt(work)
      .then(() => (this.#wanted ? this.#run() : undefined))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /** The device went off by itself (unplugged, "Stop sharing" of the browser). */
  wentOff(): void {
    this.#wanted = false;
    this.#become('off', null);
  }

  /** What was captured cannot be sent. */
  failed(error: unknown): void {
    this.#wanted = false;
    this.#become('blocked', mediaError(error));
  }

  async #run(): Promise<void> {
    let failed = false;
    while (!failed && (this.state === 'on') !== this.#wanted) {
      const on = this.#wanted;
      try {
        if (on) this.#become('pending', null);
        const isOn = on && (await this.#work.turnOn());
        if (!on) await this.#work.turnOff();
        else if (!isOn) this.#wanted = false;
        this.#become(isOn ? 'on' : 'off', null);
      } catch (error) {
        failed = true;
        this.#wanted = false;
        this.#become('blocked', mediaError(error));
      }
    }
    // Turning off what is blocked takes the complaint away.
    if (!failed && !this.#wanted) this.#become('off', null);
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#become('blocked', mediaError(error));
    }
  }

  #become(state: DeviceState, error: CallError | null): void {
    if (state === this.state && error === this.error) return;
    this.state = state;
    this.error = error;
    this.#changed();
  }
}
