import { performance } from 'node:perf_hooks';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { MESSAGE_MAX } from '../limits.js';
import { describeError, type Log } from '../log.js';
import { json, refusal, thrown } from './answers.js';
import type { RouteDeps } from './route-deps.js';
import { ticketRoute } from './ticket-route.js';
import { tokenRoute } from './token-route.js';

export interface AppDeps {
  readonly basePath: string;
  readonly origins: ReadonlySet<string>;
  readonly routes: RouteDeps;
  readonly log: Log;
}

/** Answers one request. */
export type HttpSide = (request: Request) => Promise<Response>;

/** The service's HTTP side. */
export function createApp({ basePath, origins, routes, log }: AppDeps): HttpSide {
  const app = new Hono().basePath(basePath);
  const post = (path: string, route: (request: Request, deps: RouteDeps) => Promise<Response>): void => {
    app.post(path, limitBody, onlyJson, (context) => route(context.req.raw, routes));
    app.all(path, () => refusal('ERR_BAD_REQUEST', 'Use POST', 405, { allow: 'POST, OPTIONS' }));
  };
  app.use(requestLog(log));
  app.use(
    cors({
      origin: (origin) => (origins.has(origin) ? origin : null),
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['retry-after'],
      maxAge: 600,
    }),
  );
  post('/token', tokenRoute);
  post('/ticket', ticketRoute);
  app.get('/health', () => json({ status: 'ok' }));
  app.all('/health', () => refusal('ERR_BAD_REQUEST', 'Use GET', 405, { allow: 'GET' }));
  app.get('/signal', () => refusal('ERR_BAD_REQUEST', 'This is a WebSocket', 426, { upgrade: 'websocket' }));
  app.notFound(() => refusal('ERR_NOT_FOUND', 'Nothing here'));
  app.onError((error, context) => {
    const answer = thrown(error);
    if (answer.status >= 500) log('error', { where: pathOf(context), ...describeError(error), ...causeOf(error) });
    return answer;
  });
  return async (request) => app.fetch(request);
}

const limitBody = bodyLimit({ maxSize: MESSAGE_MAX, onError: () => refusal('ERR_TOO_LARGE', 'The body is too large') });

/** A body must say that it is JSON: then no page can send it without being asked by a preflight. */
const onlyJson: MiddlewareHandler = async (context, next) => {
  const type = context.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  const hasBody = context.req.raw.body !== null && context.req.header('content-length') !== '0';
  if (hasBody && type !== 'application/json') return refusal('ERR_BAD_REQUEST', 'Send JSON', 415);
  await next();
  return undefined;
};

const requestLog =
  (log: Log): MiddlewareHandler =>
  async (context, next) => {
    const start = performance.now();
    await next();
    log('request', {
      method: context.req.method,
      path: pathOf(context),
      status: context.res.status,
      ms: Math.round(performance.now() - start),
    });
  };

const KNOWN_PATHS = new Set(['token', 'ticket', 'health', 'signal']);

/** The path if it is one of ours: others are made up by somebody, and may hold anything. */
function pathOf(context: Context): string {
  const last = context.req.path.split('/').at(-1) ?? '';
  return KNOWN_PATHS.has(last) ? `/${last}` : '(unknown)';
}

/** What lies behind an error: for the log, never for the answer. */
const causeOf = (error: Error): { cause?: string } => (error.cause === undefined ? {} : { cause: describeError(error.cause).message });
