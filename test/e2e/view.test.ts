import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goodbye, inCall } from './support/people.ts';
import { received } from './support/probe.ts';
import { useStack } from './support/setup.ts';

describe('<call-view> and the call', () => {
  const at = useStack();

  it('go their own ways: the view is removed and comes back, the call goes on', async () => {
    const { ana, bo } = await inCall(at.browser, at.stack);
    const view = await ana.page.evaluateHandle(() => {
      const element = document.querySelector('call-view');
      const home = element?.parentNode;
      element?.remove();
      return { element, home };
    });
    const before = await received(ana.page);
    await ana.page.waitForFunction(async (energy) => (await window.probe.received()).audioEnergy > energy, before.audioEnergy);
    await bo.seesMoving('Ana');
    await view.evaluate(({ element, home }) => {
      if (element && home) home.appendChild(element);
    });
    await ana.seesMoving('Bo');
    await ana.press('Mute');
    await bo.tile('Ana, muted').waitFor();
    assert.equal(await ana.page.evaluate(() => window.probe.connections()), 1);
    await goodbye(ana, bo);
  });

  it('moves in the document without losing the picture', async () => {
    const { ana, bo } = await inCall(at.browser, at.stack);
    await ana.page.evaluate(() => {
      const home = document.createElement('section');
      document.body.prepend(home);
      home.append(...document.querySelectorAll('call-view'));
    });
    await ana.seesMoving('Bo');
    await bo.seesMoving('Ana');
    await goodbye(ana, bo);
  });
});
