import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CallError } from '@call-elements/protocol';
import { makeParticipant, settle } from '@call-elements/core/testing';
import { boRings, setup } from './support.ts';

async function joined() {
  const page = await setup();
  page.controller.join('standup', { media: 'video' });
  await settle();
  return page;
}

describe('a room', () => {
  it('is joined with a token for its name, without a ring', async () => {
    const { tokens, signalling, phase, call } = await joined();
    assert.deepEqual(tokens.targets, [{ roomName: 'standup', deviceId: 'device', sessionId: 'session', once: false }]);
    assert.deepEqual(signalling.types(), []);
    assert.equal(phase(), 'waiting');
    assert.equal(call()?.room, 'standup');
    assert.deepEqual(call()?.people, []);
  });

  it('is entered with the microphone off and the camera as asked for', async () => {
    const { call } = await joined();
    assert.equal(call()?.local.microphone, 'off');
    assert.equal(call()?.local.camera, 'on');
  });

  it('may be empty for as long as it likes, before and after others were there', async () => {
    const { engine, clock, phase } = await joined();
    await clock.advance(3_600_000);
    engine.session.people(makeParticipant('Bo'));
    assert.equal(phase(), 'connected');
    engine.session.people();
    await clock.advance(3_600_000);
    assert.equal(phase(), 'waiting');
  });

  it('is left without a word to the ringing service', async () => {
    const { controller, signalling, engine, call } = await joined();
    controller.hangUp();
    await settle();
    assert.deepEqual(signalling.types(), []);
    assert.equal(engine.session.closed, true);
    assert.equal(call()?.reason, 'hangup');
  });

  it('that is full says so at once', async () => {
    const page = await setup();
    page.tokens.failure = new CallError('ERR_ROOM_FULL', 'full');
    page.controller.join('standup');
    await settle();
    assert.equal(page.call()?.error?.code, 'ERR_ROOM_FULL');
    assert.equal(page.tokens.fetches, 1);
    assert.equal(page.clock.waiting, 0);
  });

  it('is come back to as the same participant', async () => {
    const { engine, tokens, clock, controller } = await joined();
    engine.session.state = { ...engine.session.state, identity: 'ana:device-2:session-2' };
    engine.session.handlers.onDisconnected({ rejoin: true, reason: 'network-error' });
    await clock.advance(10);
    assert.equal(engine.session.joins, 2);
    assert.deepEqual(tokens.targets[1], { roomName: 'standup', deviceId: 'device', sessionId: 'session', once: true });
    assert.equal(controller.snapshot.calls.length, 1);
  });

  it('is not joined beside a live call, and a ring waits while one is in it', async () => {
    const { controller, signalling, events, call } = await joined();
    controller.join('other');
    assert.equal(events.at(-1), 'error:ERR_CALL_LIVE');
    signalling.receive(boRings);
    assert.equal(call()?.room, 'standup');
  });
});
