import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CallError } from '@call-elements/protocol';
import { makeParticipant, settle, type FakeMediaSession } from '@call-elements/core/testing';
import { bo, setup } from './support.ts';

async function accepted(prepare: (session: FakeMediaSession) => void = () => undefined) {
  const page = await setup();
  page.engine.prepare = prepare;
  page.controller.call('bo');
  await settle();
  page.signalling.last('invite').reply({ ringId: 'ring', remainingMs: 60_000 });
  await settle();
  page.signalling.receive({ type: 'accept', callId: 'call-1', from: bo, intent: 'audio' });
  await settle();
  return page;
}

async function connected() {
  const page = await accepted();
  page.engine.session.people(makeParticipant('Bo'));
  return page;
}

const failing = (error: CallError) => (session: FakeMediaSession) => {
  session.onConnect = () => Promise.reject(error);
};

describe('a call whose connection has trouble', () => {
  it('tries again with a new token, three times, and then says that the network failed', async () => {
    const { clock, tokens, call, signalling } = await accepted(failing(new CallError('ERR_CONNECT_FAILED', 'down')));
    await clock.advance(10_000);
    assert.equal(call()?.reason, 'network-error');
    assert.equal(call()?.error?.code, 'ERR_CONNECT_FAILED');
    assert.equal(tokens.fetches, 3);
    assert.equal(signalling.last('hangup').message.reason, 'failed');
  });

  it('does not try again what cannot succeed', async () => {
    const { call, tokens } = await accepted(failing(new CallError('ERR_CONFIG', 'nothing there')));
    assert.equal(call()?.reason, 'config-error');
    assert.equal(tokens.fetches, 1);
  });

  it('gives up joining after 25 seconds', async () => {
    const { clock, call, phase } = await accepted((session) => {
      session.onConnect = () => new Promise(() => undefined);
    });
    await clock.advance(24_999);
    assert.equal(phase(), 'connecting');
    await clock.advance(1);
    assert.equal(call()?.error?.code, 'ERR_CONNECT_TIMEOUT');
  });

  it('shows trouble only after a second and a half, and forgets it when the line is back', async () => {
    const { engine, clock, call } = await connected();
    engine.session.handlers.onReconnecting(true);
    assert.equal(call()?.phase, 'reconnecting');
    await clock.advance(1_499);
    assert.equal(call()?.troubleVisible, false);
    await clock.advance(1);
    assert.equal(call()?.troubleVisible, true);
    engine.session.handlers.onReconnecting(false);
    assert.equal(call()?.phase, 'connected');
    assert.equal(call()?.troubleVisible, false);
  });

  it('comes back into the same call with a new token when the engine gave up', async () => {
    const { engine, clock, call, tokens } = await connected();
    engine.session.handlers.onDisconnected({ rejoin: true, reason: 'network-error' });
    await clock.advance(10);
    assert.equal(engine.sessions.length, 1);
    assert.equal(engine.session.joins, 2);
    assert.equal(tokens.fetches, 2);
    assert.equal(call()?.phase, 'connected');
  });

  it('ends after 60 seconds without a way back', async () => {
    const { engine, clock, call } = await connected();
    engine.session.onConnect = () => Promise.reject(new CallError('ERR_CONNECT_FAILED', 'down'));
    engine.session.handlers.onDisconnected({ rejoin: true, reason: 'network-error' });
    await clock.advance(59_999);
    assert.equal(call()?.phase, 'reconnecting');
    await clock.advance(1);
    assert.equal(call()?.reason, 'network-error');
    assert.equal(clock.waiting, 0);
  });

  it('ends at once when removed', async () => {
    const { engine, call } = await connected();
    engine.session.handlers.onDisconnected({ rejoin: false, reason: 'kicked' });
    assert.equal(call()?.reason, 'kicked');
  });

  it('never ends because the signalling is lost', async () => {
    const { signalling, clock, phase, controller } = await connected();
    signalling.goOffline();
    await clock.advance(600_000);
    assert.equal(phase(), 'connected');
    assert.equal(controller.snapshot.connection, 'offline');
  });

  it('learns after a reconnect of the service that the call is over', async () => {
    const { welcome, call } = await connected();
    welcome([{ callId: 'call-1', standing: 'ended', reason: 'remote-hangup' }]);
    assert.equal(call()?.reason, 'remote-hangup');
  });

  it('says so when the engine cannot be loaded, and rings nobody', async () => {
    const page = await setup({ permitted: false });
    page.engine.failure = new CallError('ERR_ENGINE_LOAD', 'no file');
    page.controller.call('bo');
    await settle();
    assert.equal(page.call()?.error?.code, 'ERR_ENGINE_LOAD');
    assert.deepEqual(page.signalling.types(), []);
  });
});
