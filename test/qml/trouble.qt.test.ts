import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startTestStack, type TestStack } from '../e2e/stack.ts';
import { addressesOf, signIn } from './support/meeting.ts';
import { QtClient, type CallViewOptions } from './support/qt-client.ts';

describe('CallView in trouble', () => {
  let stack: TestStack;
  let qt: QtClient | undefined;

  before(async () => {
    stack = await startTestStack();
  });
  afterEach(async () => {
    await qt?.close();
    qt = undefined;
  });
  after(() => stack.close());

  const open = async (options: Partial<CallViewOptions>, session = () => stack.issueSession('bo')): Promise<QtClient> =>
    (qt = await QtClient.start({ ...(await addressesOf(stack)), ...options }, session));

  it('prints no token, though Chromium writes whole addresses of what it refused', async () => {
    const tokens: string[] = [];
    await open({}, async () => {
      const token = await stack.issueSession('bo');
      tokens.push(token);
      return token;
    });
    assert.ok(qt);
    await qt.sees({ ready: true, connection: 'online' });
    const canary = 'eyJjYW5hcnkiOjF9.Y2FuYXJ5.c2lnbmF0dXJl';
    // No server of ours: the policy of the page refuses it, and Chromium says so.
    const address = `wss://media.invalid/rtc?access_token=${canary}&end=of-address`;
    await qt.inPage(`new Promise((resolve) => { new WebSocket(${JSON.stringify(address)}).onerror = resolve; }).then(() => 'failed')`);
    await qt.prints('end=of-address');
    await qt.inPage(`console.error('begin', ${JSON.stringify(tokens[0])}, 'of-line')`);
    await qt.prints('of-line');
    assert.ok(tokens.length > 0);
    for (const secret of [canary, ...tokens]) assert.ok(!qt.output.includes(secret), 'a token was printed');
    assert.ok(!/eyJ[\w-]+\.[\w-]+/.test(qt.output), 'something like a token was printed');
    assert.match(qt.output, /access_token=\*\*\*&end=of-address/);
    assert.match(qt.output, /begin \*\*\* of-line/);
  });

  it('says that the bundle is not there', async () => {
    await open({ bundleUrl: `${stack.cdnUrl}/no-such-file.js` });
    assert.match((await qt?.fails('ERR_ENGINE_LOAD'))?.message ?? '', /bundleUrl/);
  });

  it('loads no bundle but the one with the right hash', async () => {
    await open({ bundleIntegrity: `sha384-${'A'.repeat(64)}` });
    assert.match((await qt?.fails('ERR_ENGINE_LOAD'))?.message ?? '', /bundleIntegrity/);
  });

  it('says that an address is none', async () => {
    await open({ mediaUrl: 'javascript:alert(1)' });
    assert.match((await qt?.fails('ERR_CONFIG'))?.message ?? '', /mediaUrl/);
  });

  it('says that the host app gave no token', async () => {
    await open({}, () => Promise.resolve(''));
    assert.match((await qt?.fails('ERR_SESSION'))?.message ?? '', /getSession/);
    await qt?.sees({ ready: true, phase: 'idle' });
  });

  it('says that a method came too early', async () => {
    await open({ bundleUrl: `${stack.cdnUrl}/no-such-file.js` });
    await qt?.fails('ERR_ENGINE_LOAD');
    await qt?.run('callView.call("ana")');
    assert.match((await qt?.fails('ERR_PAGE_NOT_READY'))?.message ?? '', /call\(\)/);
  });

  it('tells of a page that crashed, and loads it anew', async () => {
    qt = await signIn(stack, 'bo');
    await qt.run('callView.view.url = "chrome://crash"');
    await qt.fails('ERR_PAGE_CRASHED');
    await qt.sees({ ready: false, phase: 'idle', connection: 'idle' });
    await qt.run('callView.reload()');
    await qt.sees({ ready: true, connection: 'online' });
  });
});
