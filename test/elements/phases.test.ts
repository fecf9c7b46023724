import * as core from '@call-elements/core';
import { expect } from '@open-wc/testing';
import * as phases from '/packages/elements/dist/internal/phases.js';

const all = [
  'preparing',
  'inviting',
  'ringing-out',
  'incoming',
  'incoming-silenced',
  'accepting',
  'connecting',
  'waiting',
  'connected',
  'reconnecting',
  'ending',
  'ended',
] as const satisfies core.Phase[];

describe('what a phase means to the drawing', () => {
  for (const phase of all) {
    it(`is what core means by ${phase}`, () => {
      expect([phases.isRingingIn(phase), phases.isLive(phase), phases.isInCall(phase)]).to.deep.equal([
        core.isRingingIn(phase),
        core.isLive(phase),
        core.isInCall(phase),
      ]);
    });
  }
});
