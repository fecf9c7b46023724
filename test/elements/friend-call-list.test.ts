import { FakeController, makeCall, makeFriend, makeSnapshot, withCall } from '@call-elements/core/testing';
import type { Snapshot } from '@call-elements/core';
import type { CallRequestEvent } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { button, buttonNames, drawn, next, show } from './helpers.js';

const friends = (...list: Snapshot['friends']['list'][number][]): Partial<Snapshot> => ({ friends: { status: 'ready', list } });

async function listOf(change: Partial<Snapshot> = {}) {
  const fake = new FakeController(makeSnapshot(change));
  const list = await fixture<HTMLElementTagNameMap['friend-call-list']>(html`<friend-call-list .controller=${fake}></friend-call-list>`);
  return { list, fake };
}

const headings = (list: HTMLElement): string[] =>
  [...(list.shadowRoot?.querySelectorAll('h3') ?? [])].map((heading) => heading.textContent);

async function search(list: HTMLElementTagNameMap['friend-call-list'], words: string): Promise<void> {
  const input = list.shadowRoot?.querySelector('input');
  if (!input) throw new Error('There is no search field');
  input.value = words;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await drawn(list);
}

describe('friend-call-list', () => {
  it('is accessible', async () => {
    const { list, fake } = await listOf();
    await expect(list).to.be.accessible();
    await show(list, fake, { friends: { status: 'loading', list: [] } });
    await expect(list).to.be.accessible();
    await show(list, fake, friends());
    await expect(list).to.be.accessible();
  });

  it('groups friends by presence and counts them', async () => {
    const { list } = await listOf(friends(makeFriend('Dara', 'offline'), makeFriend('Bo', 'in-call'), makeFriend('Ana')));
    expect(headings(list)).to.deep.equal(['Online · 2', 'Offline · 1']);
    const names = [...(list.shadowRoot?.querySelectorAll('[part="name"]') ?? [])].map((name) => name.textContent);
    expect(names).to.deep.equal(['Ana', 'Bo', 'Dara']);
  });

  it('names its buttons after the friend', async () => {
    const { list } = await listOf(friends(makeFriend('Bo')));
    expect(buttonNames(list)).to.deep.equal(['Call Bo', 'Video call Bo']);
  });

  it('leaves out who is offline when asked to', async () => {
    const { list } = await listOf(friends(makeFriend('Bo'), makeFriend('Dara', 'offline')));
    list.withoutOffline = true;
    await drawn(list);
    expect(headings(list)).to.deep.equal(['Online · 1']);
  });

  it('asks the page, then calls with sound or with video', async () => {
    const { list, fake } = await listOf(friends(makeFriend('Bo')));
    button(list, 'Call Bo').click();
    const asked = next<CallRequestEvent>(document, 'call-request');
    button(list, 'Video call Bo').click();
    expect(await asked).to.include({ peerId: 'bo', media: 'video' });
    expect(fake.log.map(({ args }) => args)).to.deep.equal([
      ['bo', { media: 'audio' }],
      ['bo', { media: 'video' }],
    ]);
  });

  it('stays silent when the page says no', async () => {
    const { list, fake } = await listOf(friends(makeFriend('Bo')));
    list.addEventListener('call-request', (event) => event.preventDefault());
    button(list, 'Call Bo').click();
    expect(fake.verbs).not.to.include('call');
  });

  it('keeps names and tells the reason while a call is live', async () => {
    const { list, fake } = await listOf();
    await show(list, fake, withCall(makeCall(), friends(makeFriend('Bo'))));
    const call = button(list, 'Call Bo');
    expect(call).to.have.attribute('aria-disabled', 'true');
    expect(call).to.have.attribute('title', 'You are in another call');
    call.click();
    expect(fake.verbs).not.to.include('call');
  });

  it('does not ring who does not want calls', async () => {
    const { list, fake } = await listOf(friends(makeFriend('Dara', 'dnd')));
    button(list, 'Video call Dara').click();
    expect(fake.verbs).not.to.include('call');
    expect(button(list, 'Video call Dara')).to.have.attribute('title', 'Dara does not want calls now');
  });

  it('finds friends by name, and says when there is none', async () => {
    const { list } = await listOf(friends(makeFriend('Bo'), makeFriend('Chen')));
    await search(list, ' che');
    expect(buttonNames(list)).to.deep.equal(['Call Chen', 'Video call Chen']);
    await search(list, 'Zo');
    expect(list.shadowRoot?.textContent).to.include('No friend called “Zo”');
    button(list, 'Clear search').click();
    await drawn(list);
    expect(buttonNames(list)).to.have.lengthOf(4);
    expect(list.shadowRoot?.activeElement).to.have.attribute('type', 'search');
  });

  it('is busy while friends load', async () => {
    const { list } = await listOf({ friends: { status: 'loading', list: [] } });
    expect(list.shadowRoot?.querySelector('[aria-busy="true"]')).to.exist;
  });

  it('says what went wrong, but keeps a list that it had', async () => {
    const { list, fake } = await listOf({ connection: 'refused', friends: { status: 'loading', list: [] } });
    expect(list.shadowRoot?.textContent).to.include('Friends did not load');
    await show(list, fake, { connection: 'offline', ...friends(makeFriend('Bo')) });
    expect(buttonNames(list)).to.deep.equal(['Call Bo', 'Video call Bo']);
  });

  it('draws hostile names as words, and cuts endless ones', async () => {
    const markup = '<img src=x onerror="window.hostile = true">';
    const { list } = await listOf(
      friends(
        makeFriend(markup, 'online', { userId: 'a' }),
        makeFriend(`\u202eoB\u0007`, 'online', { userId: 'b' }),
        makeFriend('x'.repeat(10_000), 'online', { userId: 'c' }),
      ),
    );
    expect(list.shadowRoot?.querySelector('img')).not.to.exist;
    const names = [...(list.shadowRoot?.querySelectorAll('[part="name"]') ?? [])].map((name) => name.textContent);
    expect(names).to.include.members([markup, 'oB', `${'x'.repeat(80)}…`]);
    expect(list.getBoundingClientRect().width).to.be.at.most(document.documentElement.clientWidth);
  });

  it('loads pictures from the web only, and tells them nothing of the page', async () => {
    const picture = 'data:text/html,x';
    const { list } = await listOf(
      friends(
        makeFriend('Bo', 'online', { avatarUrl: '/test/elements/none.png' }),
        makeFriend('Chen', 'online', { avatarUrl: picture }),
        makeFriend('Dara', 'online', { avatarUrl: 'javascript:alert(1)' }),
      ),
    );
    const pictures = [...(list.shadowRoot?.querySelectorAll('img') ?? [])];
    expect(pictures).to.have.lengthOf(1);
    expect(pictures[0]).to.have.attribute('referrerpolicy', 'no-referrer');
  });

  it('leaves no listener behind, also after a move', async () => {
    const { list, fake } = await listOf();
    const other = await fixture<HTMLElement>(html`<section></section>`);
    other.append(list);
    expect(fake.listenerCount).to.equal(1);
    list.remove();
    expect(fake.listenerCount).to.equal(0);
  });
});
