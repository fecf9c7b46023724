import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeParticipant, settle } from '@call-elements/core/testing';
import { bo, boRings, setup } from './support.ts';

async function rung(options?: Parameters<typeof setup>[0]) {
  const page = await setup(options);
  page.signalling.receive(boRings);
  await settle();
  return page;
}

describe('an incoming call', () => {
  it('rings, captures nothing, and tells the caller that it is shown', async () => {
    const { phase, engine, signalling } = await rung();
    assert.equal(phase(), 'incoming');
    assert.equal(engine.sessions.length, 0);
    assert.equal(signalling.last('ringing').message.ringId, 'ring');
  });

  it('is not acknowledged by a page that cannot show it, until it can', async () => {
    const { signalling, controller } = await rung({ surface: false });
    assert.deepEqual(signalling.types(), []);
    controller.addRingSurface();
    await settle();
    assert.deepEqual(signalling.types(), ['ringing']);
  });

  it('is acknowledged once, however often the page changes', async () => {
    const { signalling, controller } = await rung();
    controller.addRingSurface()();
    controller.silence();
    assert.deepEqual(signalling.types(), ['ringing']);
  });

  it('is accepted with the media chosen, and captures only then', async () => {
    const { controller, signalling, engine, phase } = await rung();
    controller.accept({ media: 'audio' });
    await settle();
    assert.equal(signalling.last('accept').message.intent, 'audio');
    assert.equal(phase(), 'accepting');
    assert.equal(engine.session.state.local.microphone, 'on');
    assert.equal(engine.session.state.local.camera, 'off');
  });

  it('connects with the token that came with the claim', async () => {
    const { controller, signalling, engine, tokens, phase } = await rung();
    controller.accept();
    await settle();
    signalling.last('accept').reply({ granted: true, token: { server_url: 'wss://media.test', participant_token: 't' } });
    await settle();
    assert.equal(tokens.fetches, 0);
    engine.session.people(makeParticipant('Bo'));
    assert.equal(phase(), 'connected');
  });

  it('ends as answered elsewhere when another device was first', async () => {
    const { controller, signalling, call, engine } = await rung();
    controller.accept();
    await settle();
    signalling.last('accept').reply({ granted: false });
    await settle();
    assert.equal(call()?.reason, 'answered-elsewhere');
    assert.equal(engine.session.closed, true);
  });

  it('answers even when the service does not say who won', async () => {
    const { controller, clock, phase } = await rung();
    controller.accept();
    await clock.advance(5_000);
    assert.equal(phase(), 'waiting');
  });

  it('is declined for all devices and leaves nothing on the screen', async () => {
    const { controller, signalling, call, events } = await rung();
    controller.decline();
    assert.deepEqual(signalling.last('decline').message, { type: 'decline', callId: 'their-call', ringId: 'ring', reason: 'declined' });
    assert.equal(call(), undefined);
    assert.ok(events.includes('end:declined'));
  });

  it('is silenced here only, and can ring again', async () => {
    const { controller, signalling, phase } = await rung();
    controller.silence();
    assert.equal(phase(), 'incoming-silenced');
    assert.deepEqual(signalling.types(), ['ringing']);
    controller.unsilence();
    assert.equal(phase(), 'incoming');
  });

  it('is missed when the caller gives up', async () => {
    const { signalling, call } = await rung();
    signalling.receive({ type: 'cancel', callId: 'their-call', reason: 'cancelled' });
    assert.equal(call()?.reason, 'missed');
  });

  it('stops at its deadline without a word from the service', async () => {
    const { clock, call } = await rung();
    await clock.advance(60_000);
    assert.equal(call()?.reason, 'missed');
  });

  it('lives as long as the service says after the acknowledgement', async () => {
    const { clock, signalling, phase } = await rung();
    await clock.advance(30_000);
    signalling.last('ringing').reply({ remainingMs: 60_000 });
    await clock.advance(59_999);
    assert.equal(phase(), 'incoming');
    await clock.advance(2);
    assert.equal(phase(), 'ended');
  });

  for (const [type, reason] of [
    ['answered-elsewhere', 'answered-elsewhere'],
    ['declined-elsewhere', 'declined-elsewhere'],
  ] as const) {
    it(`stops when ${reason.replace('-', ' ')}`, async () => {
      const { signalling, events } = await rung();
      signalling.receive({ type, callId: 'their-call' });
      assert.ok(events.includes(`end:${reason}`));
    });
  }

  it('does not ring with less than three seconds left, nor twice', async () => {
    const { signalling, controller } = await setup();
    signalling.receive({ ...boRings, remainingMs: 2_999 });
    assert.equal(controller.snapshot.calls.length, 0);
    signalling.receive(boRings);
    signalling.receive(boRings);
    assert.equal(controller.snapshot.calls.length, 1);
  });

  it('is the answer when we were about to call that very person', async () => {
    const page = await setup({ permitted: false });
    page.engine.prepare = (session) => {
      session.setMicrophone = () => new Promise(() => undefined);
    };
    page.controller.call('bo', { media: 'audio' });
    await settle();
    page.signalling.receive(boRings);
    await settle();
    assert.deepEqual(
      page.controller.snapshot.calls.map((call) => call.id),
      ['their-call'],
    );
    assert.equal(page.signalling.last('accept').message.intent, 'audio');
    assert.ok(!page.signalling.types().includes('invite'));
  });

  it('waits unseen and unacknowledged while another call is live', async () => {
    const page = await setup();
    page.controller.call('chen');
    await settle();
    page.signalling.receive(boRings);
    assert.equal(page.call()?.people[0]?.userId, 'chen');
    assert.ok(!page.signalling.types().includes('ringing'));
  });

  it('that was missed while the line was down is not rung again', async () => {
    const page = await rung();
    page.welcome([{ callId: 'their-call', standing: 'ended', reason: 'missed' }]);
    assert.equal(page.call()?.reason, 'missed');
    page.signalling.receive({ type: 'ringing', callId: 'their-call', from: bo, deviceKind: 'phone', remainingMs: 9_000 });
    assert.equal(page.call()?.phase, 'ended');
  });
});
