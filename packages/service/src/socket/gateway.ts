import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE, timers, type HelloMessage, type Identity } from '@call-elements/protocol';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Sessions } from '../auth/sessions.js';
import type { Directory } from '../friends/directory.js';
import { MESSAGE_MAX, SILENCE_CHECK, type Limits } from '../limits.js';
import { describeError, type Log } from '../log.js';
import type { Clock } from '../ports.js';
import type { Ringing } from '../ringing/ringing.js';
import { Connection, type ConnectionHost } from './connection.js';
import type { Hub } from './hub.js';

export interface GatewayDeps {
  readonly path: string;
  readonly origins: ReadonlySet<string>;
  readonly limits: Limits;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly hub: Hub;
  readonly ringing: Ringing;
  readonly isLive: (userId: string) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long a peer may take to answer our close. Milliseconds. */
const CLOSE_TIMEOUT = 2000;
const FRAGMENTS_MAX = 256;

/** Takes sockets in: judges the upgrade, opens sessions, and looks after the silent. */
export class Gateway {
  readonly #deps: GatewayDeps;
  readonly #server: WebSocketServer;
  readonly #host: ConnectionHost;
  readonly #strangers = new Set<Connection>();
  #cancelCheck: () => void = () => undefined;
  #closing = false;

  constructor(deps: GatewayDeps) {
    this.#deps = deps;
    const options = {
      noServer: true,
      maxPayload: MESSAGE_MAX,
      perMessageDeflate: false,
      maxFragments: FRAGMENTS_MAX,
      closeTimeout: CLOSE_TIMEOUT,
    };
    this.#server = new WebSocketServer(options);
    this.#host = {
      clock: deps.clock,
      limits: deps.limits,
      isLive: deps.isLive,
      authenticate: (message) => this.#authenticate(message),
      opened: (connection, actor) => {
        this.#opened(connection, actor);
      },
      handle: (actor, message) => deps.ringing.handle(actor, message),
      report: (error) => {
        deps.log('error', { where: 'socket', ...describeError(error) });
      },
      closed: (connection, actor, info) => {
        this.#closed(connection, actor, info);
      },
    };
    this.#scheduleCheck();
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => undefined);
    const refusal = this.#refusal(request);
    this.#deps.log('upgrade', { status: refusal ?? 101 });
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      this.#strangers.add(new Connection(webSocket, this.#host));
    });
  }

  /** Tells every socket to come back later. */
  close(): void {
    this.#closing = true;
    this.#cancelCheck();
    for (const connection of [...this.#strangers, ...this.#deps.hub.connections()]) connection.close(CLOSE.draining);
    this.#server.close();
    for (const socket of this.#server.clients) {
      this.#deps.clock.after(CLOSE_TIMEOUT, () => {
        socket.terminate();
      });
    }
  }

  #refusal(request: IncomingMessage): number | undefined {
    const { origin } = request.headers;
    if (request.url?.split('?', 1)[0] !== this.#deps.path) return 404;
    if (request.method !== 'GET') return 405;
    // The ticket authenticates, so a client without an origin (no browser) may come; a browser always sends one.
    if (origin !== undefined && !this.#deps.origins.has(origin)) return 403;
    return this.#closing || this.#strangers.size >= this.#deps.limits.strangers ? 503 : undefined;
  }

  #authenticate({ ticket, sessionId }: HelloMessage): Identity | number {
    const { sessions, hub, clock, limits } = this.#deps;
    const actor = sessions.open(ticket, sessionId, clock.now());
    if (!actor) return CLOSE.unauthenticated;
    return hub.isOpen(actor.sessionId) || hub.count(actor.userId) < limits.socketsPerUser ? actor : CLOSE.rateLimited;
  }

  #opened(connection: Connection, actor: Identity): void {
    const { hub, ringing, directory } = this.#deps;
    const { userId, deviceId, sessionId } = actor;
    this.#strangers.delete(connection);
    // Before it can be reached, so that no event comes before the welcome.
    const calls = ringing.returned(actor);
    hub.add(connection, userId, sessionId)?.close(CLOSE.replaced);
    connection.send({ type: 'welcome', self: directory.person(userId), deviceId, sessionId, calls });
    this.#sendFriends(connection, userId).catch(this.#host.report);
    hub.presenceChanged(userId);
  }

  async #sendFriends(connection: Connection, userId: string): Promise<void> {
    connection.send({ type: 'friends', friends: await this.#deps.hub.friendsOf(userId) });
  }

  #closed(connection: Connection, actor: Identity | undefined, { code, onPurpose }: { code: number; onPurpose: boolean }): void {
    this.#strangers.delete(connection);
    this.#deps.log('socket', { code });
    if (!actor || !this.#deps.hub.remove(connection, actor.userId, actor.sessionId) || this.#closing) return;
    this.#deps.sessions.touch(actor.sessionId, this.#deps.clock.now());
    this.#deps.ringing.left(actor.sessionId, onPurpose);
    this.#deps.hub.presenceChanged(actor.userId);
  }

  #scheduleCheck(): void {
    this.#cancelCheck = this.#deps.clock.after(Math.min(SILENCE_CHECK, timers.HEARTBEAT_LIVE), () => {
      const now = this.#deps.clock.now();
      for (const connection of [...this.#deps.hub.connections()]) connection.checkSilence(now);
      this.#scheduleCheck();
    });
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
