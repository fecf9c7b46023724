import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium } from '../stack.ts';
import { arrive, type Guest } from './support/guest.ts';
import { startHost, type Host } from './support/host.ts';
import { buildWithEsbuild } from '../../packaging/support/builders.ts';
import { bundleFolder, bundleScript, callPage, clientTag, page, policy } from './support/pages.ts';

const LIT_HOST = `
  import { LitElement, html } from 'lit';
  customElements.define('a-neighbour', class extends LitElement { render() { return html\`<b>I am here</b>\`; } });
`;

describe('beside others on a page', () => {
  let host: Host;
  let browser: Browser;

  before(async () => {
    host = await startHost();
    browser = await launchChromium();
    host.serve('/bo', { body: callPage(host, 'bo'), headers: policy(host) });
  });
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  after(async () => {
    await browser.close();
    await host.close();
  });

  /** Ana calls Bo from this page, and both see each other. */
  async function callsBo(path: string): Promise<Guest> {
    const ana = await arrive(browser, `${host.url}${path}`, 'Ana');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await Promise.all([ana.online(), bo.online()]);
    await ana.call('Bo', 'video');
    await bo.press('Accept with video');
    await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
    return ana;
  }

  const signalling = (guest: Guest): Promise<string[]> =>
    guest.page.evaluate(() => window.sockets.filter((address) => address.endsWith('/calls/signal')));

  for (const order of ['first', 'later'] as const) {
    it(`another Lit, which comes ${order}, draws too, and both have their own policy`, async () => {
      for (const [name, body] of await buildWithEsbuild(LIT_HOST)) host.serve(`/app/${name}`, { body });
      const scripts = ['<script type="module" src="/app/host.js"></script>', bundleScript(host)];
      const head = (order === 'first' ? scripts : scripts.reverse()).join('');
      const body = callPage(host, 'ana', head).replace('</body>', '<a-neighbour></a-neighbour></body>');
      host.serve('/ana', { body, headers: policy(host, { 'trusted-types': 'lit-html call-elements-lit' }) });
      const ana = await callsBo('/ana');
      await ana.page.getByText('I am here').waitFor();
      assert.deepEqual(await ana.violations(), []);
      assert.deepEqual(ana.problems, []);
    });
  }

  it('the same bundle twice, as modules and in one file, is one', async () => {
    const head = bundleScript(host) + bundleScript(host, 'call-elements.classic.js');
    host.serve('/ana', { body: callPage(host, 'ana', head), headers: policy(host) });
    const ana = await callsBo('/ana');
    assert.equal((await signalling(ana)).length, 1);
    assert.deepEqual([await ana.violations(), ana.problems, ana.warnings], [[], [], []]);
  });

  for (const order of ['0.1.0 and then 9.9.9', '9.9.9 and then 0.1.0']) {
    it(`two versions, ${order}, are one, and it is said`, async () => {
      const other = readFileSync(join(bundleFolder, 'call-elements.classic.js'), 'utf8').replaceAll('"0.1.0"', '"9.9.9"');
      assert.ok(other.includes('9.9.9'));
      host.serve('/other.js', { body: other });
      const scripts = [bundleScript(host, 'call-elements.classic.js'), '<script src="/other.js" defer></script>'];
      const head = (order.startsWith('0') ? scripts : scripts.reverse()).join('');
      host.serve('/ana', { body: callPage(host, 'ana', head), headers: policy(host) });
      const ana = await callsBo('/ana');
      assert.equal((await signalling(ana)).length, 1);
      assert.deepEqual([await ana.violations(), ana.problems], [[], []]);
      const [first = '', second = ''] = order.split(' and then ');
      assert.deepEqual(
        ana.warnings,
        ['call-button', 'call-client', 'call-view', 'friend-call-list'].map(
          (tag) => `<${tag}> is of Call Elements ${first} on this page, not of ${second}.`,
        ),
      );
    });
  }

  it("the host's own copy of core shares the controller of the tags", async () => {
    const options = `{ tokenUrl: '${host.stack.url}/calls/token', signalUrl: '${host.stack.url}/calls/signal', session: location.origin + '/session?user=ana' }`;
    const code = `import { acquireController } from '@call-elements/core'; globalThis.lease = acquireController(${options});`;
    for (const [name, body] of await buildWithEsbuild(code)) host.serve(`/app/${name}`, { body });
    const head = `${bundleScript(host)}<script type="module" src="/app/host.js"></script>`;
    host.serve('/ana', { body: callPage(host, 'ana', head), headers: policy(host) });
    const ana = await callsBo('/ana');
    assert.equal((await signalling(ana)).length, 1);
    const same = await ana.page.evaluate(
      () =>
        (globalThis as unknown as { lease: { controller: unknown } }).lease.controller ===
        document.querySelector<HTMLElement & { controller: unknown }>('call-client')?.controller,
    );
    assert.equal(same, true);
  });

  it("a stranger's <call-view> stays the stranger's, and the other tags work", async () => {
    host.serve('/stranger.js', {
      body: "customElements.define('call-view', class extends HTMLElement { connectedCallback() { this.textContent = 'A view of calls to come' } })",
    });
    host.serve('/ana', { body: callPage(host, 'ana', `<script src="/stranger.js"></script>${bundleScript(host)}`), headers: policy(host) });
    const ana = await arrive(browser, `${host.url}/ana`, 'Ana');
    const bo = await arrive(browser, `${host.url}/bo`, 'Bo');
    await Promise.all([ana.online(), bo.online()]);
    await ana.page.getByText('A view of calls to come').waitFor();
    await ana.call('Bo', 'audio');
    await bo.press('Accept');
    await bo.tile('Ana, camera off').waitFor();
    assert.deepEqual(ana.warnings, ['<call-view> is of somebody else on this page, not of 0.1.0.']);
    assert.deepEqual(ana.problems, []);
  });

  it('patched intrinsics, names in the way and noise between windows do no harm', async () => {
    host.serve('/patches.js', { body: PATCHES });
    const body = callPage(host, 'ana', `<script src="/patches.js"></script>${bundleScript(host)}`).replace(
      '</body>',
      `${IN_THE_WAY}</body>`,
    );
    host.serve('/ana', { body, headers: policy(host) });
    const ana = await callsBo('/ana');
    assert.deepEqual([await ana.violations(), ana.problems], [[], []]);
    await ana.press('Hang up');
    await ana.sees('Call ended');
  });

  it('"* { all: unset !important }" takes no control away', async () => {
    host.serve('/unset.css', { body: '* { all: unset !important }' });
    const head = `${bundleScript(host)}<link rel="stylesheet" href="/unset.css">`;
    const body = page(
      head,
      `${clientTag(host, 'ana')}<friend-call-list></friend-call-list><call-button peer-id="bo" peer-name="Bo"></call-button><call-view></call-view>`,
    );
    host.serve('/ana', { body, headers: policy(host) });
    const ana = await callsBo('/ana');
    for (const name of ['Mute', 'Camera off', 'Share screen', 'Deafen', 'Hang up']) {
      const box = await ana.button(name).boundingBox();
      assert.ok(box && box.width >= 24 && box.height >= 24, `${name}: ${JSON.stringify(box)}`);
    }
    await ana.press('Mute');
    await ana.tile('You, muted').waitFor();
    await ana.press('Hang up');
    await ana.sees('Call ended');
  });
});

/** What old libraries, analytics and error trackers do to a page. */
const PATCHES = `
  Array.prototype.x = 1;
  Object.prototype.inherited = 'x';
  Object.defineProperty(Function.prototype, 'method', { value() {}, configurable: true });
  const { fetch, WebSocket, JSON } = globalThis;
  globalThis.fetch = function (...args) { return fetch.apply(this, args).then((answer) => answer.clone()); };
  globalThis.WebSocket = class extends WebSocket { send(data) { super.send(data); } };
  const { parse, stringify } = JSON;
  JSON.parse = (...args) => parse(...args);
  JSON.stringify = (...args) => stringify(...args);
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (task, ms, ...rest) => setTimeout(() => task(...rest), ms);
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, options) { return listen.call(this, type, listener, options); };
  setInterval(() => { postMessage({ type: 'call-accept', call: 1 }, '*'); postMessage('invite', '*'); }, 50);
`;

/** Elements whose ids and names become members of \`window\` and \`document\`. */
const IN_THE_WAY = ['call', 'calls', 'controller', 'navigator', 'WebSocket', 'trustedTypes', 'customElements', 'body', 'fetch']
  .map((name) => `<form id="${name}" name="${name}"><input name="parentNode"><input name="getRootNode"></form>`)
  .join('');
