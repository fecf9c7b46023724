import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  CallError,
  ERRORS,
  formatIdentity,
  isErrorCode,
  isId,
  isUserId,
  parseFriend,
  parseIdentity,
  parsePerson,
  parseTicketResponse,
  parseTokenRequest,
  parseTokenResponse,
} from '@call-elements/protocol';

describe('parseIdentity', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
  it('reads what formatIdentity writes, also when a user id has colons', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 128 }).filter(isUserId), id, id, (userId, deviceId, sessionId) => {
        const identity = { userId, deviceId, sessionId };
        assert.deepEqual(parseIdentity(formatIdentity(identity)), identity);
      }),
    );
    assert.deepEqual(parseIdentity('matrix:@ana:host:d:s'), { userId: 'matrix:@ana:host', deviceId: 'd', sessionId: 's' });
  });

  it('knows what is none of ours', () => {
    for (const text of ['', 'ana', 'ana:d', ':d:s', 'ana:d:', 'ana::s', 'ana:d d:s']) assert.equal(parseIdentity(text), undefined, text);
  });
});

describe('isUserId', () => {
  it('takes 1 to 128 characters, none of them a control character', () => {
    assert.deepEqual(['ana', 'Ünï @ 1', 'x'.repeat(128), '', 'x'.repeat(129), 'a\nb', 'a\u0000', 'a\u0085', 7].map(isUserId), [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('parseTokenRequest', () => {
  it('wants exactly one of room and call', () => {
    assert.deepEqual(parseTokenRequest({ room_name: 'lobby', participant_name: 'x' }), { room_name: 'lobby' });
    assert.deepEqual(parseTokenRequest({ call_id: 'c', device_id: 'd', session_id: 's' }), {
      call_id: 'c',
      device_id: 'd',
      session_id: 's',
    });
    for (const body of [
      {},
      { call_id: 'c', room_name: 'r' },
      { call_id: 'a b' },
      { room_name: 'x'.repeat(257) },
      { room_name: '' },
      null,
      [],
      'x',
    ]) {
      assert.equal(parseTokenRequest(body), undefined, JSON.stringify(body));
    }
  });

  it('leaves out device and session ids that cannot be ours', () => {
    assert.deepEqual(parseTokenRequest({ call_id: 'c', device_id: 'a:b', session_id: 7 }), { call_id: 'c' });
  });
});

describe('parseTokenResponse', () => {
  it('reads both of LiveKit’s spellings', () => {
    const answer = { server_url: 'wss://x', participant_token: 't' };
    assert.deepEqual(parseTokenResponse({ ...answer, more: 1 }), answer);
    assert.deepEqual(parseTokenResponse({ serverUrl: 'wss://x', participantToken: 't' }), answer);
    for (const body of [{}, { server_url: 'wss://x' }, { ...answer, participant_token: '' }, null])
      assert.equal(parseTokenResponse(body), undefined);
  });
});

describe('parseTicketResponse', () => {
  it('needs a ticket and a device', () => {
    assert.deepEqual(parseTicketResponse({ ticket: 't', device_id: 'd' }), { ticket: 't', device_id: 'd' });
    for (const body of [{ ticket: 't' }, { device_id: 'd' }, { ticket: '', device_id: 'd' }, { ticket: 't', device_id: 'a b' }]) {
      assert.equal(parseTicketResponse(body), undefined);
    }
  });
});

describe('parsePerson', () => {
  it('falls back to the id for a name, and ignores inherited fields', () => {
    assert.deepEqual(parsePerson({ userId: 'ana' }), { userId: 'ana', name: 'ana' });
    assert.deepEqual(parsePerson({ userId: 'ana', name: 'x'.repeat(257) }), { userId: 'ana', name: 'ana' });
    assert.equal(parsePerson(Object.create({ userId: 'ana' })), undefined);
    assert.deepEqual(parseFriend({ userId: 'ana', name: 'Ana' }), { userId: 'ana', name: 'Ana', presence: 'offline' });
  });
});

describe('CallError', () => {
  it('knows its category, and whether trying again may help', () => {
    const cause = new Error('inner');
    const error = new CallError('ERR_RATE_LIMITED', 'Slow down', { cause, retryAfterMs: 5 });
    assert.deepEqual(
      [error.name, error.category, error.retryable, error.retryAfterMs, error.cause],
      ['CallError', 'client', true, 5, cause],
    );
    assert.equal('retryAfterMs' in new CallError('ERR_INTERNAL', 'x'), false);
  });

  it('has no code but ours', () => {
    assert.deepEqual(['ERR_INTERNAL', 'ERR_ELSE', 'toString', 7].map(isErrorCode), [true, false, false, false]);
    for (const code of Object.keys(ERRORS)) assert.ok(isId(code) && code.startsWith('ERR_'));
  });
});
