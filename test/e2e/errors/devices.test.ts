import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { startBrokenServer, type BrokenServer } from './support/broken-server.ts';
import { ErrorPage } from './support/error-page.ts';
import { makeRoom, mediaToken } from './support/media-tokens.ts';

describe('a page that joins', () => {
  let stack: TestStack;
  let server: BrokenServer;

  before(async () => {
    stack = await startTestStack();
    server = await startBrokenServer();
  });
  after(async () => {
    await server.close();
    await stack.close();
  });

  /** Runs in a browser with these switches, on a page that would get into the room. */
  async function on(
    args: readonly string[],
    media: 'audio' | 'video',
    run: (open: ErrorPage, browser: Browser) => Promise<void>,
  ): Promise<void> {
    const browser = await launchChromium({ args });
    try {
      const open = await ErrorPage.open(browser, server);
      // A room of its own: a browser that is closed is seen by others for a while.
      const room = `room${open.base}`;
      await makeRoom(stack.livekit, room);
      open.token(async () =>
        Response.json({
          server_url: stack.livekit.url,
          participant_token: await mediaToken(stack.livekit, `user:device:${open.base.slice(3)}`, { room, roomJoin: true }),
        }),
      );
      await open.page.locator('call-button').evaluate((button, kind) => button.setAttribute('media', kind), media);
      await run(open, browser);
    } finally {
      await browser.close();
    }
  }
  const seen = (open: ErrorPage, words: string): Promise<void> =>
    open.page.locator('call-view').getByText(words).filter({ visible: true }).last().waitFor({ timeout: 10_000 });
  const errors = (open: ErrorPage): Promise<{ code: string; category: string; retryable: boolean; cause: unknown }[]> =>
    open.page.evaluate(() => window.host.errors);
  const hangsUp = async (open: ErrorPage): Promise<void> => {
    await open.page.locator('call-view').getByRole('button', { name: 'Hang up' }).click();
    await open.seesEnd();
    assert.deepEqual(await open.page.evaluate(() => window.probe.leftovers()), { openConnections: 0, liveTracks: 0 });
    await open.seesNoTimer();
  };
  const tries = (open: ErrorPage): Promise<number> => open.page.evaluate(() => window.host.captures);

  it('without being let use its microphone is there all the same, and may try again', async () => {
    await on(['--use-fake-ui-for-media-stream=deny'], 'audio', async (open) => {
      await open.press();
      await seen(open, 'Allow it in the site settings of your browser.');
      await seen(open, 'You are the first one here');
      assert.deepEqual(await errors(open), [
        { code: 'ERR_MEDIA_DENIED', category: 'client', retryable: false, cause: { name: 'NotAllowedError' } },
      ]);
      const before = await tries(open);
      await open.page.locator('call-view').getByRole('button', { name: 'Try again' }).click();
      await open.page.waitForFunction((count) => window.host.captures > count, before);
      await seen(open, 'Allow it in the site settings of your browser.');
      await hangsUp(open);
    });
  });

  it('without a camera is heard, and told that there is none', async () => {
    await on(['--use-fake-device-for-media-stream=device-count=0'], 'video', async (open) => {
      await open.press();
      await seen(open, 'None was found. Plug one in and try again.');
      assert.deepEqual(
        (await errors(open)).map(({ code, cause }) => ({ code, cause })),
        [{ code: 'ERR_MEDIA_MISSING', cause: { name: 'NotFoundError' } }],
      );
      assert.equal(await open.page.evaluate(() => window.probe.leftovers().liveTracks), 1);
      await hangsUp(open);
    });
  });

  for (const [what, name, words, code, captures] of [
    ['is in use', 'NotReadableError', 'It is used by another app.', 'ERR_MEDIA_IN_USE', 2],
    ['cannot be had as wished', 'OverconstrainedError', 'It could not be started. Try again.', 'ERR_MEDIA', 2],
  ] as const) {
    it(`whose microphone ${what} tries once more, and once again by the button`, async () => {
      await on([], 'audio', async (open) => {
        await open.page.evaluate((error) => {
          const devices = navigator.mediaDevices;
          window.host.capture = devices.getUserMedia.bind(devices);
          // No switch of the browser makes its fake devices fail like this.
          devices.getUserMedia = () => {
            window.host.captures += 1;
            return Promise.reject(new DOMException('', error));
          };
        }, name);
        await open.press();
        await seen(open, words);
        assert.deepEqual(
          (await errors(open)).map(({ code: told, cause }) => ({ told, cause })),
          [{ told: code, cause: { name } }],
        );
        assert.equal(await tries(open), captures);
        await open.page.evaluate(() => {
          const { capture } = window.host;
          if (capture) navigator.mediaDevices.getUserMedia = capture;
        });
        const view = open.page.locator('call-view');
        await view.getByRole('button', { name: 'Try again' }).click();
        await view.getByText(words).waitFor({ state: 'detached' });
        await open.page.waitForFunction(() => window.probe.leftovers().liveTracks === 1);
        await hangsUp(open);
      });
    });
  }

  it('from an address that is not safe does not even fetch the engine', async () => {
    await on([`--host-resolver-rules=MAP insecure.test 127.0.0.1`], 'audio', async (_open, browser) => {
      const open = await ErrorPage.open(browser, server, { origin: `http://insecure.test:${server.port}` });
      open.token(() => Response.json({ server_url: stack.livekit.url, participant_token: 'never used' }));
      const files: string[] = [];
      open.page.on('request', (request) => files.push(request.url()));
      const outcome = await open.fails();
      assert.ok(outcome.words.includes('Calls need a current browser over HTTPS.'), outcome.words);
      assert.deepEqual(outcome.actions, []);
      assert.equal(outcome.reason, 'config-error');
      assert.deepEqual(outcome.errors, [{ code: 'ERR_INSECURE_CONTEXT', category: 'configuration', retryable: false, cause: null }]);
      assert.ok(!files.some((file) => file.includes('engine')), files.join());
    });
  });

  it('whose engine does not come is told after a second try, and may try again', async () => {
    await on([], 'audio', async (open) => {
      let asked = 0;
      const engine = '**/bundle/call-engine-*.js';
      await open.page.route(engine, (route) => {
        asked += 1;
        return route.fulfill({ status: 500 });
      });
      const outcome = await open.fails();
      assert.ok(outcome.words.includes('Could not load the call. Try again.'), outcome.words);
      assert.equal(outcome.reason, 'config-error');
      assert.deepEqual(outcome.errors, [{ code: 'ERR_ENGINE_LOAD', category: 'network', retryable: true, cause: { name: 'TypeError' } }]);
      assert.ok(asked >= 2, `${asked}`);
      await open.page.unroute(engine);
      await open.page.getByRole('button', { name: 'Join again' }).click();
      await seen(open, 'You are the first one here');
      await hangsUp(open);
    });
  });
});
