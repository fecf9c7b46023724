import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseServerMessage, type ServerMessage } from '@call-elements/protocol';
import { SignJWT, decodeJwt } from 'jose';
import { anaAndBo, goodbye, type Visitor } from './support/people.ts';
import { useStack } from './support/setup.ts';

interface Snapshot {
  self: { deviceId: string; sessionId: string };
  activeCallId: string;
}

const snapshotOf = (visitor: Visitor): Promise<Snapshot> =>
  visitor.page.evaluate(() => {
    const client = document.querySelector<HTMLElement & { controller: { snapshot: Snapshot } }>('call-client');
    if (!client) throw new Error('no client');
    return JSON.parse(JSON.stringify(client.controller.snapshot)) as Snapshot;
  });

describe('who may not', () => {
  let ana: Visitor;
  let bo: Visitor;
  /** Room that Ana's token is for. */
  let room = '';

  const post = (path: string, token: string | undefined, body: unknown): Promise<Response> =>
    fetch(`${at.stack.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });

  const at = useStack(
    {},
    {
      begin: async ({ browser, stack }) => {
        ({ ana, bo } = await anaAndBo(browser, stack));
        const answered = ana.page.waitForResponse((response) => response.url().endsWith('/calls/token'));
        await ana.call('Bo', 'video');
        const { participant_token: token } = (await (await answered).json()) as { participant_token: string };
        room = (decodeJwt(token)['video'] as { room: string }).room;
        await bo.press('Accept with video');
        await Promise.all([ana.seesMoving('Bo'), bo.seesMoving('Ana')]);
      },
      done: () => goodbye(ana, bo),
    },
  );

  it('get a token for the room of two others, whatever they ask for', async () => {
    const dara = await at.stack.issueSession('dara');
    const { self, activeCallId } = await snapshotOf(ana);
    const identity = `ana:${self.deviceId}:${self.sessionId}`;
    const attempts: unknown[] = [
      { call_id: activeCallId },
      { call_id: activeCallId, device_id: self.deviceId, session_id: self.sessionId },
      { call_id: activeCallId, participant_identity: identity, participant_name: 'Ana' },
      { room_name: room },
      { room_name: room, participant_identity: identity },
      { room_name: room, room_config: { name: room }, video: { room, roomAdmin: true, roomJoin: true } },
      { room_name: 'standup' },
      { room_name: '*' },
    ];
    for (const body of attempts) {
      const response = await post('/calls/token', dara, body);
      assert.equal(response.status, 403, JSON.stringify(body));
      assert.equal(((await response.json()) as { error: string }).error, 'ERR_NOT_ALLOWED');
    }
  });

  it('learn whether a call exists: a foreign call and no call get the same answer', async () => {
    const dara = await at.stack.issueSession('dara');
    const { activeCallId } = await snapshotOf(ana);
    const [foreign, unknown] = await Promise.all([
      post('/calls/token', dara, { call_id: activeCallId }).then((response) => response.text()),
      post('/calls/token', dara, { call_id: 'no-such-call' }).then((response) => response.text()),
    ]);
    assert.equal(foreign, unknown);
  });

  it('answer, or ring into, a call over the socket', async () => {
    const { ticket } = (await (await post('/calls/ticket', await at.stack.issueSession('dara'), {})).json()) as { ticket: string };
    const { activeCallId } = await snapshotOf(ana);
    const socket = new WebSocket(`${at.stack.url.replace('http', 'ws')}/calls/signal`);
    const answers: ServerMessage[] = [];
    const answered = new Promise<void>((resolve) => {
      socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
        const message = parseServerMessage(data);
        if (message?.type === 'welcome') for (const frame of attempts) socket.send(JSON.stringify(frame));
        if (message && 'replyTo' in message) answers.push(message);
        if (answers.length === attempts.length) resolve();
      });
    });
    const attempts = [
      { v: 1, id: 'a1', type: 'accept', callId: activeCallId, ringId: 'guess', payload: { intent: 'audio' } },
      { v: 1, id: 'a2', type: 'invite', callId: activeCallId, payload: { to: ['ana'], intent: 'audio' } },
      { v: 1, id: 'a3', type: 'invite', callId: 'fresh-call', payload: { to: ['ana'], intent: 'audio' } },
      { v: 1, id: 'a4', type: 'hangup', callId: activeCallId, payload: { reason: 'hangup' } },
      { v: 1, id: 'a5', type: 'state', callId: activeCallId, payload: { deafened: true } },
    ];
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ v: 1, id: 'h', type: 'hello', payload: { ticket } }));
    });
    await answered;
    socket.close();
    for (const answer of answers) assert.equal(answer.type === 'error' && answer.code, 'ERR_NOT_ALLOWED', JSON.stringify(answer));
    await bo.seesMoving('Ana');
  });

  it('come in without a good user token', async () => {
    const good = await at.stack.issueSession('ana');
    const { exp, ...claims } = decodeJwt(good);
    const [, payload] = good.split('.');
    const forged = await new SignJWT({ ...claims, exp: exp ?? 0 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('another secret of thirty-two bytes'));
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    for (const token of [undefined, '', 'nonsense', forged, unsigned, `${good}x`]) {
      for (const path of ['/calls/token', '/calls/ticket']) {
        const response = await post(path, token, { call_id: 'any' });
        assert.equal(response.status, 401, `${path} ${token}`);
        assert.equal(((await response.json()) as { error: string }).error, 'ERR_UNAUTHENTICATED');
      }
    }
  });
});
