import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { Harness, establish, invite } from './support/harness.ts';

describe('a call', { timeout: 10_000 }, () => {
  it('tells the other when one hangs up, once', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    await bo.send({ type: 'hangup', callId, reason: 'failed' });
    const heard = await ana.next('hangup');
    assert.deepEqual([heard.from.userId, heard.reason], ['bo', 'failed']);
    await ana.send({ type: 'hangup', callId, reason: 'hangup' });
    assert.deepEqual(await bo.unheardEvents(), []);
  });

  it('ends when a page hangs up and leaves in one breath', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    // One write, so that the service finds both frames together.
    bo.corked(() => {
      bo.write({ type: 'hangup', id: 'last-words', callId, reason: 'hangup' });
      bo.write({ type: 'bye', id: 'gone' });
    });
    const heard = await ana.next('hangup');
    assert.deepEqual([heard.from.userId, heard.reason], ['bo', 'hangup']);
    assert.equal(await bo.closed, 1000);
  });

  it('shows the others that a member is deafened', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId } = await establish(ana, bo, 'bo');
    await bo.send({ type: 'state', callId, deafened: true });
    await bo.send({ type: 'state', callId, deafened: false });
    const identity = `bo:${bo.deviceId}:${bo.sessionId}`;
    const asked = harness.media.asked.filter((line) => line.startsWith('attributes')).map((line) => line.split(' ').slice(2).join(' '));
    assert.deepEqual(asked, [`${identity} {"call.deafened":"1"}`, `${identity} {"call.deafened":""}`]);
    harness.media.failing = true;
    assert.equal(await bo.refused({ type: 'state', callId, deafened: true }), 'ERR_MEDIA_SERVER');
  });

  it('grants a ring although the media server is down, without a token', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    harness.media.failing = true;
    assert.deepEqual(await bo.send({ type: 'accept', callId, ringId, intent: 'audio' }), { granted: true });
    const response = await harness.post('token', { call_id: callId }, 'ana');
    assert.equal(response.status, 502);
    assert.equal(((await response.json()) as { error: string }).error, 'ERR_MEDIA_SERVER');
  });

  it('gives each call of a conversation a room of its own', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const rooms: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { callId, reply } = await establish(ana, bo, 'bo');
      const { video } = decodeJwt<{ video: { room: string } }>(reply.token?.participant_token ?? '');
      rooms.push(video.room);
      assert.match(video.room, /^[\w-]{32}$/);
      await ana.send({ type: 'hangup', callId, reason: 'hangup' });
      await bo.next('hangup');
    }
    assert.equal(new Set(rooms).size, 3);
  });
});
