import type { CallController, ControllerEvents, MediaHandle } from '../call-controller.js';
import type { Snapshot } from '../snapshot.js';
import { deepFreeze, makeSnapshot } from './scenes.js';

/** A verb that was called, with its arguments. */
export interface VerbCall {
  readonly verb: string;
  readonly args: readonly unknown[];
}

type Listener = (event: never) => void;

/** A controller without a call behind it: tests and stories set what it shows and read what was asked of it. */
export class FakeController implements CallController {
  /** Every verb, oldest first. */
  readonly log: VerbCall[] = [];
  /** Ring surfaces that are declared now. */
  ringSurfaces = 0;
  /** Elements that show a track now, by track id. */
  readonly attached = new Map<string, Set<HTMLMediaElement>>();
  /** Tracks that `media` does not know. */
  readonly missingTracks = new Set<string>();

  readonly #subscribers = new Set<() => void>();
  readonly #listeners = new Map<keyof ControllerEvents, Set<Listener>>();
  readonly #stream: ((trackId: string) => MediaStream) | undefined;
  #snapshot: Snapshot;

  constructor(snapshot: Snapshot = makeSnapshot(), options: { stream?: (trackId: string) => MediaStream } = {}) {
    this.#snapshot = deepFreeze(snapshot);
    this.#stream = options.stream;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Everybody who listens: zero when nothing was left behind. */
  get listenerCount(): number {
    let count = this.#subscribers.size;
    for (const listeners of this.#listeners.values()) count += listeners.size;
    return count;
  }

  /** Shows another state: a whole snapshot, or the parts that change. */
  show(change: Partial<Snapshot>): void {
    this.#snapshot = deepFreeze({ ...this.#snapshot, ...change });
    for (const subscriber of [...this.#subscribers]) subscriber();
  }

  /** Tells an event to those who listen. */
  tell<K extends keyof ControllerEvents>(type: K, event: ControllerEvents[K]): void {
    for (const listener of [...(this.#listeners.get(type) ?? [])]) (listener as (event: ControllerEvents[K]) => void)(event);
  }

  /** The verbs called so far by name, for short assertions. */
  get verbs(): readonly string[] {
    return this.log.map(({ verb }) => verb);
  }

  subscribe(listener: () => void): () => void {
    this.#subscribers.add(listener);
    return () => void this.#subscribers.delete(listener);
  }

  on<K extends keyof ControllerEvents>(type: K, listener: (event: ControllerEvents[K]) => void): () => void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  media(trackId: string): MediaHandle | undefined {
    if (this.missingTracks.has(trackId)) return undefined;
    return { attach: (element) => this.#attach(trackId, element) };
  }

  addRingSurface(): () => void {
    this.ringSurfaces += 1;
    let declared = true;
    return () => {
      if (declared) this.ringSurfaces -= 1;
      declared = false;
    };
  }

  call(...args: Parameters<CallController['call']>): void {
    this.#note('call', args);
  }
  join(...args: Parameters<CallController['join']>): void {
    this.#note('join', args);
  }
  accept(...args: Parameters<CallController['accept']>): void {
    this.#note('accept', args);
  }
  decline(...args: Parameters<CallController['decline']>): void {
    this.#note('decline', args);
  }
  silence(...args: Parameters<CallController['silence']>): void {
    this.#note('silence', args);
  }
  unsilence(...args: Parameters<CallController['unsilence']>): void {
    this.#note('unsilence', args);
  }
  hangUp(...args: Parameters<CallController['hangUp']>): void {
    this.#note('hangUp', args);
  }
  dismiss(...args: Parameters<CallController['dismiss']>): void {
    this.#note('dismiss', args);
  }
  setMicrophone(on: boolean): void {
    this.#note('setMicrophone', [on]);
  }
  setCamera(on: boolean): void {
    this.#note('setCamera', [on]);
  }
  setScreenShare(on: boolean): void {
    this.#note('setScreenShare', [on]);
  }
  setDeafened(on: boolean): void {
    this.#note('setDeafened', [on]);
  }
  startAudio(): void {
    this.#note('startAudio', []);
  }
  warmUp(): void {
    this.#note('warmUp', []);
  }
  dispose(): void {
    this.#note('dispose', []);
  }

  #note(verb: string, args: readonly unknown[]): void {
    this.log.push({ verb, args });
  }

  #attach(trackId: string, element: HTMLMediaElement): () => void {
    const elements = this.attached.get(trackId) ?? new Set();
    this.attached.set(trackId, elements);
    elements.add(element);
    if (this.#stream) element.srcObject = this.#stream(trackId);
    return () => {
      elements.delete(element);
      element.srcObject = null;
    };
  }
}
