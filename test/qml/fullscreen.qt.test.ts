import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startTestStack, type TestStack } from '../e2e/stack.ts';
import { byGesture, freePort } from './support/gesture.ts';
import { signIn } from './support/meeting.ts';
import type { QtClient } from './support/qt-client.ts';

const PLACE = '[callView.view.width === host.width, callView.view.isFullScreen, host.visibility === Window.FullScreen].join()';

describe('CallView on the whole screen', () => {
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

  it('leaves its place in the window while the call fills the screen, and comes back', async () => {
    const port = await freePort();
    qt = await signIn(stack, 'bo', {}, { QTWEBENGINE_REMOTE_DEBUGGING: `127.0.0.1:${port}` });
    await qt.run('callView.parent.anchors.rightMargin = 300');
    assert.equal(await qt.run(PLACE), 'false,false,false');
    await byGesture(port, 'document.querySelector("call-view").requestFullscreen()');
    assert.equal(await qt.run(PLACE), 'true,true,true');
    await byGesture(port, 'document.exitFullscreen()');
    assert.equal(await qt.run(PLACE), 'false,false,false');
  });
});
