import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { startStack, type StackOptions } from '@call-elements/dev-server';
import { FAKE_SERVER } from './support/fake-server.ts';
import { makeFolder, makeProgram } from './support/folder.ts';

async function setup(test: TestContext, options: StackOptions = {}) {
  const folder = await makeFolder(test);
  await makeProgram(folder, 'livekit-server', FAKE_SERVER);
  const stack = await startStack({ env: { PATH: folder }, ...options });
  test.after(() => stack.close());
  return stack;
}

const claims = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

async function sessionOf(url: string, user: string): Promise<string> {
  const body = (await (await fetch(`${url}/demo/session?user=${user}`)).json()) as { token: string };
  return body.token;
}

describe('startStack', () => {
  it('serves pages and service on one origin, and the bundle on another, whose hash the pages know', async (test) => {
    const { url, cdnUrl } = await setup(test);
    const bundle = await fetch(`${cdnUrl}/call-elements.js`);
    assert.match(bundle.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(bundle.headers.get('access-control-allow-origin'), '*');
    assert.equal((await fetch(`${cdnUrl}/../package.json`)).status, 404);
    const page = await (await fetch(`${url}/?user=ana`)).text();
    const hash = `sha384-${createHash('sha384')
      .update(await bundle.text())
      .digest('base64')}`;
    assert.ok(page.includes(`<script type="module" src="${cdnUrl}/call-elements.js" integrity="${hash}" crossorigin="anonymous">`), page);
    assert.match(page, /<call-client token-url="\/calls\/token" signal-url="\/calls\/signal" session-url="\/demo\/session\?user=ana">/);
    assert.equal((await fetch(`${url}/calls/ticket`, { method: 'POST' })).status, 401);
  });

  it('lets one choose a user, and signs in only those it knows', async (test) => {
    const { url } = await setup(test);
    const chooser = await (await fetch(`${url}/?user=mallory`)).text();
    for (const user of ['ana', 'bo', 'chen', 'dara']) assert.ok(chooser.includes(`href="/?user=${user}"`));
    assert.ok(!chooser.includes('mallory'));
    assert.equal((await fetch(`${url}/demo/session?user=mallory`)).status, 404);
    assert.equal((await fetch(`${url}/button-only?user=mallory`)).status, 404);
  });

  it('issues a user token for one hour that names issuer, audience and name', async (test) => {
    const { url } = await setup(test);
    const { sub, name, iss, aud, iat, exp } = claims(await sessionOf(url, 'ana'));
    assert.deepEqual({ sub, name, iss, aud }, { sub: 'ana', name: 'Ana', iss: 'call-elements-demo', aud: 'call-elements' });
    assert.equal(Number(exp) - Number(iat), 3600);
  });

  it('takes the user token of this run at the service, and not that of another', async (test) => {
    const [one, other] = await Promise.all([setup(test), setup(test)]);
    const ticket = async (token: string): Promise<number> =>
      (await fetch(`${one.url}/calls/ticket`, { method: 'POST', headers: { authorization: `Bearer ${token}` } })).status;
    assert.equal(await ticket(await sessionOf(one.url, 'bo')), 200);
    assert.equal(await ticket(await sessionOf(other.url, 'bo')), 401);
  });

  it('gives its pages a policy without anything inline, and only our own media server to reach', async (test) => {
    const { url, livekit } = await setup(test);
    const policy = (await fetch(`${url}/?user=ana`)).headers.get('content-security-policy') ?? '';
    assert.ok(!policy.includes('unsafe'));
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types call-elements-lit/);
    const connect = /connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ');
    assert.deepEqual(connect, ["'self'", url.replace('http', 'ws'), livekit.url, livekit.url.replace('ws', 'http')]);
  });

  it('serves no file outside of its folders', async (test) => {
    const { url } = await setup(test);
    for (const path of [
      '/demo/../friends.json',
      '/demo/..%2ffriends.json',
      '/..%2f..%2fpackage.json',
      '/demo/%2e%2e/friends.json',
      '/integrity.json%00.js',
    ]) {
      assert.equal((await rawGet(url, path, new URL(url).host)).status, 404, path);
    }
  });

  it('refuses a name that somebody pointed at this machine', async (test) => {
    const { url } = await setup(test);
    assert.equal((await rawGet(url, '/demo/session?user=ana', 'evil.example')).status, 421);
  });

  it('takes the next port when the wished one is taken', async (test) => {
    const blocker = createServer().listen(0, '127.0.0.1');
    test.after(() => blocker.close());
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const { url } = await setup(test, { port });
    assert.ok(Number(new URL(url).port) > port);
  });

  it('closes though a page holds connections open', { timeout: 10_000 }, async (test) => {
    const folder = await makeFolder(test);
    await makeProgram(folder, 'livekit-server', FAKE_SERVER);
    const stack = await startStack({ env: { PATH: folder } });
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/calls/signal`);
    const closed = once(socket, 'close');
    await once(socket, 'open');
    await stack.close();
    await closed;
    await assert.rejects(fetch(stack.url));
  });
});

/** A request whose path and host header are sent as they stand. */
async function rawGet(url: string, path: string, host: string): Promise<{ status: number | undefined }> {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, headers: { host } });
  sent.end();
  const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
  response.resume();
  return { status: response.statusCode };
}
