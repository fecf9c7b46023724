import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anaAndBo, goodbye, seesOnline, visit } from './support/people.ts';
import { useStack } from './support/setup.ts';

/** The ring of a caller who closed the window is gone within two seconds; three times that is the limit of the test. */
const RING_GONE = 3 * 2_000;

describe('a ring', () => {
  const at = useStack({ ringLifetimeMaxMs: 8_000 });

  it('is declined, and the caller is told', async () => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    await ana.call('Bo');
    await bo.press('Decline');
    await ana.sees('Declined');
    await bo.seesNoCall();
    await goodbye(ana, bo);
  });

  it('is cancelled, and stops', async () => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    await ana.call('Bo', 'video');
    await bo.button('Accept with video').waitFor();
    await ana.press('Cancel');
    await ana.seesNoCall();
    await bo.sees('Missed call');
    await goodbye(ana, bo);
  });

  it('is not answered, and ends on both sides', async () => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    await ana.call('Bo');
    await bo.button('Accept').waitFor();
    await ana.sees('No answer', 30_000);
    await bo.sees('Missed call');
    await goodbye(ana, bo);
  });

  it('is not made when nobody is there: the caller is told at once', async () => {
    const ana = await visit(at.browser, at.stack, 'ana');
    await ana.call('Bo');
    await ana.sees('No device online', 3_000);
    await goodbye(ana);
  });

  it('ends when the caller closes the window', async () => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    await ana.call('Bo');
    await bo.button('Accept').waitFor();
    await ana.close();
    await bo.sees('Missed call', RING_GONE);
    await goodbye(bo);
  });

  it('works between two users in two tabs of one browser', async () => {
    const context = await at.browser.newContext({ viewport: { width: 1280, height: 800 } });
    const { ana, bo } = await anaAndBo(context, at.stack);
    await bo.call('Ana', 'video');
    await ana.press('Accept with video');
    await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
    await goodbye(ana);
  });

  it('is not acknowledged by a page that cannot show it', async () => {
    const ana = await visit(at.browser, at.stack, 'ana');
    const bo = await visit(at.browser, at.stack, 'bo', '/button-only');
    await seesOnline(ana, 'bo');
    await ana.call('Bo');
    await ana.sees('Calling…');
    await ana.sees('No answer', 30_000);
    const phases = await ana.page.evaluate(() => document.body.innerText.match(/ringing-out/g));
    assert.equal(phases, null);
    await goodbye(ana, bo);
  });
});
