import type { Call } from '@call-elements/core';
import { FakeController, makeFriend, makeSnapshot, scenes } from '@call-elements/core/testing';
import type { CallButton, FriendCallList } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { drawn, show, showCall, viewOf } from './helpers.js';
import { CANARY, PAYLOADS } from './payloads.js';

const BOX = 400;
const SHOWN = ['incomingVideo', 'ringing', 'ringingMirror', 'four', 'theyShare', 'reconnecting', 'ended', 'missed'] as const;

/** The same, with everybody called so, and a picture at that address. */
const renamed = <T>(value: T, name: string): T =>
  JSON.parse(JSON.stringify(value), (key, old: unknown) => {
    if (key === 'name') return name;
    return typeof old === 'object' && old !== null && 'userId' in old ? { ...old, avatarUrl: name } : old;
  }) as T;

/** What is drawn, through every shadow root. */
function* nodesIn(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* nodesIn(element.shadowRoot);
  }
}

const FORBIDDEN = 'script, iframe, object, embed, link, base, meta, form, a, template, call-button, math, noscript, audio, details';

/** Nothing but words came of it, and they keep to their box. */
function expectInert(element: HTMLElement, payload: string): void {
  const root = element.shadowRoot;
  if (!root) throw new Error('nothing is drawn');
  expect(root.querySelectorAll(FORBIDDEN).length, payload).to.equal(0);
  for (const node of nodesIn(root)) {
    for (const { name, value } of node.attributes) {
      expect(name, payload).to.not.match(/^on/);
      if (name === 'src' || name === 'href') expect(value, payload).to.match(/^https?:\/\/(?!canary)/);
      if (name === 'aria-label') expect(value.length, payload).to.be.lessThan(300);
    }
  }
  expect(root.textContent, payload).to.not.match(/[\u202a-\u202e\u2066-\u2069]/);
  const { width, right } = element.getBoundingClientRect();
  expect(width, payload).to.be.at.most(BOX);
  for (const button of root.querySelectorAll('button')) {
    const box = button.getBoundingClientRect();
    expect(box.right, `${payload}: ${button.outerHTML}`).to.be.at.most(right + 1);
    expect(box.height, payload).to.be.lessThan(120);
  }
}

/** Nothing was run, nothing was asked for. */
function expectSilence(): void {
  expect(globalThis).to.not.have.property('pwned');
  expect({}).to.not.have.property('pwned');
  const asked = performance.getEntriesByType('resource').map(({ name }) => name);
  expect(asked.filter((address) => new URL(address).hostname === CANARY)).to.deep.equal([]);
}

/** A box of a known width, as a page would give it. */
async function boxed<T extends HTMLElement>(tag: string): Promise<T> {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  box.style.cssText = `inline-size: ${BOX}px; block-size: 600px`;
  const element = document.createElement(tag) as T;
  box.append(element);
  return element;
}

describe('hostile words', () => {
  it('are sixty', () => {
    expect(new Set(PAYLOADS).size).to.equal(60);
  });

  it('are only words on a call button: names, ids, rooms', async () => {
    const button = await boxed<CallButton>('call-button');
    const fake = new FakeController(makeSnapshot());
    button.controller = fake;
    for (const payload of PAYLOADS) {
      for (const given of [{ peerName: payload }, { peerId: payload }, { roomName: payload }]) {
        Object.assign(button, { peerName: '', peerId: 'bo', roomName: '' }, given);
        await drawn(button);
        expectInert(button, payload);
      }
    }
    expectSilence();
  });

  it('are only words in the list of friends', async () => {
    const list = await boxed<FriendCallList>('friend-call-list');
    const fake = new FakeController(makeSnapshot());
    list.controller = fake;
    for (const payload of PAYLOADS) {
      // A picture at an address that is a name never leads anywhere: only http and https are asked for.
      const friend = makeFriend(payload, 'online', { avatarUrl: payload });
      await show(list, fake, { friends: { status: 'ready', list: [friend, makeFriend('Chen')] } });
      expectInert(list, payload);
    }
    expectSilence();
  });

  for (const scene of SHOWN) {
    it(`are only words in the view (${scene})`, async () => {
      const { view, fake } = await viewOf(scenes[scene]);
      for (const payload of PAYLOADS) {
        await showCall(view, fake, renamed<Call>(scenes[scene], payload));
        expectInert(view, payload);
      }
      expectSilence();
    });
  }

  it('would be found out, were they more', async () => {
    const list = await boxed<FriendCallList>('friend-call-list');
    list.controller = new FakeController(makeSnapshot());
    await drawn(list);
    const planted = document.createElement('img');
    planted.src = 'data:image/gif,x';
    list.shadowRoot?.append(planted);
    expect(() => {
      expectInert(list, 'planted');
    }).to.throw();
  });
});
