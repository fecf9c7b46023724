import { buttonOnlyPage, homePage, roomPage } from './demo-pages.js';
import type { DemoSession } from './demo-session.js';
import { demoUser } from './demo-users.js';
import { bundleFolder, demoFolder } from './paths.js';
import { fileResponse } from './static-files.js';

export interface DemoSiteDeps {
  readonly session: DemoSession;
  /** Address of the media server: pages may connect to it. */
  readonly livekitUrl: string;
}

/** Everything of the demo that is not the service: its pages, the bundle, and what stands for a login. */
export async function demoSite(request: Request, deps: DemoSiteDeps): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  if (pathname === '/') return html(await homePage(searchParams.get('user')), request, deps);
  if (pathname === '/button-only') return html(await buttonOnlyPage(searchParams.get('user')), request, deps);
  if (pathname === '/room') return html(await roomPage(searchParams.get('user')), request, deps);
  if (pathname === '/demo/session') return sessionResponse(searchParams.get('user'), deps.session);
  if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
  const file = pathname.startsWith('/demo/')
    ? fileResponse(demoFolder, pathname.slice('/demo/'.length))
    : fileResponse(bundleFolder, pathname.slice(1));
  return (await file) ?? notFound();
}

async function sessionResponse(userId: string | null, session: DemoSession): Promise<Response> {
  const user = demoUser(userId);
  if (!user) return Response.json({ error: 'unknown user' }, { status: 404, headers: { 'cache-control': 'no-store' } });
  return Response.json({ token: await session.issue(user) }, { headers: { 'cache-control': 'no-store' } });
}

function html(body: string | undefined, request: Request, { livekitUrl }: DemoSiteDeps): Response {
  if (body === undefined) return notFound();
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurityPolicy(new URL(request.url), livekitUrl),
      'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self)',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

const notFound = (): Response => new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });

/** As strict as a host app could be: nothing inline, no eval, Trusted Types, and only the own service and media server may be reached. */
function contentSecurityPolicy(page: URL, livekitUrl: string): string {
  const media = new URL(livekitUrl).host;
  const plain = livekitUrl.startsWith('ws:') ? 'http' : 'https';
  const sockets = page.protocol === 'http:' ? `ws://${page.host}` : `wss://${page.host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self' ${sockets} ${livekitUrl.split(':')[0] ?? 'ws'}://${media} ${plain}://${media}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types call-elements-lit',
  ].join('; ');
}
