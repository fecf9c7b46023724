import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { buildWithEsbuild } from '../../packaging/support/builders.ts';
import { launchChromium } from '../stack.ts';
import { arrive } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { callPage, clientTag, page, policy } from './support/pages.ts';

declare global {
  interface Window {
    define: Record<string, () => Promise<unknown>>;
  }
}

const TAGS = ['call-button', 'call-client', 'call-view', 'friend-call-list'] as const;
const DEFINE_LATER = `globalThis.define = {${TAGS.map((tag) => `'${tag}': () => import('@call-elements/elements/define/${tag}')`).join()}};`;

const ORDERS: readonly (readonly (typeof TAGS)[number][])[] = [
  ['call-button', 'friend-call-list', 'call-view', 'call-client'],
  ['call-view', 'call-button', 'call-client', 'friend-call-list'],
  ['call-client', 'call-view', 'friend-call-list', 'call-button'],
];

describe('tags that are in the page before they are defined', () => {
  let host: Host;
  let browser: Browser;

  before(async () => {
    host = await startHost();
    browser = await launchChromium();
    for (const [name, body] of await buildWithEsbuild(DEFINE_LATER)) host.serve(`/app/${name}`, { body });
    host.serve('/bo', { body: callPage(host, 'bo'), headers: policy(host) });
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  after(async () => {
    await browser.close();
    await host.close();
  });

  for (const order of ORDERS) {
    it(`work when they are defined as ${order.join(', ')}`, async () => {
      // Everything stands before the client in the document, and nothing inside of it.
      const tags = '<call-view></call-view><call-button peer-id="bo" peer-name="Bo"></call-button><friend-call-list></friend-call-list>';
      const body = page('<script type="module" src="/app/host.js"></script>', tags + clientTag(host, 'ana'));
      host.serve('/ana', { body, headers: policy(host, { 'trusted-types': 'lit-html' }) });
      const ana = await arrive(browser, `${host.url}/ana`, 'Ana');
      const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
      await bo.online();
      for (const tag of order) {
        await ana.page.evaluate((name) => window.define[name]?.(), tag);
        // Pressed as soon as it is there, whatever else is.
        if (tag === 'call-button') await ana.page.locator('call-button').getByRole('button').click();
      }
      await bo.press('Accept');
      await bo.tile('Ana, camera off').waitFor();
      await ana.tile('Bo, camera off').waitFor();
      await ana.page.locator('friend-call-list').getByRole('listitem').first().waitFor();
      assert.deepEqual(ana.problems, []);
    });
  }
});
