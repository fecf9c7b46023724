import { CallError, type Friend, type Intent, type Person, type ServerMessage } from '@call-elements/protocol';
import { onPage, permitted } from '../browser.js';
import type { CallController, ControllerEvents, MediaHandle } from '../call-controller.js';
import { systemClock } from '../clock.js';
import { outgoingCall, roomCall } from '../machine/state.js';
import { randomId } from '../random-id.js';
import { isLive, type Connection, type ErrorInfo, type Snapshot } from '../snapshot.js';
import { Desk } from './desk.js';
import { Emitter } from './emitter.js';
import { LineWatch } from './line-watch.js';
import type { ControllerParts } from './parts.js';
import { Roster } from './roster.js';
import { Store } from './store.js';

/** Makes a controller of its parts and connects it. A host that wants to own its calls uses this. */
export function createCallController(parts: ControllerParts): CallController {
  return new Controller({ startMuted: false, clock: systemClock, newId: randomId, permitted, ...parts });
}

class Controller implements CallController {
  readonly #parts: Required<ControllerParts>;
  readonly #store = new Store();
  readonly #events = new Emitter<ControllerEvents>();
  readonly #roster: Roster;
  readonly #desk: Desk;
  readonly #line: LineWatch;
  readonly #stopListening: () => void;
  #disposed = false;

  constructor(parts: Required<ControllerParts>) {
    this.#parts = parts;
    this.#roster = new Roster({
      parts,
      store: this.#store,
      events: this.#events,
      onMerged: (callId, own, token) => {
        this.#desk.merge(callId, own, token);
      },
    });
    this.#desk = new Desk({ drivers: this.#roster.drivers, wall: () => parts.clock.wall(), open: (state) => this.#roster.open(state) });
    this.#line = new LineWatch(parts.clock, (error) => {
      this.#tell(error);
    });
    parts.signalling.start({
      onMessage: (message) => {
        this.#receive(message);
      },
      onConnection: (connection, error) => {
        this.#connection(connection, error);
      },
    });
    this.#stopListening = onPage('pagehide', this.#pageHides);
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
    if (!this.#isFree()) return;
    const peer = this.#person(peerId);
    this.#roster.open(outgoingCall(this.#parts.newId(), peer, options.media ?? 'audio', this.#parts.clock.wall())).begin();
  }

  join(roomName: string, options: { media?: Intent } = {}): void {
    if (!this.#isFree()) return;
    const state = roomCall(this.#parts.newId(), roomName, options.media ?? 'audio', this.#parts.clock.wall());
    this.#roster.open(state).input({ type: 'enter' });
  }

  accept(options: { callId?: string; media?: Intent } = {}): void {
    const driver = this.#roster.find(options.callId);
    driver?.input({ type: 'accept', media: options.media ?? driver.state.intent });
  }

  decline(callId?: string): void {
    this.#roster.find(callId)?.input({ type: 'decline' });
  }

  silence(callId?: string): void {
    this.#roster.find(callId)?.input({ type: 'silence' });
  }

  unsilence(callId?: string): void {
    this.#roster.find(callId)?.input({ type: 'unsilence' });
  }

  hangUp(callId?: string): void {
    this.#roster.find(callId)?.input({ type: 'hang-up' });
  }

  dismiss(callId?: string): void {
    this.#roster.dismiss(callId);
  }

  setMicrophone(on: boolean): void {
    const media = this.#roster.find()?.media;
    const deafened = media?.deafened;
    media?.setMicrophone(on);
    if (media?.deafened !== deafened) this.#roster.sendState();
  }

  setCamera(on: boolean): void {
    this.#roster.find()?.media.use((session) => session.setCamera(on));
  }

  setScreenShare(on: boolean): void {
    this.#roster.find()?.media.use((session) => session.setScreenShare(on));
  }

  setDeafened(on: boolean): void {
    this.#roster.find()?.media.setDeafened(on);
    this.#roster.sendState();
  }

  startAudio(): void {
    this.#roster.find()?.media.use((session) => session.startAudio());
  }

  media(trackId: string): MediaHandle | undefined {
    for (const driver of this.#roster.drivers.values()) {
      const handle = driver.media.media(trackId);
      if (handle) return handle;
    }
    return undefined;
  }

  addRingSurface(): () => void {
    return this.#roster.addRingSurface();
  }

  warmUp(): void {
    this.#parts.engine.load().catch(() => undefined);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#stopListening();
    this.#line.stop();
    for (const driver of [...this.#roster.drivers.values()]) driver.input({ type: 'dispose' });
    this.#parts.signalling.stop();
    this.#store.update({ connection: 'idle', self: null });
    this.#store.clear();
    this.#events.clear();
  }

  /** A reload is not a hang-up: tracks stop, the service hears that the page left, and waits a little. */
  readonly #pageHides = (): void => {
    for (const driver of this.#roster.drivers.values()) void driver.media.close();
    this.#parts.signalling.stop({ leaving: true });
  };

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
    const list = friends.list.map((friend) => (friend.userId === userId ? { ...friend, presence } : friend));
    this.#store.update({ friends: { ...friends, list } });
  }

  #connection(connection: Connection, error: ErrorInfo | null): void {
    // A new try does not make the trouble before it go away.
    this.#store.update({ connection, connectionError: connection === 'connecting' ? this.snapshot.connectionError : error });
    this.#roster.publish();
    this.#line.see(connection, error);
  }

  #person(userId: string): Person {
    const { name = userId, avatarUrl } = this.snapshot.friends.list.find((friend) => friend.userId === userId) ?? {};
    return { userId, name, ...(avatarUrl && { avatarUrl }) };
  }

  /** May a call begin? If not, the host is told why. */
  #isFree(): boolean {
    const live = this.#roster.states.some((state) => isLive(state.phase));
    if (this.#disposed) this.#tell(new CallError('ERR_DISPOSED', 'This controller was disposed of.'));
    else if (live) this.#tell(new CallError('ERR_CALL_LIVE', 'A call is live: hang up first.'));
    return !this.#disposed && !live;
  }

  #tell(error: CallError): void {
    this.#events.emit('error', { error });
  }
}
