import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'playwright';
import { launchChromium, startTestStack, type TestStack } from '../e2e/stack.ts';
import { goodbye, seesOnline, visit } from '../e2e/support/people.ts';
import { seesMoving, signIn } from './support/meeting.ts';
import type { QtClient } from './support/qt-client.ts';

describe('CallView in Qt', () => {
  let stack: TestStack;
  let browser: Browser;
  let qt: QtClient | undefined;

  before(async () => {
    stack = await startTestStack();
    browser = await launchChromium();
  });
  afterEach(async () => {
    await qt?.close();
    qt = undefined;
  });
  after(async () => {
    await browser.close();
    await stack.close();
  });

  it('is called by a browser, answers with video, and its hangUp() ends the call', async () => {
    qt = await signIn(stack, 'bo');
    const ana = await visit(browser, stack, 'ana');
    await seesOnline(ana, 'bo');
    await ana.call('Bo', 'video');
    await qt.sees({ phase: 'incoming' });
    await qt.run('callView.accept("video")');
    await qt.sees({ phase: 'connected', muted: false });
    await Promise.all([seesMoving(qt, 'Ana'), ana.seesMoving('Bo')]);
    await qt.run('callView.setMuted(true)');
    await qt.sees({ phase: 'connected', muted: true });
    await qt.run('callView.setMuted(false)');
    await qt.sees({ phase: 'connected', muted: false });
    await qt.run('callView.hangUp()');
    await qt.sees({ phase: 'ended', muted: false });
    await ana.sees('Call ended');
    assert.deepEqual(qt.failures, []);
    await goodbye(ana);
  });

  it('calls a browser, begins muted when told so, and learns that the other one hung up', async () => {
    qt = await signIn(stack, 'bo', { startMuted: true });
    const ana = await visit(browser, stack, 'ana');
    await seesOnline(ana, 'bo');
    await qt.run('callView.call("ana", "video")');
    await ana.button('Accept with video').waitFor();
    await qt.sees({ phase: 'ringing-out' });
    await ana.press('Accept with video');
    await qt.sees({ phase: 'connected', muted: true });
    await Promise.all([seesMoving(qt, 'Ana'), ana.seesMoving('Bo, muted')]);
    await ana.press('Hang up');
    await qt.sees({ phase: 'ended' });
    assert.deepEqual(qt.failures, []);
    await goodbye(ana);
  });

  it('is rung while it is hidden, declines, and the caller is told', async () => {
    qt = await signIn(stack, 'bo');
    await qt.run('callView.visible = false');
    const ana = await visit(browser, stack, 'ana');
    await seesOnline(ana, 'bo');
    await ana.call('Bo');
    await qt.sees({ phase: 'incoming' });
    await qt.run('callView.decline()');
    await ana.sees(/declined/i);
    await goodbye(ana);
  });
});
