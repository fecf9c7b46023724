import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goodbye, inCall, type Visitor } from './support/people.ts';
import { received } from './support/probe.ts';
import { useStack } from './support/setup.ts';

/** Waits until the sound that a page receives has been still, or growing, over a second. */
function untilSound(visitor: Visitor, grows: boolean): Promise<unknown> {
  return visitor.page.waitForFunction(
    async (wanted) => {
      const first = await window.probe.received();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const second = await window.probe.received();
      return second.audioEnergy > first.audioEnergy === wanted;
    },
    grows,
    { timeout: 10_000 },
  );
}

const pressed = (visitor: Visitor, name: string): Promise<string | null> => visitor.button(name).getAttribute('aria-pressed');

describe('the controls of a call', () => {
  let ana: Visitor;
  let bo: Visitor;
  useStack(
    {},
    {
      begin: async (at) => {
        ({ ana, bo } = await inCall(at.browser, at.stack));
      },
      done: () => goodbye(ana, bo),
    },
  );

  it('mute the microphone, and the other sees it', async () => {
    assert.equal(await pressed(ana, 'Mute'), 'false');
    await ana.press('Mute');
    await bo.tile('Ana, muted').waitFor();
    await ana.tile('You, muted').waitFor();
    assert.equal(await pressed(ana, 'Mute'), 'true');
    await untilSound(bo, false);
    await ana.press('Mute');
    await bo.tile('Ana').waitFor();
    await untilSound(bo, true);
  });

  it('turn the camera off and on again, and the other sees it', async () => {
    await ana.press('Camera off');
    await bo.tile('Ana, camera off').waitFor();
    assert.equal(await pressed(ana, 'Camera off'), 'true');
    assert.equal(await bo.tile('Ana, camera off').locator('video').filter({ visible: true }).count(), 0);
    await ana.press('Camera off');
    await bo.tile('Ana').waitFor();
    await bo.seesMoving('Ana');
  });

  it('deafen: no sound comes out, the microphone is off, the other sees it; and all is restored', async () => {
    await untilSound(ana, true);
    await ana.press('Deafen');
    await bo.tile('Ana, deafened').waitFor();
    await ana.tile('You, deafened').waitFor();
    await untilSound(ana, false);
    const before = await received(ana.page);
    await untilSound(bo, false);
    assert.equal((await received(ana.page)).audioEnergy, before.audioEnergy);
    await ana.press('Deafen');
    await bo.tile('Ana').waitFor();
    await untilSound(ana, true);
    await untilSound(bo, true);
  });

  it('keep a muted microphone muted after deafening', async () => {
    await ana.press('Mute');
    await ana.press('Deafen');
    await bo.tile('Ana, deafened').waitFor();
    await ana.press('Deafen');
    await bo.tile('Ana, muted').waitFor();
    await ana.press('Mute');
    await bo.tile('Ana').waitFor();
  });

  it('share the screen, and the other sees it move, until it is stopped', async () => {
    await ana.press('Share screen');
    await bo.seesMoving('Ana, screen');
    assert.equal(await pressed(ana, 'Share screen'), 'true');
    await ana.press('Share screen');
    await bo.tile('Ana, screen').waitFor({ state: 'detached' });
    await bo.seesMoving('Ana');
  });
});
