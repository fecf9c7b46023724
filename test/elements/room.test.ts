import { FakeController, makeCall, makeEnded, makeParticipant, makeRunning, withCall } from '@call-elements/core/testing';
import type { CallRequestEvent } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { button, buttonNames, drawn, next, seenText, show, showCall, statusOf, viewOf } from './helpers.js';

const ROOM = { room: 'standup', people: [] } as const;

async function roomButton(fake?: FakeController) {
  const element = await fixture<HTMLElementTagNameMap['call-button']>(
    html`<call-button room-name="standup" media="video" .controller=${fake}></call-button>`,
  );
  return element;
}

describe('a room', () => {
  it('is accessible, by its button and in the view', async () => {
    await expect(await roomButton(new FakeController())).to.be.accessible();
    const { view } = await viewOf(makeCall({ ...ROOM, phase: 'waiting' }));
    await expect(view).to.be.accessible();
  });

  it('is joined by a button with its name, after asking the page', async () => {
    const fake = new FakeController();
    const element = await roomButton(fake);
    expect(buttonNames(element)).to.deep.equal(['Join standup']);
    const asked = next<CallRequestEvent>(document, 'call-request');
    button(element, 'Join standup').click();
    expect(await asked).to.include({ peerId: '', roomName: 'standup', media: 'video' });
    expect(fake.log).to.deep.equal([{ verb: 'join', args: ['standup', { media: 'video' }] }]);
  });

  it('is not joined when the page says no', async () => {
    const fake = new FakeController();
    const element = await roomButton(fake);
    element.addEventListener('call-request', (event) => event.preventDefault());
    button(element, 'Join standup').click();
    expect(fake.log).to.deep.equal([]);
  });

  it('is joined later when the button was pressed before there was a client', async () => {
    const element = await roomButton();
    button(element, 'Join standup').click();
    const fake = new FakeController();
    element.controller = fake;
    await drawn(element);
    expect(fake.log).to.deep.equal([{ verb: 'join', args: ['standup', { media: 'video' }] }]);
  });

  it('is where the button leads back to, and other rooms must wait', async () => {
    const fake = new FakeController();
    const element = await roomButton(fake);
    await show(element, fake, withCall(makeRunning({ ...ROOM })));
    expect(buttonNames(element)[0]).to.match(/^Return to call/);
    await show(element, fake, withCall(makeRunning({ ...ROOM, room: 'other' })));
    expect(buttonNames(element)).to.deep.equal(['You are in another call']);
  });

  it('tells whether one is the first or the last in it', async () => {
    const { view, fake } = await viewOf(makeCall({ ...ROOM, phase: 'waiting' }));
    expect(statusOf(view)).to.equal('You are the first one here');
    await showCall(view, fake, makeRunning({ ...ROOM, participants: [makeParticipant('Bo')] }));
    await showCall(view, fake, makeRunning({ ...ROOM, phase: 'waiting', participants: [] }));
    expect(statusOf(view)).to.equal('Nobody else is here now');
  });

  it('says that the other has left a call of two', async () => {
    const { view, fake } = await viewOf(makeRunning());
    await showCall(view, fake, makeRunning({ phase: 'waiting', participants: [] }));
    expect(statusOf(view)).to.equal('Bo has left');
  });

  it('that is full can be tried again', async () => {
    const error = { code: 'ERR_ROOM_FULL', category: 'client', retryable: true, message: '' } as const;
    const { view, fake } = await viewOf(makeEnded('token-error', { ...ROOM, error }));
    expect(seenText(view)).to.contain('This call is full.');
    button(view, 'Join again').click();
    expect(fake.log).to.deep.equal([{ verb: 'join', args: ['standup', { media: 'audio' }] }]);
  });
});
