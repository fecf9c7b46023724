import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { Harness, invite } from './support/harness.ts';

const timeout = 10_000;

describe('two who call each other at the same time', { timeout }, () => {
  it('end up in the first one’s call, on the devices that were calling', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const [bo, phone] = [await harness.connect('bo'), await harness.connect('bo')];
    const first = await invite(ana, 'bo', { intent: 'video' });
    await phone.next('invite');
    const second = await invite(bo, 'ana', { intent: 'audio' });
    assert.equal(second.reply.mergedInto, first.callId);
    assert.equal(second.reply.granted, true);
    assert.equal(decodeJwt(second.reply.token?.participant_token ?? '').sub, `bo:${bo.deviceId}:${bo.sessionId}`);
    const accept = await ana.next('accept');
    assert.deepEqual([accept.callId, accept.from.userId, accept.intent], [first.callId, 'bo', 'audio']);
    await phone.next('answered-elsewhere');
    assert.deepEqual(await ana.unheardEvents(), []);
    assert.deepEqual(await bo.unheardEvents(), ['invite']);
  });

  it('are merged whichever comes first, and only once', async (test) => {
    const harness = await Harness.start(test, { limits: { invitesPerMinute: 1000, messagesPerMinute: 60_000, messageBurst: 1000 } });
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    for (let round = 0; round < 20; round += 1) {
      const calls = await Promise.all(round % 2 === 0 ? [invite(ana, 'bo'), invite(bo, 'ana')] : [invite(bo, 'ana'), invite(ana, 'bo')]);
      const merged = calls.filter((call) => call.reply.mergedInto !== undefined);
      const kept = calls.filter((call) => call.reply.mergedInto === undefined);
      assert.equal(merged.length, 1);
      assert.equal(merged[0]?.reply.mergedInto, kept[0]?.callId);
      await ana.send({ type: 'hangup', callId: kept[0]?.callId ?? '', reason: 'hangup' });
    }
  });

  it('are not merged when the first ring has ended', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await invite(ana, 'bo');
    await ana.send({ type: 'cancel', callId, reason: 'cancelled' });
    const second = await invite(bo, 'ana');
    assert.equal(second.reply.mergedInto, undefined);
    assert.ok(second.ringId);
  });
});

describe('limits of ringing', { timeout }, () => {
  it('lets a user start thirty calls a minute', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    for (let count = 0; count < 30; count += 1) await invite(ana, 'bo');
    const next = { type: 'invite', callId: randomUUID(), to: ['bo'], intent: 'audio', lifetimeMs: 60_000 } as const;
    const answer = await ana.ask(next);
    assert.deepEqual(answer.type === 'error' && [answer.code, answer.retryAfterMs], ['ERR_RATE_LIMITED', 60_000]);
    harness.clock.advance(30_000);
    await ana.ping();
    harness.clock.advance(30_000);
    assert.deepEqual(await ana.send(next), { unreachable: true });
  });

  it('lets a user ring three times at once', async (test) => {
    const harness = await Harness.start(test);
    const [ana, ,] = [await harness.connect('ana'), await harness.connect('bo'), await harness.connect('chen')];
    for (const to of ['bo', 'bo', 'chen']) await invite(ana, to);
    assert.equal(
      await ana.refused({ type: 'invite', callId: randomUUID(), to: ['chen'], intent: 'audio', lifetimeMs: 60_000 }),
      'ERR_RATE_LIMITED',
    );
  });

  it('calls exactly one person, and not oneself', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    for (const to of [['bo', 'chen'], ['ana']]) {
      assert.equal(await ana.refused({ type: 'invite', callId: randomUUID(), to, intent: 'audio', lifetimeMs: 60_000 }), 'ERR_BAD_REQUEST');
    }
  });
});
