import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startTestStack, type TestStack } from '../e2e/stack.ts';
import { startForeignSite } from './support/foreign-site.ts';
import { signIn } from './support/meeting.ts';
import type { QtClient } from './support/qt-client.ts';

const CAPTURE = `navigator.mediaDevices.getUserMedia({ video: true, audio: true })
  .then((stream) => stream.getTracks().map((track) => { track.stop(); return track.kind; }).sort().join(), (error) => error.name)`;
const LOCATE = `navigator.permissions.query({ name: 'geolocation' })
  .then(() => new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('told'), (error) => resolve(error.code))))`;
/** Asks the host app for the user's token and tells it of a failure, as the page of CallView does. */
const ASK = `new Promise((resolve) => new QWebChannel(qt.webChannelTransport, async ({ objects: { host } }) => {
  await host.askSession(1, false);
  await host.fail('ERR_FOREIGN', 'words of another site');
  await host.report('connected', false, 'online');
  resolve('asked');
}))`;

describe('CallView and origins', () => {
  let stack: TestStack;
  let foreign: Awaited<ReturnType<typeof startForeignSite>>;
  let qt: QtClient | undefined;

  before(async () => {
    stack = await startTestStack();
    foreign = await startForeignSite();
  });
  afterEach(async () => {
    await qt?.close();
    qt = undefined;
  });
  after(async () => {
    foreign.close();
    await stack.close();
  });

  it('gives camera and microphone to its own page, and nothing else', async () => {
    qt = await signIn(stack, 'bo');
    assert.equal(await qt.inPage(CAPTURE), 'audio,video');
    assert.equal(await qt.inPage(LOCATE), 1);
  });

  it('refuses both, and the token, to a page of another origin', async () => {
    qt = await signIn(stack, 'bo');
    await qt.run(`callView.view.url = ${JSON.stringify(foreign.url)}`);
    await qt.sees({ ready: false, phase: 'idle', connection: 'idle' });
    await qt.loads('foreign');
    assert.equal(await qt.inPage('isSecureContext + " " + location.origin + "/"'), `true ${foreign.url}`);
    assert.equal(await qt.inPage(CAPTURE), 'NotAllowedError');
    const before = qt.timesAsked;
    assert.ok(before > 0);
    assert.equal(await qt.inPage(ASK), 'asked');
    assert.equal(qt.timesAsked, before);
    assert.deepEqual(qt.failures, []);
    await qt.sees({ ready: false, phase: 'idle', connection: 'idle' });
  });

  it('does not let its page be led away', async () => {
    qt = await signIn(stack, 'bo');
    const at = JSON.stringify(foreign.url);
    await qt.inPage(`document.body.append(Object.assign(document.createElement('a'), { href: ${at}, id: 'out' }))`);
    for (const way of [`location.assign(${at})`, `document.querySelector('#out').click()`, 'location.reload()', `open(${at})`]) {
      await qt.inPage(`void ${way}`);
      assert.equal(await qt.inPage('location.href'), `${stack.url}/calls/`, way);
    }
    await qt.sees({ ready: true, connection: 'online' });
  });

  it('shows no frame of another origin: the policy of its page says so', async () => {
    qt = await signIn(stack, 'bo');
    const blocked = `new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
      document.body.append(Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(foreign.url)}, allow: 'camera' }));
    })`;
    assert.equal(await qt.inPage(blocked), 'frame-src');
  });

  it('comes back by reload()', async () => {
    qt = await signIn(stack, 'bo');
    await qt.run(`callView.view.url = ${JSON.stringify(foreign.url)}`);
    await qt.sees({ ready: false });
    await qt.loads('foreign');
    await qt.run('callView.reload()');
    await qt.sees({ ready: true, connection: 'online' });
  });
});
