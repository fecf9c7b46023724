import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { CANARY, PAYLOADS } from '../../elements/payloads.ts';
import { Guest, arrive, watch } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { callPage, policy } from './support/pages.ts';

/** Addresses of pictures that must not be asked for. */
const PICTURES = [
  'javascript:globalThis.pwned=1',
  'data:image/svg+xml,<svg onload="globalThis.pwned=1" xmlns="http://www.w3.org/2000/svg"/>',
  'blob:https://canary.example/1',
  'file:///etc/passwd',
  `https://user:secret@${CANARY}/a`,
  'http://[',
  'ws://canary.example/',
];

describe('names from the wire', () => {
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

  it('are only words, in a real call on a strict page: nothing runs, nothing is asked for, nothing is forbidden', async () => {
    for (const user of ['ana', 'bo']) host.serve(`/${user}`, { body: callPage(host, user), headers: policy(host) });
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
    await watch(context);
    const ana = new Guest(await context.newPage(), 'Ana');
    const hosts = new Set<string>();
    ana.page.on('request', (request) => hosts.add(new URL(request.url()).hostname));
    ana.page.on('dialog', (dialog) => void dialog.dismiss().then(() => ana.problems.push('a dialog')));
    // The service says it as it is; on the way, everybody else's name and picture become something worse, each time another one.
    let next = 0;
    const said: string[] = [];
    await ana.page.routeWebSocket(/\/calls\/signal/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        socket.send(
          String(message).replace(/"name":"(?!Ana)[^"]*"/g, () => {
            const payload = PAYLOADS[next++ % PAYLOADS.length] ?? '';
            said.push(payload);
            return `"name":${JSON.stringify(payload)},"avatarUrl":${JSON.stringify(PICTURES[next % PICTURES.length])}`;
          }),
        );
      });
    });
    await ana.page.goto(`${host.url}/ana`);
    await ana.online();
    const nothingHappened = async (): Promise<void> => {
      assert.equal(await ana.page.evaluate(() => 'pwned' in window), false);
      assert.deepEqual([await ana.violations(), ana.problems], [[], []]);
    };
    while (said.length < PAYLOADS.length) {
      const before = said.length;
      await ana.page.reload();
      await ana.online();
      await ana.page.locator('friend-call-list').getByRole('listitem').first().waitFor();
      assert.ok(said.length > before, 'no friend came');
      await nothingHappened();
    }
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await bo.online();
    await bo.call('Ana', 'video');
    await ana.press('Accept with video');
    await bo.seesMoving('Ana');
    await bo.press('Hang up');
    await ana.sees('Call ended');
    await nothingHappened();
    assert.deepEqual([...hosts], ['127.0.0.1']);
  });
});
