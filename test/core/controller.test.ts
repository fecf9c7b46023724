import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CallError } from '@call-elements/protocol';
import { makeParticipant, settle } from '@call-elements/core/testing';
import { bo, boRings, setup } from './support.ts';

async function inCall() {
  const page = await setup();
  page.controller.call('bo');
  await settle();
  page.signalling.last('invite').reply({ ringId: 'ring', remainingMs: 60_000 });
  await settle();
  page.signalling.receive({ type: 'accept', callId: 'call-1', from: bo, intent: 'audio' });
  await settle();
  page.engine.session.people(makeParticipant('Bo'));
  return page;
}

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));

describe('a snapshot', () => {
  it('is plain frozen data that survives JSON and structuredClone', async () => {
    const { controller } = await inCall();
    assert.deepEqual(JSON.parse(JSON.stringify(controller.snapshot)), controller.snapshot);
    assert.deepEqual(structuredClone(controller.snapshot), controller.snapshot);
    assert.ok(isDeeplyFrozen(controller.snapshot));
  });

  it('keeps the identity of what did not change', async () => {
    const { controller, signalling } = await inCall();
    const before = controller.snapshot;
    signalling.receive({ type: 'presence', userId: 'bo', presence: 'in-call' });
    assert.notEqual(controller.snapshot, before);
    assert.equal(controller.snapshot.calls, before.calls);
    assert.equal(controller.snapshot.self, before.self);
    signalling.receive({ type: 'presence', userId: 'bo', presence: 'in-call' });
    assert.equal(controller.snapshot.friends.list[0]?.presence, 'in-call');
  });

  it('is told to each subscriber once per change, and not when nothing changed', async () => {
    const { controller, signalling } = await setup();
    let told = 0;
    const stop = controller.subscribe(() => (told += 1));
    signalling.receive({ type: 'presence', userId: 'bo', presence: 'away' });
    signalling.receive({ type: 'presence', userId: 'bo', presence: 'away' });
    assert.equal(told, 1);
    stop();
    signalling.receive({ type: 'presence', userId: 'bo', presence: 'online' });
    assert.equal(told, 1);
  });

  it('still reaches the others when one subscriber throws', async (t) => {
    const { controller, signalling } = await setup();
    const reported: unknown[] = [];
    globalThis.reportError = (error) => reported.push(error);
    t.after(() => Reflect.deleteProperty(globalThis, 'reportError'));
    let told = 0;
    controller.subscribe(() => {
      throw new Error('a host made a mistake');
    });
    controller.subscribe(() => (told += 1));
    signalling.receive({ type: 'presence', userId: 'bo', presence: 'away' });
    assert.equal(told, 1);
    assert.match(String(reported[0]), /a host made a mistake/);
  });
});

describe('deafening', () => {
  it('mutes the microphone, tells the service, and restores the microphone', async () => {
    const { controller, signalling, engine } = await inCall();
    controller.setDeafened(true);
    await settle();
    assert.equal(engine.session.state.local.microphone, 'off');
    assert.equal(signalling.last('state').message.deafened, true);
    controller.setDeafened(false);
    await settle();
    assert.equal(engine.session.state.local.microphone, 'on');
    assert.equal(signalling.last('state').message.deafened, false);
  });

  it('leaves a muted microphone muted', async () => {
    const { controller, engine } = await inCall();
    controller.setMicrophone(false);
    controller.setDeafened(true);
    controller.setDeafened(false);
    await settle();
    assert.equal(engine.session.state.local.microphone, 'off');
  });

  it('ends when the user unmutes', async () => {
    const { controller, engine, signalling } = await inCall();
    controller.setDeafened(true);
    controller.setMicrophone(true);
    await settle();
    assert.equal(engine.session.state.local.deafened, false);
    assert.equal(engine.session.state.local.microphone, 'on');
    assert.equal(signalling.last('state').message.deafened, false);
  });

  it('is told again after a rejoin', async () => {
    const { controller, signalling, engine, clock } = await inCall();
    controller.setDeafened(true);
    const before = signalling.types().filter((type) => type === 'state').length;
    engine.session.handlers.onDisconnected({ rejoin: true, reason: 'network-error' });
    await clock.advance(10);
    assert.equal(signalling.types().filter((type) => type === 'state').length, before + 1);
    assert.equal(signalling.last('state').message.deafened, true);
  });
});

describe('a controller', () => {
  it('tells of a service that will not have it', async () => {
    const { controller, signalling } = await setup();
    const errors: string[] = [];
    controller.on('error', ({ error }) => errors.push(error.code));
    signalling.refuse(new CallError('ERR_UNAUTHENTICATED', 'refused by the test'));
    assert.equal(controller.snapshot.connection, 'refused');
    assert.equal(controller.snapshot.connectionError?.code, 'ERR_UNAUTHENTICATED');
    assert.deepEqual(errors, ['ERR_UNAUTHENTICATED']);
  });

  it('beats faster only while something rings or runs', async () => {
    const { controller, signalling } = await setup();
    assert.equal(signalling.live, false);
    signalling.receive(boRings);
    assert.equal(signalling.live, true);
    controller.decline();
    assert.equal(signalling.live, false);
  });

  it('takes an ended call away when asked, and not a running one', async () => {
    const { controller, signalling } = await inCall();
    controller.dismiss();
    assert.equal(controller.snapshot.calls.length, 1);
    signalling.receive({ type: 'cancel', callId: 'no-such-call', reason: 'other' });
    controller.hangUp();
    await settle();
    controller.dismiss();
    assert.deepEqual(controller.snapshot.calls, []);
    assert.equal(controller.snapshot.activeCallId, null);
  });

  it('disposed of: hangs up, closes its line, keeps no timer and takes no call', async () => {
    const { controller, signalling, engine, clock, events } = await inCall();
    controller.dispose();
    await settle();
    assert.equal(signalling.last('hangup').message.reason, 'hangup');
    assert.equal(signalling.stopped, 'stopped');
    assert.equal(engine.session.closed, true);
    assert.equal(clock.waiting, 0);
    assert.ok(events.includes('end:disposed'));
    controller.call('bo');
    assert.deepEqual(controller.snapshot.calls, []);
  });
});
