import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestStack, type TestStack } from '../../stack.ts';

/** What the host app answers at an address. */
interface Answer {
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

/** A host app on an origin of its own: its pages, what stands for its login, and the place where browsers report what it forbade. */
export interface Host {
  readonly url: string;
  readonly stack: TestStack;
  /** What was reported by browsers, as text. */
  readonly reports: string[];
  /** Says `report` when one more has come. */
  readonly arrivals: EventEmitter;
  /** Every path that was asked for. */
  readonly asked: string[];
  /** Answers at `path` from now on. */
  serve(path: string, answer: Answer): void;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html; charset=utf-8',
  '': 'text/html; charset=utf-8',
};

/** The host app decides how large the view is. */
const STYLES = 'body { margin: 0 } call-view { block-size: 600px }';

/** A host app, with a media server and a service that know its origin. */
export async function startHost(): Promise<Host> {
  const answers = new Map<string, Answer>([['/host.css', { body: STYLES }]]);
  const reports: string[] = [];
  const arrivals = new EventEmitter();
  const asked: string[] = [];
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const stack = await startTestStack({ origins: [url] });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    asked.push(pathname);
    if (pathname === '/report') {
      reports.push(await textOf(request));
      arrivals.emit('report');
      response.writeHead(204).end();
    } else if (pathname === '/session') {
      const token = await stack.issueSession(searchParams.get('user') ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
    } else send(response, pathname === '/favicon.ico' ? { body: '', status: 204 } : answers.get(pathname), pathname);
  }

  return {
    url,
    stack,
    reports,
    arrivals,
    asked,
    serve: (path, answer) => void answers.set(path, answer),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await stack.close();
    },
  };
}

function send(response: ServerResponse, answer: Answer | undefined, path: string): void {
  const name = path.split('/').at(-1) ?? '';
  const type = TYPES[name.includes('.') ? (name.split('.').at(-1) ?? '') : ''] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'x-content-type-options': 'nosniff', ...answer?.headers };
  response.writeHead(answer ? (answer.status ?? 200) : 404, headers).end(answer?.body ?? '');
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return text;
}
