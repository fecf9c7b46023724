import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { CallStanding, ReplyResult } from '@call-elements/protocol';
import { createService, nodeListener, parseFriends, type Service, type ServiceConfig, type ServiceDeps } from '@call-elements/service';
import { FakeClock } from './fake-clock.ts';
import { FakeMediaServer } from './fake-media-server.ts';
import { TestClient } from './test-client.ts';

export const USER_SECRET = 'user-secret-user-secret-user-secret';
export const API_SECRET = 'api-secret-api-secret-api-secret-api';
export const ROOM_SECRET = 'room-secret-room-secret-room-secret';
export const ORIGIN = 'https://app.example';
export const ISSUER = 'https://host.example';
export const AUDIENCE = 'calls';

/** ana, bo and chen know each other; dara knows only bo. */
export const FRIENDS = JSON.stringify({
  users: ['Ana', 'Bo', 'Chen', 'Dara'].map((name) => ({ id: name.toLowerCase(), name })),
  friends: [
    ['ana', 'bo'],
    ['ana', 'chen'],
    ['bo', 'chen'],
    ['dara', 'bo'],
  ],
});

export interface Connected extends TestClient {
  readonly calls: readonly CallStanding[];
}

/** A service under test: real HTTP and sockets on loopback, real SQLite, a clock and a media server that the test holds. */
export class Harness {
  readonly clock = new FakeClock();
  readonly media = new FakeMediaServer();
  readonly logs: string[] = [];
  service: Service;
  #server: Server;
  readonly #options: Partial<ServiceConfig>;
  readonly #deps: ServiceDeps;
  readonly #clients: TestClient[] = [];

  constructor(options: Partial<ServiceConfig> = {}, deps: ServiceDeps = {}) {
    this.#options = options;
    this.#deps = deps;
    this.service = this.#create();
    this.#server = this.#serve();
  }

  static async start(test: TestContext, options: Partial<ServiceConfig> = {}, deps: ServiceDeps = {}): Promise<Harness> {
    const harness = new Harness(options, deps);
    await harness.#listen();
    test.after(() => harness.stop());
    return harness;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** A user token as the host app would sign it. */
  token(userId: string, claims: Record<string, unknown> = {}, secret = USER_SECRET): Promise<string> {
    const now = Math.floor(this.clock.now() / 1000);
    const payload = { sub: userId, iss: ISSUER, aud: AUDIENCE, iat: now, exp: now + 3600, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
  }

  async post(path: string, body: unknown, userId?: string, headers: Record<string, string> = {}): Promise<Response> {
    const authorization = userId === undefined ? {} : { authorization: `Bearer ${await this.token(userId)}` };
    return fetch(`${this.origin}/calls/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  async ticket(userId: string, deviceId?: string): Promise<{ ticket: string; device_id: string }> {
    const response = await this.post('ticket', deviceId === undefined ? {} : { device_id: deviceId }, userId);
    return (await response.json()) as { ticket: string; device_id: string };
  }

  /** A socket that has not said hello. */
  async socket(headers: Record<string, string> = { origin: ORIGIN }): Promise<TestClient> {
    const client = new TestClient(`ws://127.0.0.1:${String(this.port)}/calls/signal`, headers);
    this.#clients.push(client);
    return client.open();
  }

  /** A socket of a user who has been welcomed and has heard of their friends. */
  async connect(userId: string, as: { deviceId?: string; sessionId?: string } = {}): Promise<Connected> {
    const client = await this.socket();
    const { ticket, device_id: deviceId } = await this.ticket(userId, as.deviceId);
    client.write({ type: 'hello', id: randomUUID(), ticket, ...(as.sessionId !== undefined && { sessionId: as.sessionId }) });
    const welcome = await client.next('welcome');
    await client.next('friends');
    return Object.assign(client, { deviceId, sessionId: welcome.sessionId, calls: welcome.calls });
  }

  /** The same session again, after its socket was lost. */
  resume({ deviceId, sessionId }: TestClient, userId: string): Promise<Connected> {
    return this.connect(userId, { deviceId, sessionId });
  }

  /** As if the process had been killed and started again on the same file. */
  async restart(): Promise<void> {
    await this.#end();
    this.service = this.#create();
    this.#server = this.#serve();
    await this.#listen();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.socket.terminate();
    await this.#end();
  }

  #create(): Service {
    const config: ServiceConfig = {
      livekit: { url: 'ws://media.example:7880', apiKey: 'key', apiSecret: API_SECRET },
      userTokens: { secret: USER_SECRET, algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE },
      origins: [ORIGIN],
      roomSecret: ROOM_SECRET,
      log: (line) => this.logs.push(line),
      ...this.#options,
    };
    return createService(config, { clock: this.clock, mediaServer: this.media, friends: parseFriends(FRIENDS), ...this.#deps });
  }

  #serve(): Server {
    const service = this.service;
    const listener = nodeListener(service);
    const server = createServer((request, response) => void listener(request, response));
    server.on('upgrade', (request, socket, head) => {
      service.upgrade(request, socket, head);
    });
    return server;
  }

  #listen(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async #end(): Promise<void> {
    await this.service.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A call as a test made it, with the answer to its last message. */
export interface MadeCall {
  readonly callId: string;
  readonly ringId: string;
  readonly reply: ReplyResult;
}

/** A call from one client to a user, as far as the invite's answer. */
export async function invite(
  caller: TestClient,
  to: string,
  options: { callId?: string; lifetimeMs?: number; intent?: 'audio' | 'video' } = {},
): Promise<MadeCall> {
  const callId = options.callId ?? randomUUID();
  const { lifetimeMs = 60_000, intent = 'video' } = options;
  const reply: ReplyResult = await caller.send({ type: 'invite', callId, to: [to], intent, lifetimeMs });
  return { callId, ringId: reply.ringId ?? '', reply };
}

/** A call that the callee has accepted. */
export async function establish(caller: TestClient, callee: TestClient, to: string): Promise<MadeCall> {
  const { callId, ringId } = await invite(caller, to);
  await callee.next('invite');
  const reply = await callee.send({ type: 'accept', callId, ringId, intent: 'video' });
  await caller.next('accept');
  return { callId, ringId, reply };
}
