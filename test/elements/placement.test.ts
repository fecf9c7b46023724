import { FakeController, makeSnapshot } from '@call-elements/core/testing';
import type { CallButton, CallClient } from '@call-elements/elements';
import { expect, fixture, html } from '@open-wc/testing';
import { drawn } from './helpers.js';

const calls = ({ verbs }: FakeController): number => verbs.filter((verb) => verb === 'call').length;

/** Two clients with a button in the first; and who was called when the button is pressed. */
async function setup() {
  const fakes = { first: new FakeController(makeSnapshot()), second: new FakeController(makeSnapshot()) };
  const host = await fixture<HTMLElement>(html`
    <div>
      <call-client id="first" .controller=${fakes.first}><call-button peer-id="bo"></call-button></call-client>
      <call-client id="second" .controller=${fakes.second}></call-client>
    </div>
  `);
  const button = host.querySelector<CallButton>('call-button');
  const second = host.querySelector<CallClient>('#second');
  if (!button || !second) throw new Error('the page is not there');
  /** How often each was asked to call since the last time. */
  const pressed = async (): Promise<{ first: number; second: number }> => {
    const before = { first: calls(fakes.first), second: calls(fakes.second) };
    await drawn(button);
    button.shadowRoot?.querySelector('button')?.click();
    return { first: calls(fakes.first) - before.first, second: calls(fakes.second) - before.second };
  };
  return { host, button, second, fakes, pressed };
}

describe('a tag that changes its place', () => {
  it('uses the client that it stands in now', async () => {
    const { button, second, pressed } = await setup();
    expect(await pressed()).to.deep.equal({ first: 1, second: 0 });
    second.append(button);
    expect(await pressed()).to.deep.equal({ first: 0, second: 1 });
  });

  it('listens to the new one only', async () => {
    const { button, second, fakes } = await setup();
    const [first, other] = [fakes.first.listenerCount, fakes.second.listenerCount];
    second.append(button);
    await drawn(button);
    expect([fakes.first.listenerCount, fakes.second.listenerCount]).to.deep.equal([first - 1, other + 1]);
  });

  it('goes where "for" leads when that changes, and back when it is gone', async () => {
    const { button, pressed } = await setup();
    button.for = 'second';
    expect(await pressed()).to.deep.equal({ first: 0, second: 1 });
    button.for = '';
    expect(await pressed()).to.deep.equal({ first: 1, second: 0 });
  });

  it('waits for the client that it names, and takes no other', async () => {
    const { host, button, fakes, pressed } = await setup();
    button.for = 'third';
    expect(await pressed()).to.deep.equal({ first: 0, second: 0 });
    const third = document.createElement('call-client');
    third.id = 'third';
    third.controller = fakes.second;
    host.append(third);
    await third.updateComplete;
    await drawn(button);
    expect(calls(fakes.second)).to.equal(1);
  });

  it('stays with its client when both are moved together', async () => {
    const { host, second, button, pressed } = await setup();
    second.append(button);
    host.prepend(second);
    expect(await pressed()).to.deep.equal({ first: 0, second: 1 });
  });
});
