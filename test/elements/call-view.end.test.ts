import { makeEnded, makeRunning, scenes } from '@call-elements/core/testing';
import { expect } from '@open-wc/testing';
import { button, buttonNames, seenText, statusOf, viewOf } from './helpers.js';

describe('call-view, the end', () => {
  const ends: [Parameters<typeof makeEnded>[0], Parameters<typeof makeEnded>[1], string][] = [
    ['unreachable', {}, 'No device online'],
    ['dnd', {}, 'Do not disturb'],
    ['busy', {}, 'In another call'],
    ['declined', {}, 'Declined'],
    ['timeout', { ringLifetimeMs: 60_000 }, 'No answer It rang for one minute.'],
    ['timeout', { ringLifetimeMs: 5_000 }, 'No answer It rang for 5 seconds.'],
    ['cancelled', {}, 'Cancelled'],
    ['remote-hangup', { connectedAt: 1, durationMs: 1_447_000 }, 'Call ended Bo · 24 min 7 s'],
    ['network-error', {}, 'Connection lost Bo may still be there.'],
    ['answered-elsewhere', { direction: 'incoming' }, 'Answered elsewhere The call with Bo goes on there.'],
    ['missed', { direction: 'incoming' }, 'Missed call Bo · audio call'],
    ['cancelled', { direction: 'incoming' }, 'Missed call'],
    ['kicked', {}, 'Call ended You were removed from the call.'],
    [
      'token-error',
      { error: { code: 'ERR_TOKEN_REFUSED', category: 'client', retryable: false, message: '' } },
      'You do not have access to this call.',
    ],
  ];
  for (const [reason, change, words] of ends) {
    it(`says after ${reason}: ${words}`, async () => {
      const { view } = await viewOf(makeEnded(reason, change));
      expect(seenText(view)).to.include(words);
    });
  }

  it('speaks the length in words', async () => {
    const { view } = await viewOf(scenes.ended);
    expect(statusOf(view)).to.equal('Call ended, 24 minutes 7 seconds');
  });

  it('calls again the way it was, and can be closed', async () => {
    const { view, fake } = await viewOf(makeEnded('busy', { intent: 'video' }));
    button(view, 'Call again').click();
    button(view, 'Close').click();
    expect(fake.log).to.deep.equal([
      { verb: 'call', args: ['bo', { media: 'video' }] },
      { verb: 'dismiss', args: ['call-1'] },
    ]);
  });

  it('offers nothing while the call is only ending', async () => {
    const { view } = await viewOf(makeRunning({ phase: 'ending' }));
    expect(buttonNames(view)).to.deep.equal([]);
  });
});
