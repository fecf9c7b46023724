import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import type { Browser as FirefoxBrowser } from 'puppeteer-core';
import { launchChromium, launchFirefox, startTestStack, type TestStack } from './stack.ts';
import { goodbye, seesOnline, visit } from './support/people.ts';

describe('a video call between Chromium and Firefox', () => {
  let stack: TestStack;
  let chromium: Browser;
  let firefox: FirefoxBrowser;

  before(async () => {
    stack = await startTestStack();
    chromium = await launchChromium();
    firefox = await launchFirefox();
  });
  after(async () => {
    await firefox.close();
    await chromium.close();
    await stack.close();
  });

  it('is answered in Firefox and shows moving pictures on both sides', async () => {
    const ana = await visit(chromium, stack, 'ana');
    const page = await firefox.newPage();
    await page.goto(`${stack.url}/?user=bo`);
    await seesOnline(ana, 'bo');
    await ana.call('Bo', 'video');
    const accept = await page.waitForSelector('>>> button[aria-label="Accept with video"]', { visible: true, timeout: 10_000 });
    assert.ok(accept);
    await accept.click();
    await ana.seesMoving('Bo', 30_000);
    const video = await page.waitForSelector('>>> [role="group"][aria-label="Ana"] video', { visible: true, timeout: 30_000 });
    assert.ok(video);
    const frames = await video.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          let seen = 0;
          const next = (): void => {
            element.requestVideoFrameCallback(() => {
              seen += 1;
              if (seen === 10) resolve(seen);
              else next();
            });
          };
          next();
        }),
    );
    assert.equal(frames, 10);
    const hangUp = await page.waitForSelector('>>> button[aria-label="Hang up"]');
    await hangUp?.click();
    await ana.sees('Call ended');
    await goodbye(ana);
  });
});
