import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anaAndBo, goodbye, inCall, type Visitor } from './support/people.ts';
import { leftovers } from './support/probe.ts';
import { useStack } from './support/setup.ts';

const CALLS = 10;

async function leavesNothing(visitor: Visitor): Promise<void> {
  await visitor.page.waitForFunction(
    () => window.probe.leftovers().openConnections === 0 && window.probe.leftovers().liveTracks === 0,
    undefined,
    { timeout: 6_000 },
  );
  assert.deepEqual(await leftovers(visitor.page), { openConnections: 0, liveTracks: 0 });
}

describe('the end of a call', () => {
  const at = useStack();

  it('leaves no live track and no open connection in either page', async () => {
    const { ana, bo } = await inCall(at.browser, at.stack);
    assert.ok((await leftovers(ana.page)).liveTracks > 0);
    await ana.press('Hang up');
    await bo.sees('Call ended');
    await Promise.all([leavesNothing(ana), leavesNothing(bo)]);
    await goodbye(ana, bo);
  });

  it('leaves nothing after a ring that was cancelled', async () => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    await ana.call('Bo', 'video');
    await ana.button('Cancel').click();
    await ana.seesNoCall();
    await Promise.all([leavesNothing(ana), leavesNothing(bo)]);
    await goodbye(ana, bo);
  });

  it(`leaves nothing after ${CALLS} calls in a row`, async () => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    const elements: number[] = [];
    for (let round = 0; round < CALLS; round += 1) {
      await ana.call('Bo', 'video');
      await bo.press('Accept with video');
      await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
      await bo.press('Hang up');
      await ana.sees('Call ended');
      await Promise.all([leavesNothing(ana), leavesNothing(bo)]);
      elements.push(await ana.page.evaluate(() => document.querySelectorAll('*').length));
      await Promise.all([ana.press('Close'), bo.press('Close')]);
      await Promise.all([ana.seesNoCall(), bo.seesNoCall()]);
    }
    // The log of the demo grows by what it is told; the tags leave nothing beside it.
    const audioElements = await ana.page.evaluate(() => document.querySelectorAll('audio, body > video').length);
    assert.equal(audioElements, 0);
    await goodbye(ana, bo);
  });
});
