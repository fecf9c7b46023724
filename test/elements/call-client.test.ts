import { FakeController, makeRing, withCall } from '@call-elements/core/testing';
import type { CallClient, CallEndEvent } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { buttonNames, drawn, next, settled } from './helpers.js';

const clientOf = (fake?: FakeController) => html`<call-client .controller=${fake}></call-client>`;

/** A client's controller, once its code is there: clients announce themselves when they get one. */
async function withController(client: CallClient): Promise<CallClient['controller']> {
  while (!client.controller) {
    await settled();
    await client.updateComplete;
  }
  return client.controller;
}

describe('call-client', () => {
  it('is accessible, and draws what the page put into it as it is', async () => {
    const client = await fixture<CallClient>(html`<call-client .controller=${new FakeController()}><p>A page</p></call-client>`);
    await expect(client).to.be.accessible();
    expect(getComputedStyle(client).display).to.equal('contents');
    expect(client.innerText).to.equal('A page');
  });

  it('turns what its controller tells into events that do not bubble', async () => {
    const fake = new FakeController();
    const client = await fixture<CallClient>(clientOf(fake));
    let bubbled = 0;
    document.addEventListener('call-end', () => (bubbled += 1), { once: true });
    const told = ['call-incoming', 'call-start', 'call-phase-change'].map((type) => next(client, type));
    const end = next<CallEndEvent>(client, 'call-end');
    fake.tell('incoming', { callId: 'a' });
    fake.tell('start', { callId: 'a' });
    fake.tell('phase', { callId: 'a', phase: 'connected' });
    fake.tell('end', { callId: 'a', reason: 'hangup', durationMs: 7 });
    for (const event of await Promise.all(told)) expect(event).to.include({ callId: 'a', bubbles: false });
    expect(await end).to.include({ callId: 'a', reason: 'hangup', durationMs: 7, bubbles: false });
    expect(bubbled).to.equal(0);
  });

  it('takes a controller for its addresses, the same one for the same addresses', async () => {
    const both = await fixture<HTMLElement>(
      html`<div>
        <call-client token-url="/t" session-url="/s"></call-client>
        <call-client token-url="/t" session-url="/s"></call-client>
        <call-client token-url="/other" session-url="/s"></call-client>
      </div>`,
    );
    const [first, second, third] = [...both.querySelectorAll('call-client')];
    if (!first || !second || !third) throw new Error('There are three clients');
    await Promise.all([first, second, third].map(withController));
    expect(first.controller).to.exist;
    expect(second.controller).to.equal(first.controller);
    expect(third.controller).not.to.equal(first.controller);
    first.setAttribute('token-url', '/other');
    await first.updateComplete;
    expect(first.controller).to.equal(third.controller);
  });

  it('waits for the session when the page gives it by property', async () => {
    const client = await fixture<CallClient>(html`<call-client token-url="/t2"></call-client>`);
    expect(client.controller).to.equal(undefined);
    client.getSession = () => Promise.resolve('token');
    expect(await withController(client)).to.exist;
  });

  it('keeps its controller over a move in the document', async () => {
    const client = await fixture<CallClient>(html`<call-client token-url="/t3" session-url="/s"></call-client>`);
    const controller = await withController(client);
    const other = await fixture<HTMLElement>(html`<section></section>`);
    other.append(client);
    await client.updateComplete;
    expect(client.controller).to.equal(controller);
  });

  it('leaves no listener behind', async () => {
    const fake = new FakeController();
    const client = await fixture<CallClient>(clientOf(fake));
    expect(fake.listenerCount).to.equal(5);
    client.remove();
    expect(fake.listenerCount).to.equal(0);
  });
});

describe('finding a controller', () => {
  /** Which of the fakes the button calls with; undefined when none. */
  async function called(host: HTMLElement, fakes: Record<string, FakeController>): Promise<string | undefined> {
    await settled();
    const element = host.querySelector('call-button');
    if (!element) throw new Error('There is no button');
    await drawn(element);
    element.shadowRoot?.querySelector('button')?.click();
    return Object.keys(fakes).find((name) => fakes[name]?.verbs.includes('call'));
  }
  const fakesOf = () => ({ own: new FakeController(), a: new FakeController(), b: new FakeController() });

  it('takes its own first', async () => {
    const fakes = fakesOf();
    const host = await fixture<HTMLElement>(
      html`<div>${clientOf(fakes.a)}<call-button peer-id="bo" .controller=${fakes.own}></call-button></div>`,
    );
    expect(await called(host, fakes)).to.equal('own');
  });

  it('then the one that it names', async () => {
    const fakes = fakesOf();
    const host = await fixture<HTMLElement>(
      html`<div>
        <call-client .controller=${fakes.a}><call-button peer-id="bo" for="other"></call-button></call-client>
        <call-client id="other" .controller=${fakes.b}></call-client>
      </div>`,
    );
    expect(await called(host, fakes)).to.equal('b');
  });

  it('then the nearest above, through shadow trees', async () => {
    const fakes = fakesOf();
    const host = await fixture<HTMLElement>(
      html`<div>
        <call-client .controller=${fakes.a}
          ><call-client .controller=${fakes.b}><section></section></call-client
        ></call-client>
      </div>`,
    );
    const section = host.querySelector('section');
    const inner = document.createElement('div');
    inner.innerHTML = '<call-button peer-id="bo"></call-button>';
    section?.attachShadow({ mode: 'open' }).append(inner);
    expect(await called(inner, fakes)).to.equal('b');
  });

  it('then the only one of the document, in any order', async () => {
    const fakes = fakesOf();
    const host = await fixture<HTMLElement>(html`<div><call-button peer-id="bo"></call-button>${clientOf(fakes.a)}</div>`);
    expect(await called(host, fakes)).to.equal('a');
  });

  it('calls nobody when several could be meant, and says so once', async () => {
    const fakes = fakesOf();
    const warnings: unknown[] = [];
    const { warn } = globalThis.console;
    globalThis.console.warn = (words: unknown) => void warnings.push(words);
    try {
      const host = await fixture<HTMLElement>(
        html`<div>${clientOf(fakes.a)}${clientOf(fakes.b)}<call-button peer-id="bo"></call-button><call-view></call-view></div>`,
      );
      expect(await called(host, fakes)).to.equal(undefined);
    } finally {
      globalThis.console.warn = warn;
    }
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.include('several <call-client>');
  });

  it('follows a client that comes late, and lets go of one that leaves', async () => {
    const fake = new FakeController(withCall(makeRing()));
    const view = await fixture<HTMLElementTagNameMap['call-view']>(html`<call-view></call-view>`);
    const client = document.createElement('call-client');
    client.controller = fake;
    document.body.append(client);
    await drawn(view, true);
    expect(buttonNames(view)).to.include('Decline');
    expect(fake.ringSurfaces).to.equal(1);
    client.remove();
    await drawn(view);
    expect(buttonNames(view)).to.deep.equal([]);
    expect([fake.listenerCount, fake.ringSurfaces]).to.deep.equal([0, 0]);
  });
});
