import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { leftovers } from '../support/probe.ts';
import { arrive, type Guest } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { bundleScript, callPage, page, policy } from './support/pages.ts';
import { buildWithEsbuild } from '../../packaging/support/builders.ts';

describe('a strict page from another origin', () => {
  let host: Host;
  let browser: Browser;

  before(async () => {
    host = await startHost();
    browser = await launchChromium();
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  after(async () => {
    await browser.close();
    await host.close();
  });

  /** Ana and Bo at their pages; a whole video call, from the ring to the end. */
  async function wholeCall(): Promise<[Guest, Guest]> {
    const ana = await arrive(browser, `${host.url}/ana`, 'Ana');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await Promise.all([ana.online(), bo.online()]);
    await ana.call('Bo', 'video');
    await bo.press('Accept with video');
    await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
    await ana.press('Share screen');
    await bo.seesMoving('Ana, screen');
    await ana.press('Mute');
    await bo.tile('Ana, muted').waitFor();
    await ana.press('Hang up');
    await bo.sees('Call ended');
    for (const guest of [ana, bo]) assert.deepEqual(await leftovers(guest.page), { openConnections: 0, liveTracks: 0 });
    return [ana, bo];
  }

  async function nothingForbidden(guests: readonly Guest[]): Promise<void> {
    for (const guest of guests) {
      assert.deepEqual(await guest.violations(), [], guest.name);
      assert.deepEqual(guest.problems, [], guest.name);
    }
    assert.deepEqual(host.reports, []);
  }

  it('that forbids something tells the test of it, in each of its ways', async () => {
    host.serve('/planted', {
      body: page('', '<img src="https://elsewhere.example/a.png"><p style="color: red">x</p>'),
      headers: policy(host),
    });
    const guest = await arrive(browser, `${host.url}/planted`, 'Nobody');
    await guest.page.waitForFunction(() => window.violations.length >= 4);
    const violations = await guest.violations();
    for (const part of ['img-src: ', 'style-src-attr: ', 'csp-violation: '])
      assert.ok(
        violations.some((line) => line.startsWith(part)),
        part,
      );
    while (host.reports.length < 2) await once(host.arrivals, 'report');
    assert.match(host.reports.join(), /elsewhere\.example/);
    host.reports.length = 0;
  });

  it('has a whole call with the modules, and nothing is forbidden', async () => {
    for (const user of ['ana', 'bo']) host.serve(`/${user}`, { body: callPage(host, user), headers: policy(host) });
    await nothingForbidden(await wholeCall());
  });

  it('has a whole call with the one-file build, which adds one name to the page', async () => {
    const script = bundleScript(host, 'call-elements.classic.js');
    for (const user of ['ana', 'bo']) host.serve(`/${user}`, { body: callPage(host, user, script), headers: policy(host) });
    host.serve('/empty', { body: page('', ''), headers: policy(host) });
    const empty = await arrive(browser, `${host.url}/empty`, 'Nobody');
    const names = await empty.page.evaluate(() => Object.getOwnPropertyNames(window));
    const guests = await wholeCall();
    const added = await guests[0].page.evaluate(
      (known) => Object.getOwnPropertyNames(window).filter((name) => !known.includes(name)),
      names,
    );
    assert.deepEqual(added, ['CallElements']);
    assert.equal(
      await guests[0].page.evaluate(() => (window as unknown as { CallElements: { version: string } }).CallElements.version),
      '0.1.0',
    );
    await nothingForbidden(guests);
  });

  it('has a whole call with the npm packages, built by the host app', async () => {
    for (const [name, body] of await buildWithEsbuild()) host.serve(`/app/${name}`, { body });
    const script = '<script type="module" src="/app/host.js"></script>';
    // Lit is the host's own here, and so is the name of its policy.
    for (const user of ['ana', 'bo']) {
      host.serve(`/${user}`, {
        body: callPage(host, user, script),
        headers: policy(host, { 'script-src': "'self'", 'trusted-types': 'lit-html' }),
      });
    }
    await nothingForbidden(await wholeCall());
  });
});
