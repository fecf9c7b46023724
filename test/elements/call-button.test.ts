import { FakeController, makeCall, makeFriend, makePerson, makeRunning, makeSnapshot, withCall } from '@call-elements/core/testing';
import type { CallRequestEvent } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { button, buttonNames, drawn, next, show } from './helpers.js';

async function buttonFor(fake?: FakeController, media = 'audio') {
  return fixture<HTMLElementTagNameMap['call-button']>(
    html`<call-button peer-id="bo" peer-name="Bo" media=${media} .controller=${fake}></call-button>`,
  );
}

describe('call-button', () => {
  it('is accessible', async () => {
    const element = await buttonFor(new FakeController());
    await expect(element).to.be.accessible();
    await show(element, element.controller as FakeController, withCall(makeCall()));
    await expect(element).to.be.accessible();
  });

  it('is named after whom it calls', async () => {
    const element = await buttonFor(new FakeController());
    expect(buttonNames(element)).to.deep.equal(['Call Bo']);
    const video = await buttonFor(new FakeController(), 'video');
    expect(buttonNames(video)).to.deep.equal(['Video call Bo']);
  });

  it('knows the name from the friends when the page gives none', async () => {
    const fake = new FakeController(makeSnapshot({ friends: { status: 'ready', list: [makeFriend('Bo')] } }));
    const element = await fixture<HTMLElementTagNameMap['call-button']>(html`<call-button peer-id="bo" .controller=${fake}></call-button>`);
    expect(buttonNames(element)).to.deep.equal(['Call Bo']);
  });

  it('takes its label from the page', async () => {
    const element = await fixture<HTMLElementTagNameMap['call-button']>(
      html`<call-button peer-id="bo" .controller=${new FakeController()}>Ring my neighbour</call-button>`,
    );
    const slot = element.shadowRoot?.querySelector('slot');
    expect(
      slot
        ?.assignedNodes()
        .map((node) => node.textContent)
        .join(''),
    ).to.equal('Ring my neighbour');
  });

  it('asks the page, then calls', async () => {
    const fake = new FakeController();
    const element = await buttonFor(fake, 'video');
    const asked = next<CallRequestEvent>(document, 'call-request');
    button(element, 'Video call Bo').click();
    expect(await asked).to.include({ peerId: 'bo', media: 'video' });
    expect(fake.log).to.deep.equal([{ verb: 'call', args: ['bo', { media: 'video' }] }]);
  });

  it('stays silent when the page says no', async () => {
    const fake = new FakeController();
    const element = await buttonFor(fake);
    element.addEventListener('call-request', (event) => event.preventDefault());
    button(element, 'Call Bo').click();
    expect(fake.log).to.deep.equal([]);
  });

  it('loads the engine when somebody comes near', async () => {
    const fake = new FakeController();
    const element = await buttonFor(fake);
    element.focus();
    expect(fake.verbs).to.deep.equal(['warmUp']);
  });

  it('says why it cannot call', async () => {
    const fake = new FakeController();
    const element = await buttonFor(fake);
    const states: [string, Parameters<FakeController['show']>[0]][] = [
      ['Calling Bo…', withCall(makeCall())],
      ['Connecting…', withCall(makeCall({ phase: 'connecting' }))],
      ['You are in another call', withCall(makeCall({ people: [makePerson('Chen')] }))],
      ['Bo does not want calls now', makeSnapshot({ friends: { status: 'ready', list: [makeFriend('Bo', 'dnd')] } })],
    ];
    for (const [words, snapshot] of states) {
      await show(element, fake, snapshot);
      expect(buttonNames(element)).to.deep.equal([words]);
      expect(button(element, words)).to.have.attribute('aria-disabled', 'true');
      button(element, words).click();
    }
    expect(fake.verbs).not.to.include('call');
  });

  it('leads back to the call with this person', async () => {
    const element = await buttonFor(new FakeController(withCall(makeRunning())));
    expect(buttonNames(element)[0]).to.match(/^Return to call/);
    const asked = next(document, 'call-show-request');
    element.shadowRoot?.querySelector('button')?.click();
    expect(await asked).to.include({ callId: 'call-1' });
  });

  it('keeps a press that came before the client', async () => {
    const element = await buttonFor();
    button(element, 'Call Bo').click();
    await drawn(element);
    expect(buttonNames(element)).to.deep.equal(['Calling Bo…']);
    const fake = new FakeController();
    element.controller = fake;
    await drawn(element);
    expect(fake.log).to.deep.equal([{ verb: 'call', args: ['bo', { media: 'audio' }] }]);
    expect(buttonNames(element)).to.deep.equal(['Call Bo']);
  });

  it('forgets a kept press when it is taken away', async () => {
    const element = await buttonFor();
    button(element, 'Call Bo').click();
    const parent = element.parentElement;
    element.remove();
    const fake = new FakeController();
    element.controller = fake;
    parent?.append(element);
    await drawn(element);
    expect(fake.log).to.deep.equal([]);
  });

  it('leaves no listener behind, also after a move', async () => {
    const fake = new FakeController(withCall(makeRunning()));
    const element = await buttonFor(fake);
    const other = await fixture<HTMLElement>(html`<section></section>`);
    other.append(element);
    await drawn(element);
    expect(fake.listenerCount).to.equal(1);
    element.remove();
    expect(fake.listenerCount).to.equal(0);
  });
});
