import { CallError, type Friend, type Intent, type Person, type ServerMessage } from '@call-elements/protocol';
import { deviceKind, permitted } from '../browser.js';
import type { CallController, ControllerEvents, MediaHandle } from '../call-controller.js';
import { systemClock } from '../clock.js';
import { outgoingCall, type CallState } from '../machine/state.js';
import type { Clock, MediaEngine, Signalling, TokenSource } from '../ports.js';
import { randomId } from '../random-id.js';
import { isInCall, isLive, isRingingIn, type Connection, type ErrorInfo, type Snapshot } from '../snapshot.js';
import { CallDriver } from './call-driver.js';
import { activeOf, callOf, endsSilently } from './call-view-model.js';
import { Desk } from './desk.js';
import { Emitter } from './emitter.js';
import { MediaSide } from './media-side.js';
import { Store } from './store.js';

/** The parts that a controller is made of; all but the first three have defaults. */
export interface ControllerParts {
  readonly engine: MediaEngine;
  readonly tokens: TokenSource;
  readonly signalling: Signalling;
  readonly startMuted?: boolean;
  readonly clock?: Clock;
  readonly newId?: () => string;
  readonly permitted?: (media: Intent) => Promise<boolean>;
}

/** Makes a controller of its parts and connects it. A host that wants to own its calls uses this. */
export function createCallController(parts: ControllerParts): CallController {
  return new Controller(parts);
}

class Controller implements CallController {
  readonly #parts: Required<ControllerParts>;
  readonly #store = new Store();
  readonly #events = new Emitter<ControllerEvents>();
  readonly #drivers = new Map<string, CallDriver>();
  readonly #desk: Desk;
  #surfaces = 0;
  #disposed = false;

  constructor(parts: ControllerParts) {
    this.#parts = { startMuted: false, clock: systemClock, newId: randomId, permitted, ...parts };
    this.#desk = new Desk({ drivers: this.#drivers, wall: () => this.#parts.clock.wall(), open: (state) => this.#open(state) });
    this.#parts.signalling.start({
      onMessage: (message) => {
        this.#receive(message);
      },
      onConnection: (connection, error) => {
        this.#connection(connection, error);
      },
    });
    globalThis.addEventListener?.('pagehide', this.#pageHides);
  }

  get snapshot(): Snapshot {
    return this.#store.snapshot;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  on<K extends keyof ControllerEvents>(type: K, listener: (event: ControllerEvents[K]) => void): () => void {
    return this.#events.on(type, listener);
  }

  call(peerId: string, options: { media?: Intent } = {}): void {
    const live = [...this.#drivers.values()].some(({ state }) => isLive(state.phase));
    if (this.#disposed || live) {
      this.#tell(new CallError(live ? 'ERR_CALL_LIVE' : 'ERR_DISPOSED', live ? 'A call is live: hang up first.' : 'This controller was disposed of.'));
      return;
    }
    for (const { state } of [...this.#drivers.values()]) if (state.phase === 'ended') this.#drivers.delete(state.id);
    const peer = this.#person(peerId);
    this.#open(outgoingCall(this.#parts.newId(), peer, options.media ?? 'audio', this.#parts.clock.wall())).begin();
  }

  accept(options: { callId?: string; media?: Intent } = {}): void {
    const driver = this.#driver(options.callId);
    driver?.input({ type: 'accept', media: options.media ?? driver.state.intent });
  }

  decline(callId?: string): void {
    this.#driver(callId)?.input({ type: 'decline' });
  }

  silence(callId?: string): void {
    this.#driver(callId)?.input({ type: 'silence' });
  }

  unsilence(callId?: string): void {
    this.#driver(callId)?.input({ type: 'unsilence' });
  }

  hangUp(callId?: string): void {
    this.#driver(callId)?.input({ type: 'hang-up' });
  }

  dismiss(callId?: string): void {
    const driver = this.#driver(callId);
    if (driver?.state.phase !== 'ended') return;
    this.#drivers.delete(driver.state.id);
    this.#publish();
  }

  setMicrophone(on: boolean): void {
    const before = this.#deafened();
    this.#driver()?.media.setMicrophone(on);
    if (before !== this.#deafened()) this.#sendState();
  }

  setCamera(on: boolean): void {
    this.#driver()?.media.use((session) => session.setCamera(on));
  }

  setScreenShare(on: boolean): void {
    this.#driver()?.media.use((session) => session.setScreenShare(on));
  }

  setDeafened(on: boolean): void {
    this.#driver()?.media.setDeafened(on);
    this.#sendState();
  }

  startAudio(): void {
    this.#driver()?.media.use((session) => session.startAudio());
  }

  media(trackId: string): MediaHandle | undefined {
    for (const driver of this.#drivers.values()) {
      const handle = driver.media.media(trackId);
      if (handle) return handle;
    }
    return undefined;
  }

  addRingSurface(): () => void {
    let added = true;
    this.#surfaces += 1;
    this.#publish();
    return () => {
      if (!added) return;
      added = false;
      this.#surfaces -= 1;
      this.#publish();
    };
  }

  warmUp(): void {
    this.#parts.engine.load().catch(() => undefined);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    globalThis.removeEventListener?.('pagehide', this.#pageHides);
    for (const driver of [...this.#drivers.values()]) driver.input({ type: 'dispose' });
    this.#parts.signalling.stop();
    this.#store.update({ connection: 'idle', self: null });
    this.#store.clear();
    this.#events.clear();
  }

  /** A reload is not a hang-up: tracks stop, the service hears that the page left, and waits a little. */
  readonly #pageHides = (): void => {
    for (const driver of this.#drivers.values()) void driver.media.close();
    this.#parts.signalling.stop({ leaving: true });
  };

  #open(state: CallState): CallDriver {
    const media: MediaSide = new MediaSide(
      this.#parts.engine,
      {
        onChange: () => {
          this.#mediaChanged(driver);
        },
        onReconnecting: (reconnecting) => {
          driver.input({ type: 'reconnecting', reconnecting });
        },
        onDisconnected: ({ rejoin, reason }) => {
          driver.input({ type: 'media-gone', rejoin, reason: reason === 'replaced' ? 'answered-elsewhere' : reason, error: null });
        },
      },
      this.#parts.startMuted,
    );
    const driver: CallDriver = new CallDriver(state, {
      ...this.#parts,
      media,
      session: () => this.snapshot.self && { deviceId: this.snapshot.self.deviceId, sessionId: this.snapshot.self.sessionId },
      onChange: (before) => {
        this.#callChanged(driver, before);
      },
      onError: (error) => {
        this.#tell(error);
      },
      onMerged: (callId, token) => {
        this.#desk.merge(callId, driver.state, token);
      },
    });
    this.#drivers.set(state.id, driver);
    this.#events.emit('phase', { callId: state.id, phase: state.phase });
    if (state.phase === 'incoming') this.#events.emit('incoming', { callId: state.id });
    this.#publish();
    return driver;
  }

  #callChanged(driver: CallDriver, before: CallState): void {
    const { state } = driver;
    if (state.phase === 'ended' && endsSilently(state)) this.#drivers.delete(state.id);
    this.#publish();
    if (state.phase !== before.phase) this.#events.emit('phase', { callId: state.id, phase: state.phase });
    if (state.connectedAt !== null && before.connectedAt === null) this.#events.emit('start', { callId: state.id });
    if (isInCall(state.phase) && !isInCall(before.phase) && this.#deafened()) this.#sendState();
    if (state.phase === 'ended' && before.phase !== 'ended' && state.reason !== 'merged') {
      const { reason, durationMs } = callOf(state, null);
      this.#events.emit('end', { callId: state.id, reason: reason ?? 'other', durationMs: durationMs ?? 0 });
    }
  }

  #mediaChanged(driver: CallDriver): void {
    const participants = driver.media.state?.participants ?? [];
    driver.input({ type: 'others', present: participants.length > 0, at: this.#parts.clock.wall() });
    this.#publish();
  }

  #publish(): void {
    const states = [...this.#drivers.values()].map((driver) => driver.state);
    const active = activeOf(states);
    this.#store.update({
      calls: [...this.#drivers.values()].map((driver) => callOf(driver.state, driver.media.state)),
      activeCallId: active?.id ?? null,
      ringReadiness: { surface: this.#surfaces > 0 },
    });
    this.#parts.signalling.setLive(states.some((state) => isLive(state.phase) || isRingingIn(state.phase)));
    // Only what is really shown is acknowledged.
    if (active && isRingingIn(active.phase) && !active.shown && this.#surfaces > 0) {
      this.#drivers.get(active.id)?.input({ type: 'shown', deviceKind: deviceKind() });
    }
  }

  #receive(message: ServerMessage): void {
    if (this.#desk.receive(message)) return;
    if (message.type === 'welcome') {
      this.#store.update({ self: { ...message.self, deviceId: message.deviceId, sessionId: message.sessionId } });
      this.#desk.reconcile(message.calls);
    } else if (message.type === 'friends') this.#store.update({ friends: { status: 'ready', list: message.friends } });
    else if (message.type === 'presence') this.#presence(message.userId, message.presence);
  }

  #presence(userId: string, presence: Friend['presence']): void {
    const { friends } = this.snapshot;
    this.#store.update({ friends: { ...friends, list: friends.list.map((friend) => (friend.userId === userId ? { ...friend, presence } : friend)) } });
  }

  #connection(connection: Connection, connectionError: ErrorInfo | null): void {
    const before = this.snapshot.connection;
    this.#store.update({ connection, connectionError });
    if (connection === 'refused' && before !== 'refused' && connectionError) this.#tell(new CallError(connectionError.code, connectionError.message));
  }

  #person(userId: string): Person {
    const friend = this.snapshot.friends.list.find((candidate) => candidate.userId === userId);
    return friend ? { userId, name: friend.name, ...(friend.avatarUrl && { avatarUrl: friend.avatarUrl }) } : { userId, name: userId };
  }

  #driver(callId?: string): CallDriver | undefined {
    return this.#drivers.get(callId ?? this.snapshot.activeCallId ?? '');
  }

  #deafened(): boolean {
    return this.#driver()?.media.state?.local.deafened ?? false;
  }

  /** The others see it through the service, so that nobody can set another's. */
  #sendState(): void {
    const driver = this.#driver();
    if (!driver || !isInCall(driver.state.phase)) return;
    this.#parts.signalling.send({ type: 'state', callId: driver.state.id, deafened: this.#deafened() }).catch(() => undefined);
  }

  #tell(error: CallError): void {
    this.#events.emit('error', { error });
  }
}
