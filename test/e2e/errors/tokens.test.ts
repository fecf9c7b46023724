import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { inTurn, page, startBrokenServer, status, type Answer, type BrokenServer } from './support/broken-server.ts';
import { ErrorPage, type Outcome } from './support/error-page.ts';

interface Expected {
  readonly words: string;
  readonly code: string;
  readonly category: string;
  readonly again: boolean;
  readonly cause: Record<string, unknown>;
}

/** What the person sees and may do, and what the host gets: once. */
function looksLike(outcome: Outcome, { words, code, category, again, cause }: Expected): void {
  assert.ok(outcome.words.includes(words), outcome.words);
  assert.deepEqual(outcome.actions, again ? ['Join again'] : []);
  assert.equal(outcome.reason, 'token-error');
  assert.deepEqual(outcome.errors, [{ code, category, retryable: again, cause }]);
}

describe('a token endpoint', () => {
  let server: BrokenServer;
  let browser: Browser;
  let open: ErrorPage;

  before(async () => {
    server = await startBrokenServer();
    browser = await launchChromium();
    open = await ErrorPage.open(browser, server);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  const cases: readonly (Expected & { readonly name: string; readonly answer: Answer })[] = [
    {
      name: 'that refuses this person (403)',
      answer: status(403),
      ...{
        words: 'You do not have access to this call.',
        code: 'ERR_NOT_ALLOWED',
        category: 'client',
        again: false,
        cause: { status: 403 },
      },
    },
    {
      name: 'that is not there (404)',
      answer: status(404),
      ...{ words: 'This call has not started or has ended.', code: 'ERR_NOT_FOUND', category: 'configuration', again: false },
      cause: { status: 404 },
    },
    {
      name: 'of a full room (409)',
      answer: status(409, {}, { error: 'ERR_ROOM_FULL' }),
      ...{ words: 'This call is full.', code: 'ERR_ROOM_FULL', category: 'client', again: true, cause: { status: 409 } },
    },
    {
      name: 'that asks for more patience than a person has (429)',
      answer: status(429, { 'retry-after': '60' }),
      ...{ words: 'Too many attempts. Wait a moment.', code: 'ERR_RATE_LIMITED', category: 'client', again: true, cause: { status: 429 } },
    },
    {
      name: 'that is a page',
      answer: page(),
      ...{ words: 'The call service is misconfigured.', code: 'ERR_TOKEN_INVALID', category: 'configuration', again: false },
      cause: { status: 200 },
    },
    {
      name: 'that refuses without asking who it is (401)',
      answer: status(401),
      ...{ words: 'You are not signed in for calls.', code: 'ERR_UNAUTHENTICATED', category: 'configuration', again: false },
      cause: { status: 401 },
    },
    {
      name: 'that does not understand (400)',
      answer: status(400),
      ...{
        words: 'You do not have access to this call.',
        code: 'ERR_TOKEN_REFUSED',
        category: 'client',
        again: false,
        cause: { status: 400 },
      },
    },
  ];
  for (const { name, answer, ...expected } of cases) {
    it(`${name} is believed at once`, async () => {
      open.token(answer);
      const before = open.asked('token').length;
      looksLike(await open.fails(), expected);
      assert.equal(open.asked('token').length - before, 1);
      await open.seesNoTimer();
    });
  }

  it('that fails is asked three times, after one and three seconds, and once more by the button', async () => {
    open.token(status(503));
    const before = open.asked('token').length;
    const unreachable = { words: 'Cannot reach the call service.', code: 'ERR_TOKEN_UNREACHABLE', category: 'network', again: true };
    looksLike(await open.fails(), { ...unreachable, cause: { status: 503 } });
    const [first = 0, second = 0, third = 0, ...more] = open.asked('token').slice(before);
    assert.ok(second - first > 900 && third - second > 2_900 && more.length === 0, `${second - first} ms, ${third - second} ms`);
    open.token(status(403));
    await open.page.getByRole('button', { name: 'Join again' }).click();
    await open.page.getByText('You do not have access to this call.', { exact: true }).waitFor();
  });

  it('that asks to wait is waited for', async () => {
    open.token(inTurn(status(429, { 'retry-after': '2' }), status(403)));
    const before = open.asked('token').length;
    assert.equal((await open.fails()).errors[0]?.code, 'ERR_NOT_ALLOWED');
    const [first = 0, second = 0] = open.asked('token').slice(before);
    assert.ok(second - first > 1_900, `${second - first} ms`);
  });
});
