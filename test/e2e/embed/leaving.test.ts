import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { leftovers } from '../support/probe.ts';
import { arrive, type Guest } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { callPage, policy } from './support/pages.ts';

declare global {
  interface Window {
    /** Why each call of the page ended. */
    reasons: string[];
  }
}

describe('a page that takes its client away', () => {
  let host: Host;
  let browser: Browser;

  before(async () => {
    host = await startHost();
    browser = await launchChromium();
    for (const user of ['ana', 'bo']) host.serve(`/${user}`, { body: callPage(host, user), headers: policy(host) });
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  after(async () => {
    await browser.close();
    await host.close();
  });

  /** Ana and Bo see each other; then Ana's page takes the client away. */
  async function abandoned(): Promise<{ ana: Guest; bo: Guest }> {
    const ana = await arrive(browser, `${host.url}/ana`, 'Ana');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await Promise.all([ana.online(), bo.online()]);
    await ana.call('Bo', 'video');
    await bo.press('Accept with video');
    await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
    await ana.page.evaluate(() => {
      const client = document.querySelector<
        HTMLElement & { controller: { on(type: 'end', listener: (event: { reason: string }) => void): void } }
      >('call-client');
      window.reasons = [];
      client?.controller.on('end', ({ reason }) => void window.reasons.push(reason));
      client?.remove();
    });
    return { ana, bo };
  }

  it('hangs up five seconds later, with the reason "disposed", and leaves nothing behind', async () => {
    const { ana, bo } = await abandoned();
    const gone = Date.now();
    await bo.sees('Call ended');
    const waited = Date.now() - gone;
    assert.ok(waited > 4_000 && waited < 8_000, `${String(waited)} ms`);
    await ana.page.waitForFunction(() => window.reasons.length > 0);
    assert.deepEqual(await ana.page.evaluate(() => window.reasons), ['disposed']);
    assert.deepEqual(await leftovers(ana.page), { openConnections: 0, liveTracks: 0 });
    assert.deepEqual(ana.problems, []);
  });

  it('and puts another there in time, as apps of one page do, is still in the call', async () => {
    const { ana, bo } = await abandoned();
    await ana.page.evaluate(
      ({ tokenUrl, signalUrl, sessionUrl }) => {
        const client = document.createElement('call-client');
        for (const [name, value] of Object.entries({ 'token-url': tokenUrl, 'signal-url': signalUrl, 'session-url': sessionUrl }))
          client.setAttribute(name, value);
        document.body.append(client);
      },
      { tokenUrl: `${host.stack.url}/calls/token`, signalUrl: `${host.stack.url}/calls/signal`, sessionUrl: '/session?user=ana' },
    );
    await ana.seesMoving('Bo');
    await bo.seesMoving('Ana');
    await ana.press('Hang up');
    await bo.sees('Call ended');
    assert.deepEqual(
      await ana.page.evaluate(() => [window.reasons, window.sockets.filter((address) => address.endsWith('/signal')).length]),
      [['hangup'], 1],
    );
  });
});
