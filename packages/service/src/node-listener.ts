import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Service } from './service.js';

/** The service as a listener for `node:http`: `createServer(nodeListener(service))`. Sockets go to `service.upgrade`. */
export function nodeListener(service: Pick<Service, 'fetch'>): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return getRequestListener((request) => service.fetch(request), { overrideGlobalObjects: false });
}
