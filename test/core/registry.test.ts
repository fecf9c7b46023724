import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { timers } from '@call-elements/protocol';
import { acquireController, type CallController, type ClientOptions } from '@call-elements/core';

let made = 0;
/** A room client of its own: without a socket. */
const optionsOf = (): ClientOptions => ({
  tokenUrl: `https://calls.example/token/${String((made += 1))}`,
  session: () => Promise.resolve('a session'),
});

/** A controller that was disposed of says so when it is asked to do something. */
function isDisposed(controller: CallController): boolean {
  const codes: string[] = [];
  const stop = controller.on('error', ({ error }) => void codes.push(error.code));
  controller.call('');
  stop();
  return codes.includes('ERR_DISPOSED');
}

describe('acquireController', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('gives the same controller for the same addresses, and another for others', () => {
    const options = optionsOf();
    const [first, second, other] = [acquireController(options), acquireController({ ...options }), acquireController(optionsOf())];
    assert.equal(first.controller, second.controller);
    assert.notEqual(first.controller, other.controller);
    for (const lease of [first, second, other]) lease.release();
  });

  it('keeps a controller for five seconds after the last holder went', () => {
    const options = optionsOf();
    const [first, second] = [acquireController(options), acquireController(options)];
    const { controller } = first;
    first.release();
    first.release();
    mock.timers.tick(2 * timers.DISPOSE_GRACE);
    assert.equal(isDisposed(controller), false, 'somebody still holds it');
    second.release();
    mock.timers.tick(timers.DISPOSE_GRACE - 1);
    assert.equal(isDisposed(controller), false);
    mock.timers.tick(1);
    assert.equal(isDisposed(controller), true);
    assert.equal(timers.DISPOSE_GRACE, 5_000);
  });

  it('gives it to the next who comes in time, and a new one to those who come later', () => {
    const options = optionsOf();
    const before = acquireController(options);
    before.release();
    mock.timers.tick(timers.DISPOSE_GRACE - 1);
    const next = acquireController(options);
    assert.equal(next.controller, before.controller);
    mock.timers.tick(2 * timers.DISPOSE_GRACE);
    assert.equal(isDisposed(next.controller), false);
    next.release();
    mock.timers.tick(timers.DISPOSE_GRACE);
    const late = acquireController(options);
    assert.notEqual(late.controller, before.controller);
    late.release();
  });

  it('shares controllers between copies of this package on a page', async () => {
    const file = new URL('../../packages/core/dist/registry.js?copy', import.meta.url).href;
    const copy = (await import(file)) as { acquireController: typeof acquireController };
    assert.notEqual(copy.acquireController, acquireController);
    const options = optionsOf();
    const [mine, theirs] = [acquireController(options), copy.acquireController(options)];
    assert.equal(mine.controller, theirs.controller);
    mine.release();
    mock.timers.tick(2 * timers.DISPOSE_GRACE);
    assert.equal(isDisposed(theirs.controller), false);
    theirs.release();
  });
});
