import { expect } from '@open-wc/testing';
// The packer is no part of the public door: it is tested by itself because look.md gives its figures.
import { pack } from '/packages/elements/dist/view/packer.js';
import { controlsFor } from '/packages/elements/dist/view/controls-model.js';

describe('pack', () => {
  const figures: [string, number, number, number, [columns: number, inline: number, block: number]][] = [
    ['floating', 344, 336, 1, [1, 344, 336]],
    ['floating', 344, 336, 2, [1, 344, 164]],
    ['floating', 344, 336, 4, [2, 168, 164]],
    ['floating', 344, 336, 9, [3, 109, 106]],
    ['docked', 364, 576, 1, [1, 364, 485]],
    ['docked', 364, 576, 2, [1, 364, 284]],
    ['docked', 364, 576, 4, [2, 178, 237]],
    ['docked', 364, 576, 9, [2, 178, 108]],
    ['docked', 364, 576, 16, [3, 116, 89]],
    ['full', 1192, 596, 1, [1, 1192, 596]],
    ['full', 1192, 596, 2, [2, 592, 592]],
    ['full', 1192, 596, 4, [2, 592, 294]],
    ['full', 1192, 596, 9, [3, 392, 193]],
    ['full', 1192, 596, 16, [4, 292, 143]],
  ];
  for (const [stage, inline, block, count, [columns, width, height]] of figures) {
    it(`gives ${count} people ${width} × ${height} on the ${stage} stage`, () => {
      expect(pack(count, { inline, block })).to.include({ columns, inline: width, block: height, shown: count, rest: 0 });
    });
  }

  it('counts those who have no tile', () => {
    expect(pack(16, { inline: 344, block: 336 })).to.include({ shown: 9, rest: 8 });
  });

  it('survives a stage without room', () => {
    expect(pack(3, { inline: 0, block: 0 })).to.include({ shown: 2, rest: 2, inline: 0 });
  });
});

describe('controlsFor', () => {
  const widths: [number, string, string][] = [
    [1216, 'microphone camera share deafen', ''],
    [480, 'microphone camera share deafen', ''],
    [380, 'microphone camera share deafen', ''],
    [360, 'microphone camera share', 'deafen'],
    [300, 'microphone camera', 'share deafen'],
    [200, 'microphone', 'camera share deafen'],
  ];
  for (const [inline, shown, more] of widths) {
    it(`shows ${shown} at ${inline}`, () => {
      const controls = controlsFor(inline, { share: true });
      expect([controls.shown.join(' '), controls.more.join(' ')]).to.deep.equal([shown, more]);
    });
  }

  it('hides sharing where it is impossible', () => {
    expect(controlsFor(600, { share: false }).shown).not.to.include('share');
  });
});
