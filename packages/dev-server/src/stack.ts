import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { nodeListener, type Service } from '@call-elements/service';
import { startCdn, type Cdn } from './cdn.js';
import { createDemoSession, type DemoSession } from './demo-session.js';
import { demoService } from './demo-service.js';
import { demoSite } from './demo-site.js';
import { DEMO_USERS, demoUser, type DemoUser } from './demo-users.js';
import { findServer } from './livekit/find.js';
import { startServer, type LivekitServer } from './livekit/server.js';
import { bundleFolder } from './paths.js';
import { listenFrom } from './ports.js';
import { silent, type Progress } from './progress.js';
import { StackError } from './stack-error.js';

export interface StackOptions {
  /** First port to try; 0, the default, takes any free one. */
  readonly port?: number;
  /** Path of the service's SQLite file. In memory by default. */
  readonly database?: string;
  /** Exact origins of other pages that may use the service, beside the demo's. */
  readonly origins?: readonly string[];
  /** No ring lives longer. Milliseconds. */
  readonly ringLifetimeMaxMs?: number;
  /** Gets each line that the service and the media server log. Nobody does by default. */
  readonly onLog?: (line: string) => void;
  /** Called when the media server ends though nobody asked for it. */
  readonly onDied?: (error: StackError) => void;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  /** Where the media server is looked for. The environment of this process by default. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A running demo: media server, service and pages. */
export interface Stack {
  /** Where the pages are, without a slash at the end. */
  readonly url: string;
  /** Where the bundle is, on an origin of its own, without a slash at the end. */
  readonly cdnUrl: string;
  readonly livekit: LivekitServer;
  readonly service: Service;
  readonly users: readonly DemoUser[];
  /** A user token, as the host app would issue it. */
  issueSession(userId: string): Promise<string>;
  /** Ends everything, also in the middle of a call. */
  close(): Promise<void>;
}

/**
 * Starts a media server, the service and the demo page, all on the loopback address with secrets made for this run.
 * @throws {StackError} saying what is missing and how to get it
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  if (!existsSync(join(bundleFolder, 'call-elements.js'))) throw new StackError('ERR_NOT_BUILT', 'There is no bundle yet: npm run build');
  const source = await findServer({
    progress: options.progress ?? silent,
    signal: options.signal,
    ...(options.env && { env: options.env }),
  });
  const livekit = await startServer(source, { onLog: options.onLog, onDied: options.onDied, signal: options.signal });
  const server = createServer();
  const cdn = await startCdn();
  try {
    options.signal?.throwIfAborted();
    return await serve({ server, livekit, cdn }, options);
  } catch (error) {
    server.close();
    await cdn.close();
    await livekit.close();
    throw error;
  }
}

interface Servers {
  readonly server: Server;
  readonly livekit: LivekitServer;
  readonly cdn: Cdn;
}

async function serve({ server, livekit, cdn }: Servers, options: StackOptions): Promise<Stack> {
  const port = await listenFrom(server, options.port ?? 0);
  const hosts = [`127.0.0.1:${String(port)}`, `localhost:${String(port)}`];
  const session = createDemoSession();
  const service = demoService({
    livekit,
    session,
    origins: [...hosts.map((host) => `http://${host}`), ...(options.origins ?? [])],
    database: options.database,
    ringLifetimeMaxMs: options.ringLifetimeMaxMs,
    onLog: options.onLog,
  });
  const site = (request: Request): Promise<Response> => demoSite(request, { session, livekitUrl: livekit.url, cdnUrl: cdn.url });
  const endConnections = mount(server, { hosts, service, site });
  const end = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    try {
      await service.close();
    } finally {
      endConnections();
      await Promise.all([closed, cdn.close(), livekit.close()]);
    }
  };
  let ended: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    cdnUrl: cdn.url,
    livekit,
    service,
    users: DEMO_USERS,
    issueSession: (userId) => issue(session, userId),
    close: () => (ended ??= end()),
  };
}

interface Mounted {
  readonly hosts: readonly string[];
  readonly service: Service;
  readonly site: (request: Request) => Promise<Response>;
}

/** @returns ends what is connected; sockets that were upgraded are no longer the server's to close */
function mount(server: Server, { hosts, service, site }: Mounted): () => void {
  const isCalls = (path: string): boolean => path.startsWith('/calls/');
  const listener = nodeListener({ fetch: (request) => (isCalls(new URL(request.url).pathname) ? service.fetch(request) : site(request)) });
  // A name that somebody pointed at this machine must not reach the demo's logins.
  const isOurs = (request: IncomingMessage): boolean => hosts.includes(request.headers.host ?? '');
  server.on('request', (request, response) => {
    if (isOurs(request)) void listener(request, response);
    else response.writeHead(421).end();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isOurs(request) && isCalls(request.url ?? '')) service.upgrade(request, socket, head);
    else socket.destroy();
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

function issue(session: DemoSession, userId: string): Promise<string> {
  const user = demoUser(userId);
  return user ? session.issue(user) : Promise.reject(new RangeError(`No demo user is called "${userId}".`));
}
