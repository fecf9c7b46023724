import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { leftovers } from '../support/probe.ts';
import { arrive } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { bundleFolder, bundleScript, callPage, clientTag, integrity, page, policy } from './support/pages.ts';

describe('what a page refuses', () => {
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

  /** A page with a button that needs no friends list. */
  const buttonPage = (script: string): string =>
    page(script, `${clientTag(host, 'ana')}<call-button peer-id="bo" peer-name="Bo"></call-button><call-view></call-view>`);

  const roomPage = (script: string): string =>
    page(
      script,
      `<call-client token-url="${host.stack.url}/calls/token" session-url="/session?user=ana"></call-client>
       <call-button room-name="standup"></call-button><call-view></call-view>`,
    );

  it('is said when it is the service (connect-src)', async () => {
    host.serve('/refused', { body: roomPage(bundleScript(host)), headers: policy(host, { 'connect-src': "'self'" }) });
    const ana = await arrive(browser, `${host.url}/refused`, 'Ana');
    await ana.page.getByRole('button', { name: 'Join standup' }).click();
    await ana.sees(/Cannot reach|could not/i, 30_000);
    await ana.button('Call again').or(ana.button('Join again')).or(ana.button('Try again')).waitFor();
    const [error] = await ana.callErrors();
    assert.equal(error?.code, 'ERR_TOKEN_UNREACHABLE');
    assert.match(error.message, /connect-src/);
    assert.deepEqual(await leftovers(ana.page), { openConnections: 0, liveTracks: 0 });
  });

  it('is said when it is the media server (connect-src)', async () => {
    const service = new URL(host.stack.url).host;
    const headers = policy(host, { 'connect-src': `'self' http://${service} ws://${service}` });
    host.serve('/ana', { body: callPage(host, 'ana'), headers });
    host.serve('/bo', { body: callPage(host, 'bo'), headers: policy(host) });
    const ana = await arrive(browser, `${host.url}/ana`, 'Ana');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await Promise.all([ana.online(), bo.online()]);
    await ana.call('Bo', 'audio');
    await bo.press('Accept');
    await ana.sees('Cannot reach the call server. Check your connection.', 30_000);
    await ana.button('Call again').waitFor();
    const [error] = await ana.callErrors();
    assert.equal(error?.code, 'ERR_CONNECT_FAILED');
    assert.match(error.message, /connect-src/);
    assert.deepEqual(await leftovers(ana.page), { openConnections: 0, liveTracks: 0 });
  });

  it('is said when it is our policy of Trusted Types, and leaves the rest of the page as it is', async () => {
    host.serve('/neighbour.js', {
      body: "customElements.define('a-neighbour', class extends HTMLElement { connectedCallback() { this.append('I am here') } })",
    });
    const body = buttonPage(bundleScript(host)).replace('<body>', '<body><a-neighbour></a-neighbour><script src="/neighbour.js"></script>');
    host.serve('/refused', { body, headers: policy(host, { 'trusted-types': 'somebody-else' }) });
    const ana = await arrive(browser, `${host.url}/refused`, 'Ana');
    await ana.page.getByText('I am here').waitFor();
    await ana.page.waitForFunction(() => customElements.get('call-view') && customElements.get('call-button'));
    while (!ana.problems.some((problem) => problem.startsWith('Call Elements'))) await ana.page.waitForEvent('pageerror');
    for (const problem of ana.problems) {
      assert.match(
        problem,
        /^Call Elements cannot draw here: the page must allow "trusted-types call-elements-lit"\.$|^Creating a TrustedTypePolicy named 'call-elements-lit'/,
      );
    }
  });

  for (const part of ['engine', 'view', 'shared'] as const) {
    it(`is said when the part "${part}" was tampered with, of which nothing runs`, async () => {
      host.serve('/refused', tampered(part));
      host.serve('/bo', { body: callPage(host, 'bo'), headers: policy(host) });
      const ana = await arrive(browser, `${host.url}/refused`, 'Ana');
      const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
      await bo.online();
      await ana.page.getByRole('button', { name: 'Call Bo' }).click();
      await ana.sees('Could not load the call. Try again.');
      await ana.page.waitForFunction(() => window.callErrors.length > 0);
      const [error] = await ana.callErrors();
      assert.deepEqual({ ...error, message: '' }, { code: 'ERR_ENGINE_LOAD', category: 'network', retryable: true, message: '' });
      assert.equal(await ana.page.evaluate(() => 'tampered' in window), false);
      assert.ok(
        ana.problems.every((problem) => problem.includes("Failed to find a valid digest in the 'integrity' attribute")),
        ana.problems.join(),
      );
    });
  }

  /** A page whose import map knows what the parts were, on a server that gives one of them otherwise. */
  function tampered(part: string): { body: string; headers: Readonly<Record<string, string>> } {
    for (const name of readdirSync(bundleFolder).filter((file) => file.endsWith('.js'))) {
      const code = readFileSync(join(bundleFolder, name), 'utf8');
      host.serve(`/cdn/${name}`, { body: name.startsWith(`call-${part}-`) ? `globalThis.tampered = true;${code}` : code });
    }
    const map = JSON.stringify({
      integrity: Object.fromEntries(Object.entries(integrity()).map(([name, hash]) => [`/cdn/${name}`, hash])),
    });
    const script = `<script type="importmap">${map}</script><script type="module" src="/cdn/call-elements.js"></script>`;
    const hash = createHash('sha256').update(map).digest('base64');
    return { body: buttonPage(script), headers: policy(host, { 'script-src': `'self' 'sha256-${hash}'` }) };
  }
});
