import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anaAndBo, goodbye, inCall, type Visitor } from './support/people.ts';
import { useStack } from './support/setup.ts';

const SECONDS = 30;

/** What each second of a call brought: frames shown in the tile, packets of sound and picture, growth of the sound's energy. */
function secondsOf(visitor: Visitor, tile: string) {
  return visitor
    .tile(tile)
    .locator('video')
    .evaluate(async (element, seconds) => {
      const video = element as HTMLVideoElement;
      let frames = 0;
      const count = (): void => {
        frames += 1;
        video.requestVideoFrameCallback(count);
      };
      video.requestVideoFrameCallback(count);
      const rows: { frames: number; audio: number; video: number; energy: number }[] = [];
      let before = await window.probe.received();
      for (let second = 0; second < seconds; second += 1) {
        frames = 0;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        const now = await window.probe.received();
        rows.push({
          frames,
          audio: now.audioPackets - before.audioPackets,
          video: now.videoPackets - before.videoPackets,
          energy: now.audioEnergy - before.audioEnergy,
        });
        before = now;
      }
      return rows;
    }, SECONDS);
}

describe('a video call between two pages', () => {
  const at = useStack();

  it('is rung, answered with video, and brings new pictures and sound both ways for thirty seconds', async (t) => {
    const { ana, bo } = await anaAndBo(at.browser, at.stack);
    const clicked = Date.now();
    await ana.call('Bo', 'video');
    await bo.button('Accept with video').waitFor();
    const shown = Date.now();
    await ana.sees('Ringing');
    const accepted = Date.now();
    await bo.press('Accept with video');
    await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
    t.diagnostic(
      `click to ring shown ${shown - clicked} ms, accept to third remote frame on both sides ${Date.now() - accepted} ms (seen from the test)`,
    );

    const first = await ana.tile('Bo').screenshot();
    const [atAna, atBo] = await Promise.all([secondsOf(ana, 'Bo'), secondsOf(bo, 'Ana')]);
    for (const [where, rows] of [
      ['Ana', atAna],
      ['Bo', atBo],
    ] as const) {
      assert.equal(rows.length, SECONDS);
      for (const [second, row] of rows.entries()) {
        const line = `${where}, second ${second}: ${JSON.stringify(row)}`;
        assert.ok(row.frames > 0, `a new picture: ${line}`);
        assert.ok(row.audio > 0 && row.video > 0, `new packets: ${line}`);
        assert.ok(row.energy > 0, `sound: ${line}`);
      }
    }
    assert.notDeepEqual(first, await ana.tile('Bo').screenshot());
    await goodbye(ana, bo);
  });

  it('says who is there, how long it lasts, and how it ended', async () => {
    const { ana, bo } = await inCall(at.browser, at.stack);
    await ana.tile('You').waitFor();
    await bo.tile('You').waitFor();
    await ana.sees(/00:0\d/);
    await bo.press('Hang up');
    await bo.sees('Call ended');
    await ana.sees('Call ended');
    await ana.button('Call again').waitFor();
    await goodbye(ana, bo);
  });

  it('is called again from the end screen', async () => {
    const { ana, bo } = await inCall(at.browser, at.stack);
    await ana.press('Hang up');
    await bo.sees('Call ended');
    await ana.press('Call again');
    await bo.press('Accept with audio only');
    await ana.tile('Bo, camera off').waitFor();
    await bo.seesMoving('Ana');
    await goodbye(ana, bo);
  });
});
