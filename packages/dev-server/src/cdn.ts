import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { nodeListener } from '@call-elements/service';
import { bundleFolder } from './paths.js';
import { listenFrom } from './ports.js';
import { fileResponse } from './static-files.js';

/** A place that serves the bundle and nothing else, as a content delivery network would. */
export interface Cdn {
  /** Its origin. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the bundle on a free port of the loopback address. */
export async function startCdn(): Promise<Cdn> {
  const server = createServer();
  const listener = nodeListener({ fetch: respond });
  server.on('request', (request, response) => void listener(request, response));
  const port = await listenFrom(server, 0);
  return { url: `http://127.0.0.1:${String(port)}`, close: () => end(server) };
}

async function respond(request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  const file = await fileResponse(bundleFolder, new URL(request.url).pathname.slice(1));
  const response = file ?? new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
  // Modules and files with an integrity are only taken from another origin that says so.
  response.headers.set('access-control-allow-origin', '*');
  response.headers.set('cross-origin-resource-policy', 'cross-origin');
  return response;
}

async function end(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
