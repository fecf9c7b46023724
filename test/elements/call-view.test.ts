import { makeRing, scenes } from '@call-elements/core/testing';
import { expect } from '@open-wc/testing';
import { showCall, viewOf } from './helpers.js';

describe('call-view', () => {
  for (const [name, call] of Object.entries(scenes)) {
    it(`is accessible: ${name}`, async () => {
      const { view } = await viewOf(call);
      await expect(view).to.be.accessible();
    });
  }

  it('shows nothing without a call, or what the page put there', async () => {
    const { view, fake } = await viewOf(null);
    view.append(Object.assign(document.createElement('p'), { slot: 'empty', textContent: 'Nobody rings' }));
    expect(view.shadowRoot?.querySelector('.frame')).not.to.exist;
    expect(view.innerText).to.include('Nobody rings');
    await showCall(view, fake, makeRing());
    expect(view.querySelector('p')?.getClientRects()).to.have.lengthOf(0);
  });

  it('needs no style attribute, so that a strict page can have it', async () => {
    for (const call of Object.values(scenes)) {
      const { view } = await viewOf(call);
      const styled = [...(view.shadowRoot?.querySelectorAll('[style]') ?? [])].filter((element) => !element.matches('.stage--grid'));
      expect(styled).to.deep.equal([]);
    }
  });
});
