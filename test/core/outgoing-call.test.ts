import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CallError } from '@call-elements/protocol';
import { makeParticipant, settle } from '@call-elements/core/testing';
import { bo, setup } from './support.ts';

async function calling(options?: Parameters<typeof setup>[0]) {
  const page = await setup(options);
  page.controller.call('bo', { media: 'video' });
  await settle();
  return page;
}

async function ringing() {
  const page = await calling();
  page.signalling.last('invite').reply({ ringId: 'ring', remainingMs: 60_000 });
  await settle();
  page.signalling.receive({ type: 'ringing', callId: 'call-1', from: bo, deviceKind: 'phone', remainingMs: 60_000 });
  return page;
}

async function connected() {
  const page = await ringing();
  page.signalling.receive({ type: 'accept', callId: 'call-1', from: bo, intent: 'video' });
  await settle();
  page.engine.session.people(makeParticipant('Bo'));
  return page;
}

describe('an outgoing call', () => {
  it('invites the person with what was asked for, and says only that it is calling', async () => {
    const { signalling, phase, call } = await calling();
    assert.deepEqual(signalling.last('invite').message, {
      type: 'invite',
      callId: 'call-1',
      to: ['bo'],
      intent: 'video',
      lifetimeMs: 60_000,
    });
    assert.equal(phase(), 'inviting');
    assert.equal(call()?.people[0]?.name, 'Bo');
  });

  it('is ringing only after a device of the other has said so', async () => {
    const { phase, call } = await ringing();
    assert.equal(phase(), 'ringing-out');
    assert.equal(call()?.ringingOn, 'phone');
  });

  it('says that the service cannot be reached while that is so, and goes on', async () => {
    const { signalling, call } = await calling();
    assert.equal(call()?.lineDown, false);
    signalling.goOffline();
    assert.equal(call()?.lineDown, true);
    signalling.goOnline();
    assert.equal(call()?.lineDown, false);
    signalling.last('invite').reply({ ringId: 'ring', remainingMs: 60_000 });
    await settle();
    signalling.goOffline();
    assert.equal(call()?.lineDown, false);
  });

  it('says after ten seconds that no device was reached, and goes on', async () => {
    const { clock, call, signalling } = await calling();
    signalling.last('invite').reply({ ringId: 'ring', remainingMs: 60_000 });
    await clock.advance(9_999);
    assert.equal(call()?.notReached, false);
    await clock.advance(1);
    assert.equal(call()?.notReached, true);
    assert.equal(call()?.phase, 'inviting');
  });

  it('is connected when the media session says that the other is there, not when they accept', async () => {
    const page = await ringing();
    page.signalling.receive({ type: 'accept', callId: 'call-1', from: bo, intent: 'video' });
    assert.equal(page.phase(), 'connecting');
    await settle();
    assert.equal(page.phase(), 'waiting');
    assert.equal(page.call()?.connectedAt, null);
    page.engine.session.people(makeParticipant('Bo'));
    assert.equal(page.phase(), 'connected');
    assert.equal(page.call()?.connectedAt, page.clock.wall());
  });

  it('starts for the host after it is connected, also when the other was there first', async () => {
    const page = await ringing();
    page.controller.on('start', () => page.events.push('start'));
    page.engine.session.onConnect = () => {
      page.engine.session.people(makeParticipant('Bo'));
      return Promise.resolve();
    };
    page.signalling.receive({ type: 'accept', callId: 'call-1', from: bo, intent: 'video' });
    await settle();
    assert.deepEqual(page.events.slice(-3), ['connecting', 'connected', 'start']);
    assert.equal(page.call()?.connectedAt, page.clock.wall());
  });

  it('fetches its token while it rings, once', async () => {
    const page = await connected();
    assert.equal(page.tokens.fetches, 1);
  });

  for (const [reason, ended] of [
    ['declined', 'declined'],
    ['busy', 'busy'],
    ['dnd', 'dnd'],
    ['unsupported', 'unsupported'],
    ['other', 'declined'],
  ] as const) {
    it(`ends as ${ended} when the other answers "${reason}", with every device released`, async () => {
      const { signalling, call, engine, clock } = await ringing();
      signalling.receive({ type: 'decline', callId: 'call-1', from: bo, reason });
      await settle();
      assert.equal(call()?.reason, ended);
      assert.equal(engine.session.closed, true);
      assert.equal(clock.waiting, 0);
    });
  }

  it('ends at once when no device of the other is online', async () => {
    const { signalling, call } = await calling();
    signalling.last('invite').reply({ unreachable: true });
    await settle();
    assert.equal(call()?.reason, 'unreachable');
  });

  it('ends as not answered at the deadline, and tells the service', async () => {
    const { clock, call, signalling } = await ringing();
    await clock.advance(60_000);
    assert.equal(call()?.reason, 'timeout');
    assert.equal(signalling.last('cancel').message.reason, 'timeout');
  });

  it('blames the line, not the person, when the service never answered', async () => {
    const { clock, call } = await calling();
    await clock.advance(60_000);
    assert.equal(call()?.reason, 'signalling-error');
  });

  it('goes away when the user cancels, and takes the ring back', async () => {
    const { controller, signalling, engine, events, call } = await ringing();
    controller.hangUp();
    await settle();
    assert.equal(signalling.last('cancel').message.reason, 'cancelled');
    assert.equal(engine.session.closed, true);
    assert.equal(call(), undefined);
    assert.ok(events.includes('end:cancelled'));
  });

  it('rings nobody when the microphone is refused', async () => {
    const page = await setup({ permitted: false });
    page.engine.prepare = (session) => {
      session.refused = new CallError('ERR_MEDIA_DENIED', 'refused by the test');
    };
    page.controller.call('bo');
    await settle();
    assert.equal(page.call()?.reason, 'permission-denied');
    assert.equal(page.call()?.error?.code, 'ERR_MEDIA_DENIED');
    assert.deepEqual(page.signalling.types(), []);
    assert.ok(page.events.includes('error:ERR_MEDIA_DENIED'));
  });

  it('says why the service refused', async () => {
    const { signalling, call } = await calling();
    signalling.last('invite').refuse(new CallError('ERR_NOT_ALLOWED', 'refused by the test'));
    await settle();
    assert.equal(call()?.reason, 'other');
    assert.equal(call()?.error?.code, 'ERR_NOT_ALLOWED');
  });

  it('does not start beside a live one', async () => {
    const { controller, events, signalling } = await ringing();
    controller.call('chen');
    await settle();
    assert.equal(events.at(-1), 'error:ERR_CALL_LIVE');
    assert.equal(signalling.types().filter((type) => type === 'invite').length, 1);
  });

  it('moves into the other call when both called each other', async () => {
    const page = await calling();
    page.signalling
      .last('invite')
      .reply({ mergedInto: 'their-call', granted: true, token: { server_url: 'wss://media.test', participant_token: 't' } });
    await settle();
    assert.deepEqual(
      page.controller.snapshot.calls.map((call) => call.id),
      ['their-call'],
    );
    assert.equal(page.phase(), 'waiting');
    assert.equal(page.engine.sessions[0]?.closed, true);
    assert.ok(!page.events.some((event) => event.startsWith('end:')));
  });

  it('hangs up: tells the service, closes the media, shows how long they talked', async () => {
    const { controller, signalling, engine, call, clock } = await connected();
    await clock.advance(5_000);
    controller.hangUp();
    await settle();
    assert.equal(signalling.last('hangup').message.reason, 'hangup');
    assert.equal(engine.session.closed, true);
    assert.equal(call()?.reason, 'hangup');
    assert.equal(call()?.durationMs, 5_000);
    assert.equal(clock.waiting, 0);
  });

  it('ends two seconds after the other hung up', async () => {
    const { signalling, engine, clock, call, phase } = await connected();
    signalling.receive({ type: 'hangup', callId: 'call-1', from: bo, reason: 'hangup' });
    engine.session.people();
    assert.equal(phase(), 'waiting');
    await clock.advance(1_999);
    assert.equal(phase(), 'waiting');
    await clock.advance(1);
    assert.equal(call()?.reason, 'remote-hangup');
  });

  it('waits twenty seconds for a person whom only the media server lost', async () => {
    const { engine, clock, call, phase } = await connected();
    engine.session.people();
    await clock.advance(19_999);
    assert.equal(phase(), 'waiting');
    await clock.advance(1);
    assert.equal(call()?.reason, 'remote-hangup');
  });
});
