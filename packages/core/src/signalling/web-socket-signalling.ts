import {
  CLOSE,
  CallError,
  formatClientMessage,
  parseServerMessage,
  parseTicketResponse,
  timers,
  type ReplyResult,
  type ServerMessage,
} from '@call-elements/protocol';
import { absoluteUrl, onPage } from '../browser.js';
import { asCallError, errorInfo } from '../errors.js';
import { postJson, type HttpPorts } from '../http.js';
import type { GetSession, Outgoing, Signalling, SignallingCapabilities, SignallingHandlers } from '../ports.js';
import { backoff } from './backoff.js';
import { DeviceMemory } from './device-memory.js';
import { Heartbeat } from './heartbeat.js';
import { Outbox } from './outbox.js';

/** Where the service is, and what the adapter is made of. */
export interface WebSocketSignallingOptions extends HttpPorts {
  /** Address of the socket, `ws(s):`, `http(s):` or relative to the page. */
  readonly url: string;
  readonly session: GetSession;
  readonly newId: () => string;
  readonly WebSocket: typeof globalThis.WebSocket;
  readonly random?: () => number;
}

const FINAL_CLOSES: readonly number[] = [CLOSE.forbidden, CLOSE.replaced];

/** Ringing over a WebSocket to our service: reconnects by itself, resumes its session, sends again what was not answered. */
export class WebSocketSignalling implements Signalling {
  readonly capabilities: SignallingCapabilities = { ringingAck: true, serverArbitration: true };
  readonly #options: WebSocketSignallingOptions;
  readonly #outbox = new Outbox();
  readonly #heartbeat: Heartbeat;
  readonly #devices: DeviceMemory;
  readonly #socketUrl: string;
  readonly #ticketUrl: string;
  #handlers: SignallingHandlers | null = null;
  #socket: WebSocket | null = null;
  #ready = false;
  #sessionId: string | null = null;
  #failures = 0;
  /** The service will not have this page; final for this user token. */
  #refused: CallError | null = null;
  #cancelRetry: (() => void) | null = null;
  #stopped = new AbortController();
  #stopListening: readonly (() => void)[] = [];

  constructor(options: WebSocketSignallingOptions) {
    this.#options = options;
    const socket = absoluteUrl(options.url);
    socket.protocol = socket.protocol.replace('http', 'ws');
    const ticket = new URL('ticket', socket);
    ticket.protocol = ticket.protocol.replace('ws', 'http');
    this.#socketUrl = socket.href;
    this.#ticketUrl = ticket.href;
    this.#devices = new DeviceMemory(socket.href);
    this.#heartbeat = new Heartbeat(
      options.clock,
      () => {
        this.#write(formatClientMessage({ type: 'ping', id: options.newId() }));
      },
      () => this.#socket && this.#lost(this.#socket, 0),
    );
  }

  start(handlers: SignallingHandlers): void {
    this.#handlers = handlers;
    this.#stopListening = [onPage('online', this.#retryNow), onPage('pageshow', this.#pageShows)];
    void this.#open();
  }

  send(message: Outgoing, signal?: AbortSignal): Promise<ReplyResult> {
    if (this.#refused && !this.#asksAnew(this.#refused)) return Promise.reject(this.#refused);
    return this.#outbox.add(
      this.#options.newId(),
      message,
      (frame) => {
        if (this.#ready) this.#write(frame);
      },
      signal,
    );
  }

  setLive(live: boolean): void {
    this.#heartbeat.setLive(live);
  }

  stop({ leaving = false }: { leaving?: boolean } = {}): void {
    this.#stopped.abort();
    this.#cancelRetry?.();
    if (this.#ready) this.#write(formatClientMessage({ type: 'bye', id: this.#options.newId() }));
    this.#drop();
    // A page that is kept for going back comes alive again by `pageshow`.
    if (leaving) return;
    this.#outbox.close();
    for (const stop of this.#stopListening) stop();
  }

  /** Whoever was not signed in may have signed in meanwhile: what is asked for now is reason to look again. */
  #asksAnew({ code }: CallError): boolean {
    if (code !== 'ERR_UNAUTHENTICATED' || this.#stopped.signal.aborted) return false;
    this.#refused = null;
    void this.#open();
    return true;
  }

  readonly #retryNow = (): void => {
    if (!this.#cancelRetry) return;
    this.#cancelRetry();
    this.#cancelRetry = null;
    void this.#open();
  };

  readonly #pageShows = (event: PageTransitionEvent): void => {
    if (!event.persisted || !this.#stopped.signal.aborted) return;
    this.#stopped = new AbortController();
    void this.#open();
  };

  async #open(): Promise<void> {
    this.#handlers?.onConnection('connecting', null);
    const { signal } = this.#stopped;
    try {
      const ticket = await this.#ticket(signal);
      if (!signal.aborted) this.#connect(ticket);
    } catch (error) {
      if (signal.aborted) return;
      this.#failed(asCallError(error, 'ERR_SIGNALLING_LOST', 'The service could not be reached.'));
    }
  }

  async #ticket(signal: AbortSignal): Promise<string> {
    const { session } = this.#options;
    const device = this.#devices.recall(await session({ fresh: false, signal }));
    const body = device === undefined ? {} : { device_id: device };
    const answer = parseTicketResponse(
      await postJson({ url: this.#ticketUrl, body, session, timeoutMs: timers.TOKEN_TIMEOUT, signal }, this.#options),
    );
    if (!answer) throw new CallError('ERR_TOKEN_INVALID', 'The service answered without a ticket. Check signal-url.');
    this.#devices.remember(await session({ fresh: false, signal }), answer.device_id);
    return answer.ticket;
  }

  #connect(ticket: string): void {
    const socket = new this.#options.WebSocket(this.#socketUrl);
    this.#socket = socket;
    socket.onopen = () => {
      const id = this.#options.newId();
      socket.send(formatClientMessage({ type: 'hello', id, ticket, ...(this.#sessionId !== null && { sessionId: this.#sessionId }) }));
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      const message = typeof event.data === 'string' ? parseServerMessage(event.data) : undefined;
      if (socket === this.#socket && message) this.#receive(message);
    };
    socket.onclose = (event) => {
      this.#lost(socket, event.code);
    };
  }

  #receive(message: ServerMessage): void {
    this.#heartbeat.heard();
    switch (message.type) {
      case 'welcome':
        this.#welcome(message);
        break;
      case 'reply':
        this.#outbox.answer(message.replyTo, message.result);
        break;
      case 'error':
        if (message.replyTo !== undefined)
          this.#outbox.refuse(message.replyTo, new CallError(message.code, `The service refused: ${message.code}.`));
        break;
      case 'pong':
        break;
      default:
        this.#handlers?.onMessage(message);
    }
  }

  #welcome(message: Extract<ServerMessage, { type: 'welcome' }>): void {
    this.#failures = 0;
    this.#ready = true;
    this.#sessionId = message.sessionId;
    this.#heartbeat.start();
    this.#handlers?.onMessage(message);
    this.#handlers?.onConnection('online', null);
    for (const frame of this.#outbox.frames()) this.#write(frame);
  }

  #lost(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#drop();
    if (this.#stopped.signal.aborted) return;
    if (FINAL_CLOSES.includes(code)) this.#refuse(new CallError('ERR_NOT_ALLOWED', `The service closed the socket for good (${code}).`));
    else
      this.#failed(
        new CallError('ERR_SIGNALLING_LOST', 'The socket to the service was lost. Check signal-url, connect-src and the network.'),
      );
  }

  /** Tries again later, unless trying again cannot help. */
  #failed(error: CallError): void {
    if (!error.retryable) {
      this.#refuse(error);
      return;
    }
    this.#handlers?.onConnection('offline', errorInfo(error));
    const wait = error.retryAfterMs ?? backoff(this.#failures, this.#options.random);
    this.#failures += 1;
    this.#cancelRetry = this.#options.clock.after(wait, () => {
      this.#cancelRetry = null;
      void this.#open();
    });
  }

  #refuse(error: CallError): void {
    this.#refused = error;
    this.#outbox.close(error);
    this.#handlers?.onConnection('refused', errorInfo(error));
  }

  #drop(): void {
    this.#heartbeat.stop();
    this.#ready = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #write(frame: string): void {
    if (this.#socket?.readyState === 1) this.#socket.send(frame);
  }
}
