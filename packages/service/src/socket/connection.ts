import {
  CLOSE,
  CallError,
  formatServerMessage,
  parseClientMessage,
  type CallMessage,
  type ClientMessage,
  type HelloMessage,
  type Identity,
  type ServerMessage,
  type SessionId,
} from '@call-elements/protocol';
import type { RawData, WebSocket } from 'ws';
import { ASK_AFTER, BUFFERED_MAX, FAST_BEAT, HELLO_TIMEOUT, SILENCE_IDLE, SILENCE_LIVE, type Limits } from '../limits.js';
import type { Clock } from '../ports.js';
import { TokenBucket } from '../token-bucket.js';

/** What a connection asks of the service. */
export interface ConnectionHost {
  readonly clock: Clock;
  readonly limits: Limits;
  /** Opens the session of a ticket, or says with which code to close. */
  authenticate(message: HelloMessage): Identity | number;
  /** A connection has a session now. */
  opened(connection: Connection, actor: Identity): void;
  /** Decides a message about a call. Rejects with a CallError, or with what the service did not expect. */
  handle(actor: Identity, message: CallMessage): Promise<ServerMessage>;
  /** Does anything ring or talk for this user? */
  isLive(userId: string): boolean;
  readonly report: (error: unknown) => void;
  /** Once per connection; `actor` is undefined if it never said hello. */
  closed(connection: Connection, actor: Identity | undefined, info: { code: number; onPurpose: boolean }): void;
}

const GOING_AWAY = 1001;

/** One socket: authenticates by its first frame, then answers frames in their order. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #host: ConnectionHost;
  readonly #bucket: TokenBucket;
  readonly #cancelHelloTimeout: () => void;
  #actor: Identity | undefined;
  #seq = 0;
  #lastFrame: number;
  #lastPing = -Infinity;
  #beatsFast = false;
  #leaving = false;
  #closed = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket, host: ConnectionHost) {
    this.#socket = socket;
    this.#host = host;
    this.#lastFrame = host.clock.now();
    this.#bucket = new TokenBucket({ perMinute: host.limits.messagesPerMinute, burst: host.limits.messageBurst }, this.#lastFrame);
    this.#cancelHelloTimeout = host.clock.after(HELLO_TIMEOUT, () => {
      this.close(CLOSE.unauthenticated);
    });
    socket.on('message', (data, isBinary) => {
      this.#receive(data, isBinary);
    });
    socket.on('close', (code) => {
      this.#end(code);
    });
    socket.on('pong', () => {
      this.#lastFrame = host.clock.now();
    });
    // ws closes the socket with the right code itself; an unheard 'error' would end the process.
    socket.on('error', () => undefined);
  }

  get sessionId(): SessionId | undefined {
    return this.#actor?.sessionId;
  }

  send(message: ServerMessage): void {
    if (this.#closed) return;
    if (this.#socket.bufferedAmount > BUFFERED_MAX) {
      this.#drop(CLOSE.slow);
      return;
    }
    this.#socket.send(formatServerMessage(message, ++this.#seq, Math.round(this.#host.clock.now())));
  }

  close(code: number): void {
    this.#socket.close(code);
    this.#end(code);
  }

  /**
   * Ends a socket of which nothing was heard for too long. A quiet one is asked first: the browser answers even where it lets the page's own
   * timers run once a minute.
   */
  checkSilence(now: number): void {
    const fast = this.#beatsFast && this.#actor !== undefined && this.#host.isLive(this.#actor.userId);
    const silence = now - this.#lastFrame;
    if (silence >= (fast ? SILENCE_LIVE : SILENCE_IDLE)) this.#drop(CLOSE.slow);
    else if (silence >= ASK_AFTER) this.#socket.ping();
  }

  /** Closes without waiting for a peer that does not read. */
  #drop(code: number): void {
    this.close(code);
    this.#socket.terminate();
  }

  #end(code: number): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelHelloTimeout();
    this.#host.closed(this, this.#actor, { code, onPurpose: this.#leaving || code === GOING_AWAY });
  }

  #receive(data: RawData, isBinary: boolean): void {
    // Frames that were on their way when the socket was closed no longer count.
    if (this.#closed) return;
    this.#lastFrame = this.#host.clock.now();
    const parsed = isBinary ? undefined : parseClientMessage(frameText(data));
    if (!this.#actor) {
      this.#first(parsed && 'message' in parsed ? parsed.message : undefined);
    } else if (!parsed) {
      this.close(CLOSE.badMessage);
    } else if (this.#isWithinRate('message' in parsed ? parsed.message.id : parsed.id)) {
      if ('message' in parsed) this.#take(parsed.message, this.#actor);
      else this.send({ type: 'error', replyTo: parsed.id, code: 'ERR_BAD_REQUEST', message: 'Unknown type of message' });
    }
  }

  #first(message: ClientMessage | undefined): void {
    if (message?.type !== 'hello') {
      this.close(CLOSE.unauthenticated);
      return;
    }
    const actor = this.#host.authenticate(message);
    if (typeof actor === 'number') {
      this.close(actor);
      return;
    }
    this.#cancelHelloTimeout();
    this.#actor = actor;
    this.#host.opened(this, actor);
  }

  #take(message: ClientMessage, actor: Identity): void {
    switch (message.type) {
      case 'ping':
        this.#beatsFast = this.#lastFrame - this.#lastPing <= FAST_BEAT;
        this.#lastPing = this.#lastFrame;
        this.send({ type: 'pong', replyTo: message.id });
        return;
      case 'bye':
        this.#leaving = true;
        // After what it said before, a hang-up above all: nobody will say that again.
        this.#queue = this.#queue.then(() => {
          this.close(1000);
        });
        return;
      case 'hello':
        this.send({ type: 'error', replyTo: message.id, code: 'ERR_BAD_REQUEST', message: 'The socket has a session already' });
        return;
      default:
        this.#queue = this.#queue.then(() => this.#answer(message, actor));
    }
  }

  async #answer(message: CallMessage, actor: Identity): Promise<void> {
    try {
      // What a replaced or closed session still had in its queue is sent again by the next one.
      if (!this.#closed) this.send(await this.#host.handle(actor, message));
    } catch (error) {
      this.#host.report(error);
      const known = error instanceof CallError ? error : new CallError('ERR_INTERNAL', 'The service failed');
      this.send({ type: 'error', replyTo: message.id, code: known.code, message: known.message });
    }
  }

  /** The first frames beyond the rate are refused; those who go on are shut out. */
  #isWithinRate(replyTo: string): boolean {
    const now = this.#lastFrame;
    const left = this.#bucket.take(now);
    if (left >= 0) return true;
    if (left <= -this.#host.limits.messageBurst) {
      this.close(CLOSE.rateLimited);
    } else {
      const retryAfterMs = this.#bucket.waitMs(now);
      this.send({ type: 'error', replyTo, code: 'ERR_RATE_LIMITED', message: 'Too many messages', retryAfterMs });
    }
    return false;
  }
}

function frameText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as ArrayBuffer).toString('utf8');
}
