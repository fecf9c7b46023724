import { CallError, type Intent, type TokenResponse } from '@call-elements/protocol';
import type { MediaHandle } from '../call-controller.js';
import type { MediaEngine, MediaSession, MediaSessionHandlers, MediaState } from '../ports.js';

/** The media of one call: opened once, kept through rejoins, closed once. */
export class MediaSide {
  readonly #engine: MediaEngine;
  readonly #handlers: MediaSessionHandlers;
  readonly #startMuted: boolean;
  #opening: Promise<MediaSession> | null = null;
  #session: MediaSession | null = null;
  #closed = false;
  #unmuteAfterwards = false;

  constructor(engine: MediaEngine, handlers: MediaSessionHandlers, startMuted: boolean) {
    this.#engine = engine;
    this.#handlers = handlers;
    this.#startMuted = startMuted;
  }

  get state(): MediaState | null {
    return this.#session?.state ?? null;
  }

  get deafened(): boolean {
    return this.state?.local.deafened ?? false;
  }

  /**
   * Opens the session and starts the devices that a call with `intent` uses, the microphone `muted` or not; a device that fails shows in `state.local.error`.
   * @throws when the engine cannot be loaded, or `signal` aborts
   */
  async prepare(intent: Intent, signal: AbortSignal, muted = false): Promise<void> {
    const session = await this.#open();
    if (signal.aborted) throw abandoned();
    await Promise.all([
      muted || this.#startMuted ? session.holdMicrophone() : session.setMicrophone(true),
      intent === 'video' ? session.setCamera(true) : undefined,
    ]);
  }

  /** Joins the room with what `prepare` captures. */
  async connect(token: TokenResponse, signal: AbortSignal): Promise<void> {
    const session = await this.#open();
    if (signal.aborted) throw abandoned();
    await session.connect(token, signal);
  }

  /** Unmuting while deafened means that the user wants to take part again. */
  setMicrophone(on: boolean): void {
    this.use((session) => {
      if (on && session.state.local.deafened) session.setDeafened(false);
      return session.setMicrophone(on);
    });
  }

  /** Silences the others and the own microphone; restores the microphone as it was. */
  setDeafened(on: boolean): void {
    this.use((session) => {
      if (on === session.state.local.deafened) return;
      if (on) this.#unmuteAfterwards = session.state.local.microphone === 'on' || session.state.local.microphone === 'pending';
      session.setDeafened(on);
      if (on || this.#unmuteAfterwards) void session.setMicrophone(!on);
    });
  }

  /** Asks the session for something, when there is one. */
  use(task: (session: MediaSession) => unknown): void {
    if (this.#session) task(this.#session);
  }

  media(trackId: string): MediaHandle | undefined {
    return this.#session?.media(trackId);
  }

  /** Leaves and stops everything, also a session that is just being opened. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const session = this.#session ?? (await this.#opening?.catch(() => null));
    this.#session = null;
    await session?.close();
  }

  async #open(): Promise<MediaSession> {
    if (this.#closed) throw abandoned();
    this.#opening ??= this.#engine.open(this.#handlers);
    this.#opening.catch(() => {
      this.#opening = null;
    });
    const session = await this.#opening;
    // `close` may have run while the engine was being loaded; it closes the session that it waited for.
    if (this.#closed as boolean) throw abandoned();
    this.#session = session;
    return session;
  }
}

const abandoned = (): CallError => new CallError('ERR_DISPOSED', 'The call ended meanwhile.');
