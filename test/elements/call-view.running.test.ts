import { FakeController, makeLocal, makeLocalVideo, makeParticipant, makeRunning, makeSnapshot, scenes } from '@call-elements/core/testing';
import type { CallMediaRequestEvent } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { button, buttonNames, drawn, next, seenText, showCall, statusOf, tileNames, viewOf } from './helpers.js';

const isPressed = (view: HTMLElement, name: string): string | null => button(view, name).getAttribute('aria-pressed');

describe('call-view, in a call', () => {
  it('names tiles by what others need to know', async () => {
    const { view, fake } = await viewOf(makeRunning());
    expect(tileNames(view)).to.deep.equal(['Bo', 'You']);
    const states: [Parameters<typeof makeParticipant>[1], string][] = [
      [{ microphone: { trackId: 'm', muted: true } }, 'Bo, muted'],
      [{ microphone: null, camera: null }, 'Bo, muted, camera off'],
      [{ deafened: true, microphone: null }, 'Bo, deafened'],
      [{ camera: { trackId: 'c', muted: true }, deafened: true }, 'Bo, deafened, camera off'],
      [{ speaking: true }, 'Bo'],
    ];
    for (const [change, name] of states) {
      await showCall(view, fake, makeRunning({ participants: [makeParticipant('Bo', change)] }));
      expect(tileNames(view)[0]).to.equal(name);
    }
    await showCall(view, fake, makeRunning({ local: makeLocalVideo({ microphone: 'off' }) }));
    expect(tileNames(view)[1]).to.equal('You, muted');
  });

  it('names a shared screen after its person', async () => {
    const { view } = await viewOf(scenes.theyShare);
    expect(tileNames(view)).to.deep.equal(['Bo, screen', 'Bo', 'You']);
  });

  it('switches devices by names that stay', async () => {
    const { view, fake } = await viewOf(makeRunning());
    expect(buttonNames(view)).to.include.members(['Mute', 'Camera off', 'Share screen', 'Deafen', 'Hang up']);
    expect([isPressed(view, 'Mute'), isPressed(view, 'Camera off'), isPressed(view, 'Share screen')]).to.deep.equal([
      'false',
      'false',
      'false',
    ]);
    const asked = next<CallMediaRequestEvent>(document, 'call-media-request');
    button(view, 'Mute').click();
    expect(await asked).to.include({ device: 'microphone', on: false });
    button(view, 'Camera off').click();
    button(view, 'Share screen').click();
    button(view, 'Deafen').click();
    button(view, 'Hang up').click();
    expect(fake.log).to.deep.equal([
      { verb: 'setMicrophone', args: [false] },
      { verb: 'setCamera', args: [false] },
      { verb: 'setScreenShare', args: [true] },
      { verb: 'setDeafened', args: [true] },
      { verb: 'hangUp', args: ['call-1'] },
    ]);
    await showCall(view, fake, makeRunning({ local: makeLocal({ microphone: 'off', screenShare: 'on', deafened: true }) }));
    for (const name of ['Mute', 'Camera off', 'Share screen', 'Deafen']) expect(isPressed(view, name), name).to.equal('true');
  });

  it('is busy while a device is being asked for', async () => {
    const { view } = await viewOf(makeRunning({ local: makeLocal({ camera: 'pending' }) }));
    expect(button(view, 'Camera off')).to.have.attribute('aria-busy', 'true');
  });

  it('leaves a device as it is when the page says no', async () => {
    const { view, fake } = await viewOf(makeRunning());
    view.addEventListener('call-media-request', (event) => event.preventDefault());
    view.addEventListener('call-hangup-request', (event) => event.preventDefault());
    button(view, 'Mute').click();
    button(view, 'Hang up').click();
    expect(fake.log).to.deep.equal([]);
  });

  it('moves in the bar by arrow keys, with one stop for Tab', async () => {
    const { view } = await viewOf(makeRunning());
    const toolbar = view.shadowRoot?.querySelector('[role="toolbar"]');
    const stops = (): string[] =>
      [...(toolbar?.querySelectorAll('button') ?? [])].filter(({ tabIndex }) => tabIndex === 0).map((stop) => stop.ariaLabel ?? '');
    expect(stops()).to.deep.equal(['Mute']);
    button(view, 'Mute').focus();
    const press = (key: string): boolean | undefined =>
      view.shadowRoot?.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('ArrowRight');
    expect(stops()).to.deep.equal(['Camera off']);
    press('End');
    expect(stops()).to.deep.equal(['Hang up']);
    press('ArrowRight');
    expect(stops()).to.deep.equal(['Mute']);
    document.dir = 'rtl';
    press('ArrowLeft');
    document.dir = '';
    expect(stops()).to.deep.equal(['Camera off']);
  });

  it('keeps in More what does not fit, and Escape leads back', async () => {
    const { view, fake } = await viewOf(makeRunning(), { mode: 'floating' });
    expect(buttonNames(view)).not.to.include('Deafen');
    button(view, 'More').click();
    await drawn(view);
    button(view, 'Deafen').click();
    expect(fake.log).to.deep.equal([{ verb: 'setDeafened', args: [true] }]);
    button(view, 'Deafen').focus();
    button(view, 'Deafen').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await drawn(view);
    expect(buttonNames(view)).not.to.include('Deafen');
    expect(view.shadowRoot?.activeElement).to.have.attribute('aria-label', 'More');
  });

  it('leaves the controls to the page when asked to', async () => {
    const { view } = await viewOf(makeRunning(), { 'without-controls': '' });
    expect(buttonNames(view)).not.to.include('Hang up');
  });

  it('attaches pictures only, and lets each go when it is not drawn', async () => {
    const { view, fake } = await viewOf(makeRunning());
    expect([...fake.attached.keys()]).to.have.members(['camera-bo', 'camera-self']);
    const picture = [...(fake.attached.get('camera-bo') ?? [])][0];
    expect(picture).to.have.property('muted', true);
    await showCall(view, fake, makeRunning({ participants: ['Bo', 'Chen'].map((name) => makeParticipant(name)) }));
    await showCall(view, fake, makeRunning({ participants: [makeParticipant('Bo', { camera: null })] }));
    expect(fake.attached.get('camera-bo')?.size).to.equal(0);
    expect(fake.attached.get('camera-chen')?.size).to.equal(0);
  });

  it('keeps a picture when a screen comes and goes', async () => {
    const { view, fake } = await viewOf(makeRunning());
    const before = [...(fake.attached.get('camera-bo') ?? [])];
    await showCall(view, fake, scenes.theyShare);
    expect(fake.attached.get('screen-bo')?.size).to.equal(1);
    await showCall(view, fake, makeRunning());
    expect([...(fake.attached.get('camera-bo') ?? [])]).to.deep.equal(before);
    expect(fake.attached.get('screen-bo')?.size).to.equal(0);
  });

  it('asks again for a picture that was not there yet', async () => {
    const fake = new FakeController(makeSnapshot());
    fake.missingTracks.add('camera-bo');
    const view = await fixture<HTMLElementTagNameMap['call-view']>(html`<call-view .controller=${fake}></call-view>`);
    await showCall(view, fake, makeRunning());
    expect(fake.attached.has('camera-bo')).to.equal(false);
    fake.missingTracks.clear();
    await showCall(view, fake, makeRunning({ participants: [makeParticipant('Bo', { speaking: true })] }));
    expect(fake.attached.get('camera-bo')?.size).to.equal(1);
  });

  it('says trouble once, and that it is over', async () => {
    const { view, fake } = await viewOf(makeRunning());
    expect(statusOf(view)).to.equal('Connected to Bo');
    await showCall(view, fake, makeRunning({ phase: 'reconnecting' }));
    expect(seenText(view)).not.to.include('Reconnecting');
    await showCall(view, fake, makeRunning({ phase: 'reconnecting', troubleVisible: true }));
    expect(statusOf(view)).to.equal('Reconnecting… Bo cannot hear you just now.');
    await showCall(view, fake, makeRunning());
    expect(statusOf(view)).to.equal('Back');
  });

  it('counts the time of the call', async () => {
    const { view } = await viewOf(makeRunning({ connectedAt: Date.now() - 724_500 }));
    expect(view.shadowRoot?.querySelector('[role="timer"]')).to.have.text('12:04');
  });

  it('offers to turn on sound that the browser blocks', async () => {
    const { view, fake } = await viewOf(makeRunning({ soundBlocked: true }));
    button(view, 'Hear the call').click();
    expect(fake.verbs).to.deep.equal(['startAudio']);
  });

  it('says what is wrong with a device', async () => {
    const error = { code: 'ERR_MEDIA_DENIED', category: 'client', retryable: false, message: 'denied', device: 'camera' } as const;
    const { view } = await viewOf(makeRunning({ local: makeLocal({ camera: 'blocked', error }) }));
    expect(seenText(view)).to.include('Allow it in the site settings of your browser.');
    expect(isPressed(view, 'Camera off')).to.equal('true');
  });

  it('stops the own share from its banner', async () => {
    const { view, fake } = await viewOf(scenes.youShare);
    expect(seenText(view)).to.include('You share your screen');
    button(view, 'Stop').click();
    expect(fake.log).to.deep.equal([{ verb: 'setScreenShare', args: [false] }]);
  });

  it('counts those who have no tile', async () => {
    const participants = Array.from({ length: 15 }, (_, index) => makeParticipant(`Guest${index}`));
    const { view } = await viewOf(makeRunning({ participants }), { mode: 'floating' });
    expect(tileNames(view)).to.have.lengthOf(8);
    expect(seenText(view)).to.include('+8');
  });
});
