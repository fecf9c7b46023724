import { FakeController, makeParticipant, makePerson, makeRing, makeRunning } from '@call-elements/core/testing';
import { expect, fixture, html } from '@open-wc/testing';
import { button, buttonNames, drawn, showCall, tileNames, viewOf } from './helpers.js';

describe('call-view, on its page', () => {
  it('declares that it can show a ring while it has a box', async () => {
    const { view, fake } = await viewOf(null, { mode: 'floating' });
    expect(fake.ringSurfaces).to.equal(1);
    const hidden = new Promise<void>((resolve) => {
      const observer = new ResizeObserver(() => {
        if (view.getClientRects().length > 0) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(view);
    });
    view.hidden = true;
    await hidden;
    expect(fake.ringSurfaces).to.equal(0);
    view.hidden = false;
    view.requestUpdate();
    await view.updateComplete;
    expect(fake.ringSurfaces).to.equal(1);
    view.remove();
    expect(fake.ringSurfaces).to.equal(0);
  });

  it('declares nothing inside a hidden part of the page', async () => {
    const fake = new FakeController();
    await fixture(html`<div hidden><call-view .controller=${fake}></call-view></div>`);
    expect(fake.ringSurfaces).to.equal(0);
  });

  it('goes away and comes back without touching the call', async () => {
    const { view, fake } = await viewOf(makeRunning());
    const parent = view.parentElement;
    view.remove();
    expect(fake.attached.get('camera-bo')?.size).to.equal(0);
    parent?.append(view);
    await drawn(view, true);
    expect(fake.attached.get('camera-bo')?.size).to.equal(1);
    expect(fake.log).to.deep.equal([]);
    expect(tileNames(view)).to.deep.equal(['Bo', 'You']);
  });

  it('leads out of the small window', async () => {
    const { view } = await viewOf(makeRunning(), { mode: 'minimized' });
    expect(buttonNames(view)).to.deep.equal(['Mute', 'Return to call', 'Hang up']);
    button(view, 'Return to call').click();
    await drawn(view);
    expect(view.mode).to.equal('floating');
  });

  it('draws hostile names as words', async () => {
    const name = '<b onclick=x>\u202eBo</b>';
    const people = [makePerson(name)];
    const { view, fake } = await viewOf(makeRing({ people }));
    expect(view.shadowRoot?.querySelector('b')).not.to.exist;
    expect(view.shadowRoot?.querySelector('[role="alertdialog"]')).to.have.attribute('aria-label', '<b onclick=x>Bo</b>, video call');
    await showCall(view, fake, makeRunning({ people, participants: [makeParticipant('x'.repeat(10_000))] }));
    expect(tileNames(view)[0]).to.equal(`${'x'.repeat(80)}…`);
    const frame = view.shadowRoot?.querySelector('.frame');
    expect(frame?.scrollWidth).to.equal(frame?.clientWidth);
  });

  it('leaves no listener behind, also after a move', async () => {
    const { view, fake } = await viewOf(makeRunning());
    const other = await fixture<HTMLElement>(html`<section></section>`);
    other.append(view);
    await drawn(view, true);
    expect([fake.listenerCount, fake.ringSurfaces]).to.deep.equal([1, 1]);
    view.remove();
    expect([fake.listenerCount, fake.ringSurfaces]).to.deep.equal([0, 0]);
    expect([...fake.attached.values()].every((elements) => elements.size === 0)).to.equal(true);
  });
});
