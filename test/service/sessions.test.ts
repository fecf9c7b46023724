import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { decodeJwt } from 'jose';
import { timers } from '@call-elements/protocol';
import { Harness, establish, invite } from './support/harness.ts';
import type { TestClient } from './support/test-client.ts';

const timeout = 10_000;

/** Loses a socket in some way, and waits until the service has noticed. */
async function lose(client: TestClient, how: 'left' | 'bye' | 'dropped', witness: TestClient): Promise<void> {
  if (how === 'left') client.socket.close(1001);
  else if (how === 'bye') client.write({ type: 'bye', id: randomUUID() });
  else client.socket.terminate();
  await witness.next('presence', ({ presence }) => presence === 'offline');
}

describe('a page that goes away', { timeout }, () => {
  for (const [how, graceMs, reason] of [
    ['left', timers.LEFT_WHILE_RINGING, 'cancelled'],
    ['bye', timers.LEFT_WHILE_RINGING, 'cancelled'],
    ['dropped', timers.DROPPED_WHILE_RINGING, 'failed'],
  ] as const) {
    it(`stops its ring (${how})`, async (test) => {
      const harness = await Harness.start(test);
      const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
      await invite(ana, 'bo');
      await lose(ana, how, bo);
      harness.clock.advance(graceMs - 1);
      assert.deepEqual(await bo.unheardEvents(), ['invite']);
      harness.clock.advance(1);
      assert.equal((await bo.next('cancel')).reason, reason);
    });

    it(`keeps its ring when it comes back in time (${how})`, async (test) => {
      const harness = await Harness.start(test);
      const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
      const { callId, ringId } = await invite(ana, 'bo');
      await bo.send({ type: 'ringing', callId, ringId, deviceKind: 'tablet' });
      await lose(ana, how, bo);
      harness.clock.advance(graceMs - 1);
      const again = await harness.resume(ana, 'ana');
      assert.equal(again.sessionId, ana.sessionId);
      assert.deepEqual(
        again.calls.map(({ standing, ringingOn, ring }) => [standing, ringingOn, ring?.ringId, ring?.remainingMs]),
        [['ringing-out', 'tablet', ringId, 60_000 - graceMs + 1]],
      );
      harness.clock.advance(20_000);
      assert.deepEqual(await bo.unheardEvents(), ['invite']);
    });
  }

  for (const [how, graceMs] of [
    ['left', timers.LEFT_IN_CALL],
    ['dropped', timers.PEER_LOST],
  ] as const) {
    it(`ends its call when the media server has lost it too (${how})`, async (test) => {
      const harness = await Harness.start(test);
      const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
      const { callId } = await establish(ana, bo, 'bo');
      await lose(ana, how, bo);
      harness.clock.advance(graceMs - 1);
      assert.deepEqual(await bo.unheardEvents(), []);
      harness.clock.advance(1);
      const heard = await bo.next('hangup');
      assert.deepEqual([heard.callId, heard.from.userId, heard.reason], [callId, 'ana', 'gone']);
      assert.deepEqual((await harness.resume(ana, 'ana')).calls, [{ callId, standing: 'ended', reason: 'network-error' }]);
    });
  }

  it('keeps a call of which only the signalling is lost', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, reply } = await establish(ana, bo, 'bo');
    const { video } = decodeJwt<{ video: { room: string } }>(reply.token?.participant_token ?? '');
    harness.media.rooms.set(video.room, new Set([`ana:${ana.deviceId}:${ana.sessionId}`]));
    await lose(ana, 'dropped', bo);
    for (let times = 0; times < 3; times += 1) {
      harness.clock.advance(timers.PEER_LOST);
      assert.deepEqual(await bo.unheardEvents(), []);
    }
    assert.deepEqual((await harness.resume(ana, 'ana')).calls, [{ callId, standing: 'joined' }]);
  });

  it('comes back into its call after a reload that lost the session, and its ghost is taken out', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    await lose(ana, 'left', bo);
    const reloaded = await harness.connect('ana', { deviceId: ana.deviceId });
    assert.notEqual(reloaded.sessionId, ana.sessionId);
    assert.deepEqual(reloaded.calls, [{ callId, standing: 'joined' }]);
    const response = await harness.post('token', { call_id: callId, device_id: ana.deviceId, session_id: reloaded.sessionId }, 'ana');
    const { participant_token: token } = (await response.json()) as { participant_token: string };
    assert.equal(decodeJwt(token).sub, `ana:${ana.deviceId}:${reloaded.sessionId}`);
    assert.ok(harness.media.asked.some((line) => line.startsWith('remove ') && line.endsWith(`ana:${ana.deviceId}:${ana.sessionId}`)));
    harness.clock.advance(timers.PEER_LOST);
    assert.deepEqual(await bo.unheardEvents(), []);
  });

  it('does not let a second tab push out the one that talks', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, ringId } = await establish(ana, bo, 'bo');
    const tab = await harness.connect('bo', { deviceId: bo.deviceId });
    assert.deepEqual(tab.calls, [{ callId, standing: 'ended', reason: 'answered-elsewhere' }]);
    assert.deepEqual(await tab.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: false });
    assert.equal(await tab.refused({ type: 'hangup', callId, reason: 'hangup' }), 'ERR_NOT_ALLOWED');
    assert.equal(await tab.refused({ type: 'state', callId, deafened: true }), 'ERR_NOT_ALLOWED');
    const response = await harness.post('token', { call_id: callId, device_id: tab.deviceId, session_id: tab.sessionId }, 'bo');
    assert.equal(response.status, 403);
  });
});

describe('what a session hears when it connects', { timeout }, () => {
  it('is the ring that goes on', async (test) => {
    const harness = await Harness.start(test);
    const [ana] = [await harness.connect('ana'), await harness.connect('bo')];
    const { ringId } = await invite(ana, 'bo', { lifetimeMs: 30_000 });
    harness.clock.advance(10_000);
    const late = await harness.connect('bo');
    assert.deepEqual(
      late.calls.map(({ standing, ring }) => [standing, ring?.ringId, ring?.remainingMs, ring?.from.name]),
      [['ringing-in', ringId, 20_000, 'Ana']],
    );
    assert.deepEqual(await late.unheardEvents(), []);
  });

  it('is nothing of a call that another device of the caller makes', async (test) => {
    const harness = await Harness.start(test);
    const [ana] = [await harness.connect('ana'), await harness.connect('bo')];
    await invite(ana, 'bo');
    assert.deepEqual((await harness.connect('ana')).calls, []);
  });

  it('is how each call ended, as that side and device sees it', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const [phone, laptop] = [await harness.connect('bo'), await harness.connect('bo')];
    const cancelled = await invite(ana, 'bo');
    await ana.send({ type: 'cancel', callId: cancelled.callId, reason: 'cancelled' });
    const declined = await invite(ana, 'bo');
    await phone.send({ type: 'decline', callId: declined.callId, ringId: declined.ringId, reason: 'busy' });
    const talked = await establish(ana, phone, 'bo');
    await phone.send({ type: 'hangup', callId: talked.callId, reason: 'hangup' });
    const timedOut = await invite(ana, 'bo', { lifetimeMs: 1000 });
    harness.clock.advance(1000);
    const order = [cancelled, declined, talked, timedOut].map(({ callId }) => callId);
    const reasons = async (client: TestClient, user: string): Promise<unknown[]> => {
      const { calls } = await harness.resume(client, user);
      return order.map((callId) => calls.find((call) => call.callId === callId)?.reason);
    };
    assert.deepEqual(await reasons(ana, 'ana'), ['cancelled', 'busy', 'remote-hangup', 'timeout']);
    assert.deepEqual(await reasons(phone, 'bo'), ['missed', 'declined', 'hangup', 'missed']);
    assert.deepEqual(await reasons(laptop, 'bo'), ['missed', 'declined-elsewhere', 'answered-elsewhere', 'missed']);
  });

  it('is nothing of calls that ended more than four minutes ago', async (test) => {
    const harness = await Harness.start(test);
    const ana = await harness.connect('ana');
    const { callId } = await invite(ana, 'bo');
    harness.clock.advance(timers.TOMBSTONE - 1);
    assert.deepEqual(
      (await harness.connect('bo')).calls.map((call) => call.callId),
      [callId],
    );
    harness.clock.advance(1);
    assert.deepEqual((await harness.connect('bo')).calls, []);
  });
});

describe('a restart of the service', { timeout }, () => {
  function onFile(test: TestContext): Promise<Harness> {
    const folder = mkdtempSync(join(tmpdir(), 'call-service-'));
    test.after(() => {
      rmSync(folder, { recursive: true });
    });
    return Harness.start(test, { database: join(folder, 'calls.sqlite') });
  }

  it('keeps a ring, rings nobody twice, and ends it once at its time', async (test) => {
    const harness = await onFile(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { ringId } = await invite(ana, 'bo', { lifetimeMs: 30_000 });
    await harness.restart();
    assert.deepEqual(await Promise.all([ana.closed, bo.closed]), [1012, 1012]);
    harness.clock.advance(5000);
    const [anaAgain, boAgain] = [await harness.resume(ana, 'ana'), await harness.resume(bo, 'bo')];
    assert.deepEqual([anaAgain.calls[0]?.standing, boAgain.calls[0]?.standing], ['ringing-out', 'ringing-in']);
    assert.deepEqual([boAgain.calls[0]?.ring?.ringId, boAgain.calls[0]?.ring?.remainingMs], [ringId, 25_000]);
    harness.clock.advance(25_000);
    assert.equal((await boAgain.next('cancel')).reason, 'timeout');
    assert.equal((await anaAgain.next('cancel')).reason, 'timeout');
    harness.clock.advance(10_000);
    assert.deepEqual([await anaAgain.unheardEvents(), await boAgain.unheardEvents()], [[], []]);
  });

  it('ends a ring whose time was over meanwhile', async (test) => {
    const harness = await onFile(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await invite(ana, 'bo', { lifetimeMs: 1000 });
    await harness.service.close();
    harness.clock.advance(2000);
    await harness.restart();
    assert.deepEqual((await harness.resume(ana, 'ana')).calls, [{ callId, standing: 'ended', reason: 'timeout' }]);
    assert.deepEqual((await harness.resume(bo, 'bo')).calls, [{ callId, standing: 'ended', reason: 'missed' }]);
  });

  it('stops the ring of a caller who does not come back', async (test) => {
    const harness = await onFile(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    await invite(ana, 'bo');
    await harness.restart();
    const boAgain = await harness.resume(bo, 'bo');
    harness.clock.advance(timers.DROPPED_WHILE_RINGING);
    assert.equal((await boAgain.next('cancel')).reason, 'failed');
  });

  it('keeps a claim: the winner stays the winner', async (test) => {
    const harness = await onFile(test);
    const ana = await harness.connect('ana');
    const [phone, laptop] = [await harness.connect('bo'), await harness.connect('bo')];
    const { callId, ringId } = await establish(ana, phone, 'bo');
    await harness.restart();
    const laptopAgain = await harness.resume(laptop, 'bo');
    assert.deepEqual(await laptopAgain.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: false });
    const phoneAgain = await harness.resume(phone, 'bo');
    assert.deepEqual(phoneAgain.calls, [{ callId, standing: 'joined' }]);
    assert.equal((await phoneAgain.send({ type: 'accept', callId, ringId, intent: 'audio' })).granted, true);
  });
});
