import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { formatClientMessage, parseServerMessage, type ClientMessage, type ReplyResult, type ServerMessage } from '@call-elements/protocol';
import type { Socket as Stream } from 'node:net';
import type { WebSocket as Socket } from 'ws';

// The service's own ws: another version may stand at the root.
const { WebSocket } = createRequire(new URL('../../../packages/service/package.json', import.meta.url))('ws') as {
  WebSocket: typeof Socket;
};

type OfType<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
type WithoutId<M> = M extends ClientMessage ? Omit<M, 'id'> & { id?: string } : never;

/** One socket to a service under test. Frames wait until they are asked for. */
export class TestClient {
  readonly socket: Socket;
  /** The code with which the socket closed. */
  readonly closed: Promise<number>;
  /** Every frame, as text. */
  readonly raw: string[] = [];
  deviceId = '';
  sessionId = '';
  readonly #waiting: ServerMessage[] = [];
  readonly #wakers = new Set<() => void>();
  #over = false;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        this.#over = true;
        resolve(code);
        this.#wakeAll();
      });
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.raw.push(data.toString());
      const message = parseServerMessage(data.toString());
      if (message) this.#waiting.push(message);
      this.#wakeAll();
    });
  }

  /** Sends what `write` writes in one piece. */
  corked(write: () => void): void {
    // ws keeps the TCP socket to itself.
    const { _socket: stream } = this.socket as unknown as { _socket: Stream };
    stream.cork();
    write();
    stream.uncork();
  }

  /** Waits for the socket to open. */
  async open(): Promise<this> {
    if (this.socket.readyState === this.socket.OPEN) return this;
    await new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('unexpected-response', (_request: unknown, response: { statusCode?: number }) => {
        reject(new Error(`status ${String(response.statusCode)}`));
      });
    });
    return this;
  }

  /** The next frame of a type. Frames of other types keep waiting. */
  async next<T extends ServerMessage['type']>(type: T, matches: (message: OfType<T>) => boolean = () => true): Promise<OfType<T>> {
    return (await this.#take(type, (message) => message.type === type && matches(message as OfType<T>))) as OfType<T>;
  }

  /** What has come and was not asked for. After a ping and its pong nothing older can be on its way. */
  async unheard(): Promise<ServerMessage[]> {
    await this.ping();
    return [...this.#waiting];
  }

  /** Types of events about calls that have come and were not asked for. */
  async unheardEvents(): Promise<string[]> {
    return (await this.unheard()).map((message) => message.type).filter((type) => !['friends', 'presence', 'welcome'].includes(type));
  }

  async ping(): Promise<void> {
    const id = randomUUID();
    this.write({ type: 'ping', id });
    await this.next('pong', (pong) => pong.replyTo === id);
  }

  write(message: ClientMessage): void {
    this.socket.send(formatClientMessage(message));
  }

  /** Sends a message and waits for its answer, whichever it is. */
  async ask(message: WithoutId<ClientMessage>): Promise<OfType<'reply'> | OfType<'error'>> {
    const id = message.id ?? randomUUID();
    this.write({ ...message, id });
    const isAnswer = (answer: ServerMessage): boolean => (answer.type === 'reply' || answer.type === 'error') && answer.replyTo === id;
    return (await this.#take('an answer', isAnswer)) as OfType<'reply'> | OfType<'error'>;
  }

  /** Sends a message that must be granted. */
  async send(message: WithoutId<ClientMessage>): Promise<ReplyResult> {
    const answer = await this.ask(message);
    if (answer.type === 'error') throw new Error(`${answer.code}: ${answer.message}`);
    return answer.result;
  }

  /** Sends a message that must be refused. @returns the code */
  async refused(message: WithoutId<ClientMessage>): Promise<string> {
    const answer = await this.ask(message);
    return answer.type === 'error' ? answer.code : 'granted';
  }

  async #take(name: string, matches: (message: ServerMessage) => boolean): Promise<ServerMessage> {
    for (;;) {
      const index = this.#waiting.findIndex(matches);
      const [found] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (found) return found;
      if (this.#over) throw new Error(`The socket closed before ${name}`);
      await new Promise<void>((resolve) => this.#wakers.add(resolve));
    }
  }

  #wakeAll(): void {
    for (const wake of this.#wakers) wake();
    this.#wakers.clear();
  }
}
