import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createService, type Service } from '@call-elements/service';
import { SignJWT } from 'jose';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../stack.ts';
import { startBrokenServer, type Answer, type BrokenServer } from './support/broken-server.ts';
import { ErrorPage } from './support/error-page.ts';

const SECRET = 'a secret of this test, long enough';

/** A user token that ran out so many seconds ago. */
const userToken = (expiredFor: number): Promise<string> =>
  new SignJWT({ name: 'Ana' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject('ana')
    .setIssuer('host')
    .setAudience('calls')
    .setIssuedAt(Math.floor(Date.now() / 1000) - 3_600)
    .setExpirationTime(Math.floor(Date.now() / 1000) - expiredFor)
    .sign(new TextEncoder().encode(SECRET));

describe('a user token that ran out while the page was open', () => {
  let stack: TestStack;
  let server: BrokenServer;
  let service: Service;
  let browser: Browser;

  before(async () => {
    stack = await startTestStack();
    server = await startBrokenServer();
    browser = await launchChromium();
    const { url, apiKey, apiSecret } = stack.livekit;
    service = createService(
      {
        livekit: { url, apiKey, apiSecret },
        userTokens: { secret: SECRET, algorithms: ['HS256'], issuer: 'host', audience: 'calls' },
        origins: [server.url],
        roomSecret: 'another secret of this test, long',
        log: () => undefined,
      },
      { policy: { mayJoin: () => Promise.resolve(true) } },
    );
  });
  after(async () => {
    await browser.close();
    await service.close();
    await server.close();
    await stack.close();
  });

  const openPage = async (...ages: [number, ...number[]]): Promise<ErrorPage> => {
    const open = await ErrorPage.open(browser, server, { session: true, token: '/calls/token' });
    server.on('/calls/token', (request) => service.fetch(request));
    const left = [...ages];
    const answer: Answer = async () => Response.json({ token: await userToken((left.length > 1 ? left.shift() : left[0]) ?? 0) });
    open.session(answer);
    return open;
  };

  it('is asked for anew once, and nobody notices', async () => {
    const open = await openPage(600, -600);
    const before = server.asked('/calls/token').length;
    await open.press();
    await open.page.locator('call-view').getByText('You are the first one here').filter({ visible: true }).last().waitFor();
    assert.equal(open.asked('session').length, 2);
    assert.equal(server.asked('/calls/token').length - before, 2);
    assert.deepEqual(await open.page.evaluate(() => window.host.errors), []);
    await open.close();
  });

  it('is said when the new one is no better', async () => {
    const open = await openPage(600);
    const before = server.asked('/calls/token').length;
    const outcome = await open.fails();
    assert.ok(outcome.words.includes('You are not signed in for calls. Sign in again, or load this page anew.'), outcome.words);
    assert.deepEqual(outcome.actions, []);
    assert.deepEqual(outcome.errors, [
      { code: 'ERR_UNAUTHENTICATED', category: 'configuration', retryable: false, cause: { status: 401 } },
    ]);
    assert.equal(open.asked('session').length, 2);
    assert.equal(server.asked('/calls/token').length - before, 2);
    await open.seesNoTimer();
  });
});
