import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { page, startBrokenServer, status, type Answer, type BrokenServer } from './support/broken-server.ts';
import { ErrorPage, type Outcome } from './support/error-page.ts';
import { makeRoom, mediaToken } from './support/media-tokens.ts';
import { CLOSE, LEAVE_AT_ONCE, refuseSocket, takeSocket } from './support/sockets.ts';

const UNREACHABLE = 'Cannot reach the call server. Check your connection.';
const MISCONFIGURED = 'The call server is misconfigured.';
const ok: Answer = () => new Response('success');

describe('a media server', () => {
  let stack: TestStack;
  let server: BrokenServer;
  let browser: Browser;
  let open: ErrorPage;

  before(async () => {
    stack = await startTestStack();
    server = await startBrokenServer();
    browser = await launchChromium();
    open = await ErrorPage.open(browser, server);
  });
  after(async () => {
    await browser.close();
    await server.close();
    await stack.close();
  });

  /** Gives tokens for the real server from now on. */
  const realTokens = (grants: Readonly<Record<string, unknown>>, secret?: string): void => {
    open.token(async () =>
      Response.json({
        server_url: stack.livekit.url,
        participant_token: await mediaToken(stack.livekit, 'user:device:session', grants, secret),
      }),
    );
  };
  /** Joins, and counts the tokens that were asked for. */
  const fail = async (): Promise<Outcome & { tokens: number }> => {
    const before = open.asked('token').length;
    const outcome = await open.fails(20_000);
    await open.seesNoTimer();
    return { ...outcome, tokens: open.asked('token').length - before };
  };
  const says = (
    outcome: Outcome & { tokens: number },
    expected: { words: string; code: string; tokens: number; again?: boolean },
  ): void => {
    const { words, code, tokens, again = true } = expected;
    assert.ok(outcome.words.includes(words), outcome.words);
    assert.deepEqual(
      outcome.errors.map((error) => error.code),
      [code],
    );
    assert.equal(outcome.errors[0]?.retryable, again);
    assert.deepEqual(outcome.actions, again ? ['Join again'] : []);
    assert.equal(outcome.tokens, tokens);
    assert.ok(!outcome.words.includes('may still be there'));
  };

  it('with another key is asked twice, with two tokens', async () => {
    realTokens({ room: 'any', roomJoin: true }, 'another secret of thirty-two bytes!');
    const outcome = await fail();
    says(outcome, { words: 'Your invitation expired. Call again.', code: 'ERR_TOKEN_EXPIRED', tokens: 2 });
    assert.deepEqual(outcome.errors[0]?.cause, { status: 401 });
    assert.equal(outcome.reason, 'token-error');
  });

  it('without the room is asked three times, with three tokens', async () => {
    realTokens({ room: 'nobody-made-it', roomJoin: true });
    says(await fail(), { words: 'This call has not started or has ended.', code: 'ERR_ROOM_GONE', tokens: 3 });
  });

  it('that refuses this person (403) is believed at once', async () => {
    open.mediaServer(status(403));
    says(await fail(), { words: 'No access to this call.', code: 'ERR_CONNECT_REFUSED', tokens: 1, again: false });
  });

  for (const [what, answer] of [
    ['that is not one (404), for which the SDK would ask for ever,', status(404)],
    ['that is a web site with pages for everything', page(200)],
    ['that is a web site with a page about what is missing', page(404)],
  ] as const) {
    it(`${what} is named as misconfigured at once`, async () => {
      open.mediaServer(answer);
      const before = open.asked('media/rtc/validate').length;
      const outcome = await fail();
      says(outcome, { words: MISCONFIGURED, code: 'ERR_CONFIG', tokens: 1, again: false });
      assert.equal(outcome.errors[0]?.category, 'configuration');
      assert.equal(open.asked('media/rtc/validate').length - before, 1);
    });
  }

  it('whose address is none is named as misconfigured', async () => {
    open.token(() => Response.json({ server_url: 'livekit', participant_token: 'x' }));
    says(await fail(), { words: MISCONFIGURED, code: 'ERR_CONFIG', tokens: 1, again: false });
  });

  it('that fails (500) is tried three times', async () => {
    open.mediaServer(status(500));
    const outcome = await fail();
    says(outcome, { words: UNREACHABLE, code: 'ERR_CONNECT_FAILED', tokens: 3 });
    assert.equal(outcome.reason, 'network-error');
    assert.deepEqual(outcome.errors[0]?.cause, { status: 500 });
  });

  it('whose socket refuses (503) is tried three times, and no connection is left open', async () => {
    open.mediaServer(ok);
    server.onSocket(`${open.base}/media/`, refuseSocket(503));
    const outcome = await fail();
    says(outcome, { words: UNREACHABLE, code: 'ERR_CONNECT_FAILED', tokens: 3 });
    assert.equal(outcome.errors[0]?.cause?.['reason'], 6);
  });

  it('that sends everybody away is asked once more', async () => {
    open.mediaServer(ok);
    server.onSocket(`${open.base}/media/`, takeSocket(LEAVE_AT_ONCE));
    const outcome = await fail();
    says(outcome, { words: 'Could not join. The call may be full.', code: 'ERR_JOIN_FAILED', tokens: 2 });
    assert.deepEqual(outcome.errors[0]?.cause, { reason: 4 });
  });

  it('that hangs up before anybody is in is tried three times', async () => {
    open.mediaServer(ok);
    server.onSocket(`${open.base}/media/`, takeSocket(CLOSE));
    says(await fail(), { words: UNREACHABLE, code: 'ERR_CONNECT_FAILED', tokens: 3 });
  });

  it('that lets nobody publish is joined, and says so', async () => {
    await makeRoom(stack.livekit, 'listen');
    realTokens({ room: 'listen', roomJoin: true, canPublish: false });
    await open.page.evaluate(() => (window.host.errors = []));
    await open.press();
    const view = open.page.locator('call-view');
    await view.getByText('The host of this call turned it off.').waitFor();
    assert.deepEqual(await open.page.evaluate(() => window.host.errors.map(({ code, cause }) => ({ code, cause }))), [
      { code: 'ERR_PUBLISH_DENIED', cause: { status: 403 } },
    ]);
    assert.equal(await open.page.evaluate(() => window.probe.leftovers().liveTracks), 0);
    await view.getByRole('button', { name: 'Hang up' }).click();
    await open.seesEnd();
  });

  it('that is down is tried three times', async () => {
    realTokens({ room: 'any', roomJoin: true });
    await stack.livekit.kill();
    const outcome = await fail();
    says(outcome, { words: UNREACHABLE, code: 'ERR_CONNECT_FAILED', tokens: 3 });
    assert.deepEqual(outcome.errors[0]?.cause, { name: 'TypeError' });
  });
});
