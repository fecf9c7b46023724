import { bundleTags } from './bundle-tags.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { buttonOnlyPage, homePage, roomPage } from './demo-pages.js';
import type { DemoSession } from './demo-session.js';
import { demoUser } from './demo-users.js';
import { demoFolder } from './paths.js';
import { fileResponse } from './static-files.js';

export interface DemoSiteDeps {
  readonly session: DemoSession;
  /** Address of the media server: pages may connect to it. */
  readonly livekitUrl: string;
  /** Where the bundle is: another origin, as for a customer. */
  readonly cdnUrl: string;
}

type Draw = (userId: string | null, bundle: string) => Promise<string | undefined>;

const PAGES: Readonly<Record<string, Draw>> = { '/': homePage, '/button-only': buttonOnlyPage, '/room': roomPage };

/** Everything of the demo that is neither the service nor the bundle: its pages, and what stands for a login. */
export async function demoSite(request: Request, deps: DemoSiteDeps): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  const draw = PAGES[pathname];
  if (draw) return drawn(draw, request, deps);
  if (pathname === '/demo/session') return sessionResponse(searchParams.get('user'), deps.session);
  if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
  const file = pathname.startsWith('/demo/') ? await fileResponse(demoFolder, pathname.slice('/demo/'.length)) : undefined;
  return file ?? notFound();
}

async function sessionResponse(userId: string | null, session: DemoSession): Promise<Response> {
  const user = demoUser(userId);
  if (!user) return Response.json({ error: 'unknown user' }, { status: 404, headers: { 'cache-control': 'no-store' } });
  return Response.json({ token: await session.issue(user) }, { headers: { 'cache-control': 'no-store' } });
}

async function drawn(draw: Draw, request: Request, { livekitUrl, cdnUrl }: DemoSiteDeps): Promise<Response> {
  const url = new URL(request.url);
  const bundle = await bundleTags(cdnUrl);
  const body = await draw(url.searchParams.get('user'), bundle.html);
  if (body === undefined) return notFound();
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurityPolicy({ page: url, livekitUrl, scripts: bundle.sources }),
      'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self)',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}

const notFound = (): Response => new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } });
