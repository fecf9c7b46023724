import { makeCall, makeLocalVideo, makeRing, makeRunning } from '@call-elements/core/testing';
import type { CallAcceptRequestEvent } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { button, buttonNames, next, seenText, show, showCall, statusOf, tileNames, viewOf } from './helpers.js';

describe('call-view, a call comes in', () => {
  it('offers video, audio and no on a video ring', async () => {
    const { view } = await viewOf(makeRing());
    expect(buttonNames(view)).to.deep.equal(['Accept with video', 'Accept with audio only', 'Decline', 'Silence']);
    expect(seenText(view)).to.include('Video Audio only Decline');
  });

  it('offers yes and no on an audio ring', async () => {
    const { view } = await viewOf(makeRing({ intent: 'audio' }));
    expect(buttonNames(view)).to.deep.equal(['Accept', 'Decline', 'Silence']);
  });

  it('is said at once and takes the focus, but no button does', async () => {
    const { view } = await viewOf(makeRing());
    expect(view.shadowRoot?.querySelector('[role="alert"]')).to.have.text('Ana, video call');
    const card = view.shadowRoot?.activeElement;
    expect(card).to.have.attribute('role', 'alertdialog');
    expect(card).to.have.attribute('aria-label', 'Ana, video call');
  });

  it('accepts and declines what rings, unless the page says no', async () => {
    const { view, fake } = await viewOf(makeRing());
    const asked = next<CallAcceptRequestEvent>(document, 'call-accept-request');
    button(view, 'Accept with audio only').click();
    expect(await asked).to.include({ callId: 'call-1', media: 'audio' });
    button(view, 'Decline').click();
    const log = [
      { verb: 'accept', args: [{ callId: 'call-1', media: 'audio' }] },
      { verb: 'decline', args: ['call-1'] },
    ];
    expect(fake.log).to.deep.equal(log);
    view.addEventListener('call-accept-request', (event) => event.preventDefault());
    view.addEventListener('call-decline-request', (event) => event.preventDefault());
    button(view, 'Accept with video').click();
    button(view, 'Decline').click();
    expect(fake.log).to.deep.equal(log);
  });

  it('can be silenced here and ring again', async () => {
    const { view, fake } = await viewOf(makeRing());
    button(view, 'Silence').click();
    await showCall(view, fake, makeRing({ phase: 'incoming-silenced' }));
    expect(seenText(view)).to.include('Video call, silenced here');
    button(view, 'Ring again').click();
    expect(fake.verbs).to.deep.equal(['silence', 'unsilence']);
  });

  it('gives the focus back when the call is gone', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>Write</button>`);
    opener.focus();
    const { view, fake } = await viewOf(makeRing());
    expect(document.activeElement).to.equal(view);
    await showCall(view, fake, makeRunning());
    expect(document.activeElement).to.equal(view);
    await show(view, fake, { calls: [], activeCallId: null });
    expect(document.activeElement).to.equal(opener);
  });
});

describe('call-view, a call goes out', () => {
  it('says Calling until a device rings, and only then where', async () => {
    const { view, fake } = await viewOf(makeCall());
    expect(statusOf(view)).to.equal('Calling…');
    expect(buttonNames(view)).to.deep.equal(['Mute', 'Camera off', 'Cancel']);
    await showCall(view, fake, makeCall({ lineDown: true }));
    expect(seenText(view)).to.include('Calling… Cannot reach the call service. Still trying.');
    await showCall(view, fake, makeCall({ notReached: true }));
    expect(seenText(view)).to.include('Calling… No device reached yet. Still trying.');
    await showCall(view, fake, makeCall({ phase: 'ringing-out', ringingOn: 'phone' }));
    expect(statusOf(view)).to.equal('Ringing on their phone');
    await showCall(view, fake, makeCall({ phase: 'ringing-out', ringingOn: 'other' }));
    expect(statusOf(view)).to.equal('Ringing');
    button(view, 'Cancel').click();
    expect(fake.log).to.deep.equal([{ verb: 'hangUp', args: ['call-1'] }]);
  });

  it('shows the own picture as a mirror with video', async () => {
    const { view, fake } = await viewOf(makeCall({ phase: 'ringing-out', ringingOn: 'desktop', intent: 'video', local: makeLocalVideo() }));
    expect(tileNames(view)).to.deep.equal(['You']);
    expect(fake.attached.get('camera-self')?.size).to.equal(1);
    expect(seenText(view)).to.include('Ringing on their desktop');
    expect(buttonNames(view)).to.deep.equal(['Mute', 'Camera off', 'Cancel']);
  });
});
