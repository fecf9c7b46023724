import { CallError, type CallMessage, type ReplyResult, type ServerMessage, type TokenResponse } from '@call-elements/protocol';
import { errorInfo } from '../errors.js';
import { noLocalMedia } from '../controller/call-view-model.js';
import type {
  MediaEngine,
  MediaSession,
  MediaSessionHandlers,
  MediaState,
  Outgoing,
  Signalling,
  SignallingHandlers,
  TokenSource,
  TokenTarget,
} from '../ports.js';
import type { LocalMedia, Participant } from '../snapshot.js';

/** A token that opens nothing. */
export const fakeToken: TokenResponse = { server_url: 'wss://media.test', participant_token: 'fake' };

/** A message that the page sent, and how to answer it. */
export interface Sent {
  readonly message: Outgoing;
  reply(result: ReplyResult): void;
  refuse(error: CallError): void;
}

/** A signalling line whose other end is the test. */
export class FakeSignalling implements Signalling {
  readonly capabilities = { ringingAck: true, serverArbitration: true };
  readonly sent: Sent[] = [];
  live = false;
  stopped: 'no' | 'stopped' | 'leaving' = 'no';
  #handlers: SignallingHandlers | null = null;

  start(handlers: SignallingHandlers): void {
    this.#handlers = handlers;
  }

  send(message: Outgoing): Promise<ReplyResult> {
    return new Promise((resolve, reject) => {
      this.sent.push({ message, reply: resolve, refuse: reject });
    });
  }

  setLive(live: boolean): void {
    this.live = live;
  }

  stop(options: { leaving?: boolean } = {}): void {
    this.stopped = options.leaving ? 'leaving' : 'stopped';
  }

  /** Something arrives from the service. */
  receive(message: ServerMessage): void {
    this.#handlers?.onMessage(message);
  }

  goOnline(): void {
    this.#handlers?.onConnection('online', null);
  }

  goOffline(): void {
    this.#handlers?.onConnection('offline', errorInfo(new CallError('ERR_SIGNALLING_LOST', 'The test cut the line.')));
  }

  /** The service will not have this page. */
  refuse(error: CallError): void {
    this.#handlers?.onConnection('refused', errorInfo(error));
  }

  /** The last message of a type that the page sent. */
  last<T extends CallMessage['type']>(type: T): Sent & { readonly message: Extract<Outgoing, { type: T }> } {
    const found = this.sent.filter((sent) => sent.message.type === type).at(-1);
    if (!found) throw new Error(`no ${type} was sent; sent: ${this.types().join(', ')}`);
    return found as Sent & { readonly message: Extract<Outgoing, { type: T }> };
  }

  types(): string[] {
    return this.sent.map((sent) => sent.message.type);
  }
}

/** A media session whose room is the test. */
export class FakeMediaSession implements MediaSession {
  state: MediaState = { participants: [], local: noLocalMedia, soundBlocked: false, identity: null };
  closed = false;
  joins = 0;
  /** What `connect` does: by default it joins at once. */
  onConnect: () => Promise<void> = () => Promise.resolve();
  /** Devices that are refused. */
  refused: CallError | null = null;
  readonly handlers: MediaSessionHandlers;

  constructor(handlers: MediaSessionHandlers) {
    this.handlers = handlers;
  }

  async connect(): Promise<void> {
    await this.onConnect();
    this.joins += 1;
  }

  setMicrophone(on: boolean): Promise<void> {
    if (on && this.refused) this.#local({ microphone: 'blocked', error: errorInfo(this.refused, { device: 'microphone' as const }) });
    else this.#local({ microphone: on ? 'on' : 'off' });
    return Promise.resolve();
  }

  holdMicrophone(): Promise<void> {
    return this.setMicrophone(false);
  }

  setCamera(on: boolean): Promise<void> {
    this.#local({ camera: on ? 'on' : 'off', cameraTrackId: on ? 'local:camera:1' : null });
    return Promise.resolve();
  }

  setScreenShare(on: boolean): Promise<void> {
    this.#local({ screenShare: on ? 'on' : 'off' });
    return Promise.resolve();
  }

  setDeafened(deafened: boolean): void {
    this.#local({ deafened });
  }

  startAudio(): Promise<void> {
    this.#become({ soundBlocked: false });
    return Promise.resolve();
  }

  media(): undefined {
    return undefined;
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }

  /** These people are in the room now. */
  people(...participants: readonly Participant[]): void {
    this.#become({ participants });
  }

  #local(change: Partial<LocalMedia>): void {
    this.#become({ local: { ...this.state.local, ...change } });
  }

  #become(change: Partial<MediaState>): void {
    this.state = { ...this.state, ...change };
    this.handlers.onChange();
  }
}

/** Hands out fake sessions and keeps them for the test. */
export class FakeMediaEngine implements MediaEngine {
  readonly sessions: FakeMediaSession[] = [];
  /** Runs on each new session, before the call uses it. */
  prepare: (session: FakeMediaSession) => void = () => undefined;
  failure: CallError | null = null;

  load(): Promise<void> {
    return this.failure ? Promise.reject(this.failure) : Promise.resolve();
  }

  open(handlers: MediaSessionHandlers): Promise<MediaSession> {
    if (this.failure) return Promise.reject(this.failure);
    const session = new FakeMediaSession(handlers);
    this.prepare(session);
    this.sessions.push(session);
    return Promise.resolve(session);
  }

  /** The newest session. */
  get session(): FakeMediaSession {
    const session = this.sessions.at(-1);
    if (!session) throw new Error('no media session was opened');
    return session;
  }
}

/** Gives a token that opens nothing, or the failure that the test set. */
export class FakeTokenSource implements TokenSource {
  fetches = 0;
  readonly targets: TokenTarget[] = [];
  failure: CallError | null = null;

  fetch(target: TokenTarget): Promise<TokenResponse> {
    this.fetches += 1;
    this.targets.push(target);
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(fakeToken);
  }
}
