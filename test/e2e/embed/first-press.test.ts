import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { Guest, arrive, watch } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { bundleScript, callPage, clientTag, page, policy } from './support/pages.ts';

describe('a call button of a page that just loads', () => {
  let host: Host;
  let browser: Browser;

  before(async () => {
    host = await startHost();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await host.close();
  });

  it('takes a press after two scripts at most, and calls when the rest is there', async () => {
    host.serve('/bo', { body: callPage(host, 'bo'), headers: policy(host) });
    const tags = '<call-button peer-id="bo" peer-name="Bo"></call-button><call-view></call-view>';
    host.serve('/ana', { body: page(bundleScript(host), clientTag(host, 'ana') + tags), headers: policy(host) });
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await bo.online();

    const context = await browser.newContext();
    await watch(context);
    const ana = new Guest(await context.newPage(), 'Ana');
    const scripts: string[] = [];
    const { promise: pressed, resolve: press } = Promise.withResolvers<undefined>();
    await ana.page.route(/\.js$/, async (route) => {
      scripts.push(new URL(route.request().url()).pathname);
      if (scripts.length > 2) await pressed;
      await route.continue();
    });
    await ana.page.goto(`${host.url}/ana`, { waitUntil: 'commit' });
    await ana.page.getByRole('button', { name: 'Call Bo' }).click();
    await ana.page.getByRole('button', { name: 'Calling Bo…' }).waitFor();
    assert.equal(await ana.page.locator('call-client').evaluate((client) => 'controller' in client), true);
    assert.equal(scripts[0], '/call-elements.js');
    press(undefined);
    await bo.press('Accept');
    await bo.tile('Ana, camera off').waitFor();
    assert.ok(scripts.length > 2, 'the rest came later');
  });
});
