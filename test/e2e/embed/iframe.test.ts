import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, FrameLocator } from 'playwright';
import { launchChromium } from '../stack.ts';
import { Guest, arrive, watch } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { callPage, page, policy } from './support/pages.ts';

describe('in a frame of another origin', () => {
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

  /** Ana's page in a frame that is allowed this much, on a page of another site. */
  async function framed(allow: string): Promise<{ frame: FrameLocator; outer: Guest }> {
    host.serve('/frame.css', { body: 'iframe { inline-size: 900px; block-size: 750px }' });
    host.serve('/outer', {
      body: page('<link rel="stylesheet" href="/frame.css">', `<iframe src="${host.url}/ana" allow="${allow}"></iframe>`),
    });
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
    await watch(context);
    const outer = new Guest(await context.newPage(), 'Outer');
    await outer.page.goto(`${host.url.replace('127.0.0.1', 'localhost')}/outer`);
    return { frame: outer.page.frameLocator('iframe'), outer };
  }

  const errorsIn = async ({ page: where }: Guest): Promise<Window['callErrors']> => {
    const inner = where.frames().find((candidate) => candidate.url() === `${host.url}/ana`);
    assert.ok(inner);
    return inner.evaluate(() => window.callErrors);
  };

  it('that is allowed nothing, says that devices are refused, tells the host why, and rings nobody', async () => {
    const { frame, outer } = await framed('');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await bo.online();
    await frame.getByRole('button', { name: 'Call Bo', exact: true }).click();
    await frame
      .locator('call-view')
      .getByText(/microphone/i)
      .filter({ visible: true })
      .first()
      .waitFor();
    const [error] = await errorsIn(outer);
    assert.equal(error?.code, 'ERR_MEDIA_DENIED');
    assert.equal(await bo.button('Accept').count(), 0);
  });

  it('that is allowed the microphone only, calls with sound and says that the camera is refused', async () => {
    const { frame, outer } = await framed('microphone; autoplay');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await bo.online();
    await frame.getByRole('button', { name: 'Video call Bo' }).click();
    await bo.press('Accept with video');
    await bo.tile('Ana, camera off').waitFor();
    await frame.locator('call-view').getByRole('group', { name: 'Bo', exact: true }).waitFor();
    const view = frame.locator('call-view');
    await view.getByText('Allow it in the site settings of your browser.').waitFor();
    const [camera] = await errorsIn(outer);
    assert.equal(camera?.code, 'ERR_MEDIA_DENIED');
    assert.match(camera.message, /allow="camera; microphone; display-capture"/);
  });

  it('that is not allowed the screen, says so when it is to be shared, and the call goes on', async () => {
    const { frame, outer } = await framed('camera; microphone; autoplay');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await bo.online();
    await frame.getByRole('button', { name: 'Video call Bo' }).click();
    await bo.press('Accept with video');
    await bo.seesMoving('Ana');
    await frame.getByRole('button', { name: 'Share screen' }).click();
    await frame.locator('call-view').getByText('Screen sharing').waitFor();
    assert.equal((await errorsIn(outer))[0]?.code, 'ERR_MEDIA_DENIED');
    await bo.seesMoving('Ana');
  });

  it('that is allowed all, has a whole call', async () => {
    const { frame, outer } = await framed('camera; microphone; display-capture; autoplay; speaker-selection');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await bo.online();
    await frame.getByRole('button', { name: 'Video call Bo' }).click();
    await bo.press('Accept with video');
    await bo.seesMoving('Ana');
    await frame.getByRole('button', { name: 'Share screen' }).click();
    await bo.seesMoving('Ana, screen');
    assert.deepEqual(await errorsIn(outer), []);
    assert.deepEqual([outer.problems, await bo.violations()], [[], []]);
  });
});
