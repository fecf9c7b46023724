import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { CLOSE, timers } from '@call-elements/protocol';
import { Harness, establish, invite } from './support/harness.ts';

const timeout = 10_000;

describe('ringing', { timeout }, () => {
  it('rings every device of the callee, and says ringing only when one of them alerts', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const phone = await harness.connect('bo');
    const laptop = await harness.connect('bo');
    const { callId, ringId, reply } = await invite(ana, 'bo');
    assert.equal(reply.remainingMs, 60_000);
    const ring = await phone.next('invite');
    assert.equal((await laptop.next('invite')).ringId, ringId);
    assert.deepEqual(ring.from, { userId: 'ana', name: 'Ana' });
    assert.deepEqual(ring.to, [{ userId: 'bo', name: 'Bo' }]);
    assert.deepEqual([ring.callId, ring.ringId, ring.intent, ring.remainingMs], [callId, ringId, 'video', 60_000]);
    assert.deepEqual(await ana.unheardEvents(), []);
    await phone.send({ type: 'ringing', callId, ringId, deviceKind: 'phone' });
    const ringing = await ana.next('ringing');
    assert.deepEqual([ringing.from.userId, ringing.deviceKind, ringing.remainingMs], ['bo', 'phone', 60_000]);
  });

  it('starts the ring anew once per device, and to twice its length at most', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const devices = [await harness.connect('bo'), await harness.connect('bo'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo', { lifetimeMs: 40_000 });
    const remaining: unknown[] = [];
    for (const device of devices) {
      harness.clock.advance(30_000);
      for (let times = 0; times < 2; times += 1) {
        remaining.push((await device.send({ type: 'ringing', callId, ringId, deviceKind: 'desktop' })).remainingMs);
      }
      for (const client of [ana, ...devices]) await client.ping();
    }
    // 40 s from 30 s on; then the end of 80 s is nearer; then that end has passed.
    assert.deepEqual(remaining, [40_000, 40_000, 20_000, 20_000, 0, 0]);
  });

  it('gives the call to the first device that accepts, and a token with it', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const [phone, laptop] = [await harness.connect('bo'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    const won = await phone.send({ type: 'accept', callId, ringId, intent: 'audio' });
    assert.equal(won.granted, true);
    assert.equal(won.token?.server_url, 'ws://media.example:7880');
    assert.equal(decodeJwt(won.token.participant_token).sub, `bo:${phone.deviceId}:${phone.sessionId}`);
    assert.deepEqual((({ from, intent }) => [from.userId, intent])(await ana.next('accept')), ['bo', 'audio']);
    assert.equal((await laptop.next('answered-elsewhere')).callId, callId);
    assert.deepEqual(await laptop.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: false });
    await laptop.next('answered-elsewhere');
    const again = await phone.send({ type: 'accept', callId, ringId, intent: 'audio' });
    assert.equal(again.granted, true);
    assert.ok(again.token);
    assert.deepEqual(await ana.unheardEvents(), []);
  });

  it('lets exactly one of two devices win, round after round', async (test) => {
    const harness = await Harness.start(test, { limits: { invitesPerMinute: 1000, messagesPerMinute: 60_000, messageBurst: 1000 } });
    const ana = await harness.connect('ana');
    const devices = [await harness.connect('bo'), await harness.connect('bo')];
    for (let round = 0; round < 50; round += 1) {
      const { callId, ringId } = await invite(ana, 'bo');
      const order = round % 2 === 0 ? devices : devices.toReversed();
      const answers = await Promise.all(order.map((device) => device.send({ type: 'accept', callId, ringId, intent: 'audio' })));
      assert.deepEqual(answers.map((answer) => answer.granted).sort(), [false, true]);
      assert.equal(answers.filter((answer) => answer.token).length, 1);
      await ana.send({ type: 'hangup', callId, reason: 'hangup' });
    }
    assert.equal((await ana.unheard()).filter((message) => message.type === 'accept').length, 50);
  });

  it('answers the same message the same way, without doing it twice', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const bo = await harness.connect('bo');
    const call = { id: randomUUID(), type: 'invite', callId: randomUUID(), to: ['bo'], intent: 'audio', lifetimeMs: 60_000 } as const;
    const first = await ana.send(call);
    assert.deepEqual(await ana.send(call), first);
    // The same call under a new message id: still one ring.
    assert.equal((await ana.send({ ...call, id: randomUUID() })).ringId, first.ringId);
    await bo.next('invite');
    assert.deepEqual(await bo.unheardEvents(), []);
    const accept = { id: randomUUID(), type: 'accept', callId: call.callId, ringId: first.ringId ?? '', intent: 'audio' } as const;
    const won = await bo.send(accept);
    harness.clock.advance(1000);
    const repeated = await bo.send(accept);
    assert.equal(repeated.granted, true);
    assert.notEqual(repeated.token?.participant_token, won.token?.participant_token);
    await ana.next('accept');
    assert.deepEqual(await ana.unheardEvents(), []);
  });

  it('answers a repeated invite as before, also when its call has ended or was merged', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const lost = { id: randomUUID(), type: 'invite', callId: randomUUID(), to: ['bo'], intent: 'audio', lifetimeMs: 60_000 } as const;
    assert.deepEqual([await ana.send(lost), await ana.send(lost)], [{ unreachable: true }, { unreachable: true }]);
    const bo = await harness.connect('bo');
    const { callId } = await invite(ana, 'bo');
    const crossing = { ...lost, id: randomUUID(), callId: randomUUID(), to: ['ana'] };
    for (let times = 0; times < 2; times += 1) {
      const { mergedInto, granted, token } = await bo.send(crossing);
      assert.deepEqual([mergedInto, granted, token?.server_url], [callId, true, 'ws://media.example:7880']);
    }
  });

  for (const reason of ['declined', 'busy', 'dnd', 'unsupported', 'other'] as const) {
    it(`tells the caller that the callee declined: ${reason}`, async (test) => {
      const harness = await Harness.start(test);
      const ana = await harness.connect('ana');
      const [phone, laptop] = [await harness.connect('bo'), await harness.connect('bo')];
      const { callId, ringId } = await invite(ana, 'bo');
      await phone.send({ type: 'decline', callId, ringId, reason });
      assert.equal((await ana.next('decline')).reason, reason);
      await laptop.next('declined-elsewhere');
      assert.deepEqual(await laptop.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: false });
      await phone.send({ type: 'decline', callId, ringId, reason });
      assert.deepEqual(await ana.unheardEvents(), []);
    });
  }

  it('does not tell a caller that they are blocked', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    await bo.send({ type: 'decline', callId, ringId, reason: 'blocked' });
    assert.equal((await ana.next('decline')).reason, 'declined');
  });

  it('stops ringing when the caller cancels, and refuses a later accept', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    await ana.send({ type: 'cancel', callId, reason: 'cancelled' });
    assert.equal((await bo.next('cancel')).reason, 'cancelled');
    await ana.send({ type: 'cancel', callId, reason: 'cancelled' });
    assert.deepEqual(await bo.unheard().then((all) => all.filter((message) => message.type === 'cancel')), []);
    assert.deepEqual(await bo.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: false });
    assert.equal((await bo.next('cancel')).reason, 'cancelled');
    assert.deepEqual(await bo.send({ type: 'ringing', callId, ringId, deviceKind: 'phone' }), { remainingMs: 0 });
    assert.deepEqual(await ana.unheardEvents(), []);
  });

  it('ends the call for a callee who accepted just before the cancel', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    await ana.send({ type: 'cancel', callId, reason: 'cancelled' });
    assert.equal((await bo.next('hangup')).reason, 'hangup');
  });

  it('does not ring for an invite that comes after its cancel', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const callId = randomUUID();
    await ana.send({ type: 'cancel', callId, reason: 'cancelled' });
    const late = { type: 'invite', callId, to: ['bo'], intent: 'audio', lifetimeMs: 60_000 } as const;
    assert.equal(await ana.refused(late), 'ERR_CALL_ENDED');
    assert.deepEqual(await bo.unheardEvents(), []);
  });

  it('forgets a tombstone after four minutes', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const callId = randomUUID();
    await ana.send({ type: 'cancel', callId, reason: 'cancelled' });
    for (let waited = 0; waited < timers.TOMBSTONE + 60_000; waited += 30_000) {
      await Promise.all([ana.ping(), bo.ping()]);
      harness.clock.advance(30_000);
    }
    await invite(ana, 'bo', { callId });
    await bo.next('invite');
  });

  it('ends a ring that nobody answers, for both sides at once', async (test) => {
    const harness = await Harness.start(test, { ringLifetimeMaxMs: 5000 });
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, ringId, reply } = await invite(ana, 'bo');
    assert.equal(reply.remainingMs, 5000);
    harness.clock.advance(4999);
    assert.deepEqual(await ana.unheardEvents(), []);
    harness.clock.advance(1);
    assert.equal((await ana.next('cancel')).reason, 'timeout');
    assert.equal((await bo.next('cancel', (event) => event.callId === callId)).reason, 'timeout');
    assert.deepEqual(await bo.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: false });
  });

  it('says at once that nobody is there', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const { callId, reply } = await invite(ana, 'bo');
    assert.deepEqual(reply, { unreachable: true });
    const bo = await harness.connect('bo');
    assert.deepEqual(bo.calls, [{ callId, standing: 'ended', reason: 'missed' }]);
    assert.deepEqual((await harness.resume(ana, 'ana')).calls, [{ callId, standing: 'ended', reason: 'unreachable' }]);
  });

  it('closes the older socket of a session that comes back', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const again = await harness.resume(ana, 'ana');
    assert.equal(await ana.closed, CLOSE.replaced);
    assert.equal(again.sessionId, ana.sessionId);
  });
});
