import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { nodeListener } from '@call-elements/service';
import type { Take } from './sockets.ts';

const bundle = fileURLToPath(new URL('../../../../dist/cdn/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.map': 'application/json', '.json': 'application/json' };

/** Answers one request; it may as well never do so. */
export type Answer = (request: Request) => Response | Promise<Response>;

/** A server of pages and addresses that does what each test needs to go wrong. */
export interface BrokenServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** What answers at this path from now on. */
  on(path: string, answer: Answer): void;
  /** When this path was asked: ms of `performance.now()`. */
  asked(path: string): readonly number[];
  /** Takes the next sockets whose path begins like this. */
  onSocket(path: string, take: Take): void;
  close(): Promise<void>;
}

/** Starts a broken server on a free port of the loopback address. */
export async function startBrokenServer(): Promise<BrokenServer> {
  const answers = new Map<string, Answer>();
  const sockets = new Map<string, Take>();
  const times = new Map<string, number[]>();
  const asked = (path: string): number[] => times.get(path) ?? times.set(path, []).get(path) ?? [];
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    asked(pathname).push(performance.now());
    const answer = answers.get(pathname);
    if (answer) return answer(request);
    return pathname.startsWith('/bundle/') ? bundleFile(pathname.slice('/bundle/'.length)) : nothing();
  };
  const listener = nodeListener({ fetch });
  const open = new Set<Duplex>();
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    const [, take] = [...sockets].find(([path]) => request.url?.startsWith(path)) ?? [];
    if (take) take(request, socket, head);
    else socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    on: (path, answer) => answers.set(path, answer),
    asked,
    onSocket: (path, take) => sockets.set(path, take),
    close: async () => {
      server.close();
      server.closeAllConnections();
      for (const socket of open) socket.destroy();
      await once(server, 'close');
    },
  };
}

const nothing = (): Response => new Response('Not found\n', { status: 404 });

async function bundleFile(name: string): Promise<Response> {
  const type = TYPES[extname(name)];
  if (!type || name.includes('/')) return nothing();
  try {
    return new Response(await readFile(join(bundle, name)), { headers: { 'content-type': type } });
  } catch {
    return nothing();
  }
}

/** An answer with a status and a body of JSON. */
export const status =
  (code: number, headers: Record<string, string> = {}, body: unknown = {}): Answer =>
  () =>
    Response.json(body, { status: code, headers });

/** An answer that is a page. */
export const page =
  (code = 200): Answer =>
  () =>
    new Response('<!doctype html><title>A page</title><p>Welcome to our classroom.</p>', {
      status: code,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });

/** No answer, ever. */
export const silence: Answer = () => new Promise(() => undefined);

/** The first answers in turn, the last one for good. */
export function inTurn(...answers: [Answer, ...Answer[]]): Answer {
  const left = [...answers];
  return (request) => ((left.length > 1 ? left.shift() : left[0]) ?? silence)(request);
}
