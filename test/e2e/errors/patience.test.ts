import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { seesOnline, visit } from '../support/people.ts';
import { addProbe, leftovers } from '../support/probe.ts';
import { silence, startBrokenServer, status, type BrokenServer } from './support/broken-server.ts';
import { addHost, ErrorPage } from './support/error-page.ts';
import { makeRoom, mediaToken } from './support/media-tokens.ts';
import { withoutMedia } from './support/sockets.ts';

// These wait for limits of time: all at once, each on a page of its own.
describe('what is waited for in vain', { concurrency: true }, () => {
  let stack: TestStack;
  let server: BrokenServer;
  let browser: Browser;

  before(async () => {
    stack = await startTestStack();
    server = await startBrokenServer();
    browser = await launchChromium();
    await makeRoom(stack.livekit, 'patience');
  });
  after(async () => {
    await browser.close();
    await server.close();
    await stack.close();
  });

  it('a token endpoint that never answers: given up after 25 seconds', async () => {
    const open = await ErrorPage.open(browser, server);
    open.token(silence);
    const outcome = await open.fails(35_000);
    assert.ok(outcome.words.includes('Cannot reach the call service.'), outcome.words);
    assert.deepEqual(outcome.actions, ['Join again']);
    assert.equal(outcome.reason, 'token-error');
    assert.deepEqual(
      outcome.errors.map(({ code, category }) => ({ code, category })),
      [{ code: 'ERR_TOKEN_UNREACHABLE', category: 'network' }],
    );
    const [first = 0, second = 0, third = 0] = open.asked('token');
    assert.ok(
      Math.abs(second - first - 9_000) < 1_500 && Math.abs(third - second - 11_000) < 1_500,
      `${second - first}, ${third - second}`,
    );
    await open.seesNoTimer();
  });

  it('a token endpoint that is not there: asked three times', async () => {
    const open = await ErrorPage.open(browser, server, { token: 'http://127.0.0.1:9/token' });
    const outcome = await open.fails(15_000);
    assert.ok(outcome.words.includes('Cannot reach the call service.'), outcome.words);
    assert.deepEqual(outcome.errors, [
      { code: 'ERR_TOKEN_UNREACHABLE', category: 'network', retryable: true, cause: { name: 'TypeError' } },
    ]);
    await open.seesNoTimer();
  });

  it('a session address that fails: asked three times', async () => {
    const open = await ErrorPage.open(browser, server, { session: true });
    open.session(status(500));
    const outcome = await open.fails(15_000);
    assert.ok(outcome.words.includes('You are not signed in for calls. Sign in again'), outcome.words);
    assert.deepEqual(outcome.errors, [{ code: 'ERR_SESSION', category: 'configuration', retryable: true, cause: { status: 500 } }]);
    assert.equal(open.asked('session').length, 3);
    assert.equal(open.asked('token').length, 0);
  });

  it('a media server that never answers: given up after 25 seconds', async () => {
    const open = await ErrorPage.open(browser, server);
    open.mediaServer(silence);
    const outcome = await open.fails(35_000);
    assert.ok(outcome.words.includes('The call server does not respond. Check your connection.'), outcome.words);
    assert.equal(outcome.reason, 'network-error');
    assert.deepEqual(
      outcome.errors.map(({ code }) => code),
      ['ERR_CONNECT_TIMEOUT'],
    );
    assert.equal(open.asked('media/rtc/validate').length, 2);
    await open.seesNoTimer();
  });

  it('media that no network lets through: tried by two ways, and named', async () => {
    const open = await ErrorPage.open(browser, server);
    const { livekit } = stack;
    open.mediaServer(() => new Response('success'));
    open.token(async () =>
      Response.json({
        server_url: open.mediaUrl,
        participant_token: await mediaToken(livekit, 'user:device:blocked', { room: 'patience', roomJoin: true }),
      }),
    );
    server.onSocket(`${open.base}/media/`, withoutMedia(Number(new URL(livekit.url).port), `${open.base}/media`));
    const outcome = await open.fails(40_000);
    assert.ok(outcome.words.includes('Your network seems to block calls.'), outcome.words);
    assert.deepEqual(outcome.actions, ['Join again']);
    assert.deepEqual(outcome.errors, [{ code: 'ERR_NETWORK_BLOCKED', category: 'network', retryable: true, cause: { reason: 2 } }]);
    await open.seesNoTimer();
  });

  it('a permission that nobody answers: named after 15 seconds, and nobody was rung', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await addProbe(context);
    await addHost(context);
    // As a web view does whose host has no handler (webview.md §5).
    await context.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
      navigator.permissions.query = () => Promise.resolve({ state: 'prompt' } as PermissionStatus);
    });
    const chen = await visit(context, stack, 'chen');
    const ana = await visit(browser, stack, 'ana');
    await seesOnline(chen, 'ana');
    await chen.call('Ana');
    await chen.sees('Your browser asks for your microphone. Allow it to call.');
    await chen.sees('Nobody answered the question for the microphone. Allow it, and try again.', 20_000);
    await chen.button('Call again').waitFor();
    assert.deepEqual(await chen.page.evaluate(() => [window.host.ends, window.host.errors]), [
      ['device-error'],
      [{ code: 'ERR_MEDIA_TIMEOUT', category: 'configuration', retryable: true, cause: null }],
    ]);
    assert.deepEqual(await leftovers(chen.page), { openConnections: 0, liveTracks: 0 });
    await ana.seesNoCall(1_000);
  });
});

/** Joins by itself, and tells its server when the sound is blocked. */
const JOINS_BY_ITSELF = `
const client = document.querySelector('call-client');
await customElements.whenDefined('call-client');
const timer = setInterval(() => {
  const call = client.controller?.snapshot.calls[0];
  if (client.controller && !call) client.controller.join('errors');
  if (!call?.soundBlocked) return;
  clearInterval(timer);
  fetch('/blocked');
}, 100);`;

describe('a browser that plays nothing without a press', () => {
  it('says that the sound is off, and plays it after one', async () => {
    const stack = await startTestStack();
    const server = await startBrokenServer();
    // A page that captures may play, so this one may not.
    const quiet = await launchChromium({
      args: ['--autoplay-policy=document-user-activation-required', '--use-fake-ui-for-media-stream=deny'],
    });
    const browser = await launchChromium();
    try {
      await makeRoom(stack.livekit, 'sound');
      let people = 0;
      const token = async (): Promise<Response> => {
        const participant_token = await mediaToken(stack.livekit, `user${(people += 1)}:d:s`, { room: 'sound', roomJoin: true });
        return Response.json({ server_url: stack.livekit.url, participant_token });
      };
      server.on('/sound', token);
      const bo = await ErrorPage.open(browser, server, { token: '/sound' });
      await bo.press();
      await bo.page.locator('call-view').getByRole('button', { name: 'Mute' }).click();
      const blocked = new Promise<void>((resolve) => {
        server.on('/blocked', () => {
          resolve();
          return new Response();
        });
      });
      const ana = await ErrorPage.open(quiet, server, { token: '/sound', script: JOINS_BY_ITSELF });
      await blocked;
      const view = ana.page.locator('call-view');
      await view.getByText('The sound is off').waitFor();
      await view.getByRole('button', { name: 'Hear the call' }).click();
      await view.getByText('The sound is off').waitFor({ state: 'detached' });
      const { audioEnergy } = await ana.page.evaluate(() => window.probe.received());
      await ana.page.waitForFunction(async (before) => (await window.probe.received()).audioEnergy > before, audioEnergy);
    } finally {
      await Promise.all([quiet.close(), browser.close()]);
      await server.close();
      await stack.close();
    }
  });
});
