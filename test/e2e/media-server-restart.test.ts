import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { goodbyeAfter, inCall } from './support/people.ts';
import { useStack } from './support/setup.ts';

/** How long the media server stays away. */
const DOWN = 2_000;
/** Both see each other again within four seconds after it answers; three times that is the limit of the test. */
const BACK = 3 * 4_000;

describe('a media server that is killed in a call', () => {
  const at = useStack();

  it('and starts again: both see each other in the same call', async (t) => {
    const { ana, bo } = await inCall(at.browser, at.stack);
    const callOf = () =>
      ana.page.evaluate(
        () =>
          document.querySelector<HTMLElement & { controller: { snapshot: { activeCallId: string } } }>('call-client')?.controller.snapshot
            .activeCallId,
      );
    const call = await callOf();
    await ana.press('Mute');
    await bo.tile('Ana, muted').waitFor();
    await at.stack.livekit.kill();
    await Promise.all([ana.sees('Reconnecting…'), bo.sees('Reconnecting…')]);
    await pause(DOWN);
    await at.stack.livekit.restart();
    const answered = Date.now();
    await Promise.all([ana.seesMoving('Bo', BACK), bo.seesMoving('Ana, muted', BACK)]);
    t.diagnostic(`both see each other again ${Date.now() - answered} ms after the media server answers`);
    assert.equal(await callOf(), call);
    await ana.sees('Bo');
    await bo.press('Hang up');
    await ana.sees('Call ended');
    await goodbyeAfter(/Failed to load resource/, ana, bo);
  });
});
