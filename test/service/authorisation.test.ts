import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { Harness, establish, invite } from './support/harness.ts';

const timeout = 10_000;

describe('presence', { timeout }, () => {
  it('tells friends, and nobody else, who is online and who talks', async (test) => {
    const harness = await Harness.start(test);
    const [chen, dara] = [await harness.connect('chen'), await harness.connect('dara')];
    const heard = async (): Promise<string[]> => {
      await chen.ping();
      const found: string[] = [];
      for (const message of await chen.unheard()) {
        if (message.type !== 'presence') continue;
        await chen.next('presence', (presence) => presence === message);
        found.push(`${message.userId} ${message.presence}`);
      }
      return found;
    };
    const ana = await harness.connect('ana');
    const second = await harness.connect('ana');
    assert.deepEqual(await heard(), ['ana online']);
    second.socket.close();
    await second.closed;
    const bo = await harness.connect('bo');
    assert.deepEqual(await heard(), ['bo online']);
    const { callId } = await establish(ana, bo, 'bo');
    assert.deepEqual((await heard()).sort(), ['ana in-call', 'bo in-call']);
    await ana.send({ type: 'hangup', callId, reason: 'hangup' });
    assert.deepEqual((await heard()).sort(), ['ana online', 'bo online']);
    ana.socket.close();
    await chen.next('presence', ({ userId, presence }) => userId === 'ana' && presence === 'offline');
    const daraHeard = (await dara.unheard()).filter((message) => message.type === 'presence').map(({ userId }) => userId);
    assert.deepEqual([...new Set(daraHeard)], ['bo']);
  });
});

describe('authorisation', { timeout }, () => {
  it('answers strangers the same, whether there is such a person or call or not', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo, dara, chen] = [
      await harness.connect('ana'),
      await harness.connect('bo'),
      await harness.connect('dara'),
      await harness.connect('chen'),
    ];
    const { callId, ringId } = await invite(ana, 'bo');
    const unknown = randomUUID();
    for (const stranger of [dara, chen]) {
      for (const id of [callId, unknown]) {
        const attempts = [
          { type: 'ringing', callId: id, ringId, deviceKind: 'phone' },
          { type: 'accept', callId: id, ringId, intent: 'audio' },
          { type: 'decline', callId: id, ringId, reason: 'declined' },
          { type: 'hangup', callId: id, reason: 'hangup' },
          { type: 'state', callId: id, deafened: true },
        ] as const;
        for (const attempt of attempts) {
          const answer = await stranger.ask(attempt);
          assert.deepEqual(
            answer.type === 'error' && [answer.code, answer.message],
            ['ERR_NOT_ALLOWED', 'Not allowed, or no such call'],
            attempt.type,
          );
        }
      }
      assert.equal(await stranger.refused({ type: 'cancel', callId, reason: 'cancelled' }), 'ERR_NOT_ALLOWED');
      const reuse = { type: 'invite', callId, to: ['bo'], intent: 'audio', lifetimeMs: 60_000 } as const;
      assert.equal(await stranger.refused(reuse), 'ERR_NOT_ALLOWED');
    }
    for (const to of ['ana', 'nobody']) {
      const answer = await dara.ask({ type: 'invite', callId: randomUUID(), to: [to], intent: 'audio', lifetimeMs: 60_000 });
      assert.deepEqual(answer.type === 'error' && [answer.code, answer.message], ['ERR_NOT_ALLOWED', 'Not allowed, or no such call']);
    }
    // Nobody of the call has noticed, and it still works.
    assert.deepEqual(await ana.unheardEvents(), []);
    assert.equal((await bo.send({ type: 'accept', callId, ringId, intent: 'audio' })).granted, true);
  });

  it('does not tell strangers that a call has ended', async (test) => {
    const harness = await Harness.start(test);
    const [ana, dara] = [await harness.connect('ana'), await harness.connect('dara')];
    const { callId } = await invite(ana, 'bo');
    assert.equal(await dara.refused({ type: 'cancel', callId, reason: 'cancelled' }), 'ERR_NOT_ALLOWED');
    assert.equal(await dara.refused({ type: 'hangup', callId, reason: 'hangup' }), 'ERR_NOT_ALLOWED');
  });

  it('lets neither the callee cancel nor the caller answer', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo] = [await harness.connect('ana'), await harness.connect('bo')];
    const { callId, ringId } = await invite(ana, 'bo');
    assert.equal(await bo.refused({ type: 'cancel', callId, reason: 'cancelled' }), 'ERR_NOT_ALLOWED');
    assert.equal(await bo.refused({ type: 'hangup', callId, reason: 'hangup' }), 'ERR_NOT_ALLOWED');
    assert.equal(await ana.refused({ type: 'accept', callId, ringId, intent: 'audio' }), 'ERR_NOT_ALLOWED');
    assert.equal(await bo.refused({ type: 'accept', callId, ringId: 'other', intent: 'audio' }), 'ERR_NOT_ALLOWED');
    assert.deepEqual(await ana.unheardEvents(), []);
  });

  it('takes nothing about the sender from the page', async (test) => {
    const harness = await Harness.start(test);
    const [dara, bo] = [await harness.connect('dara'), await harness.connect('bo')];
    const payload = { to: ['bo'], intent: 'audio', lifetimeMs: 60_000, from: { userId: 'ana', name: 'Ana' }, name: 'Ana', userId: 'ana' };
    dara.socket.send(JSON.stringify({ v: 1, id: randomUUID(), type: 'invite', callId: randomUUID(), from: { userId: 'ana' }, payload }));
    assert.deepEqual((await bo.next('invite')).from, { userId: 'dara', name: 'Dara' });
  });

  it('does not let one user’s tombstone block another user’s call', async (test) => {
    const harness = await Harness.start(test);
    const [ana, dara] = [await harness.connect('ana'), await harness.connect('dara')];
    const callId = randomUUID();
    await dara.send({ type: 'cancel', callId, reason: 'cancelled' });
    assert.deepEqual((await invite(ana, 'bo', { callId })).reply, { unreachable: true });
  });

  it('does not answer one user what another was answered', async (test) => {
    const harness = await Harness.start(test);
    const [ana, bo, dara] = [await harness.connect('ana'), await harness.connect('bo'), await harness.connect('dara')];
    const { callId, ringId } = await invite(ana, 'bo');
    const message = { id: randomUUID(), type: 'accept', callId, ringId, intent: 'audio' } as const;
    assert.equal((await bo.send(message)).granted, true);
    assert.equal(await dara.refused(message), 'ERR_NOT_ALLOWED');
    const other = await harness.connect('bo');
    assert.deepEqual(await other.send(message), { granted: false });
  });
});
