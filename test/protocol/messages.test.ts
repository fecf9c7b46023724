import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  CANCEL_REASONS,
  DECLINE_REASONS,
  DEVICE_KINDS,
  END_REASONS,
  INTENTS,
  formatClientMessage,
  formatServerMessage,
  isId,
  isUserId,
  parseClientMessage,
  parseServerMessage,
  timers,
  type ClientMessage,
  type ServerMessage,
} from '@call-elements/protocol';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const userId = fc.string({ minLength: 1, maxLength: 128 }).filter(isUserId);
const intent = fc.constantFrom(...INTENTS);
const person = fc.record({ userId, name: fc.string({ maxLength: 256 }) });
const deviceKind = fc.constantFrom(...DEVICE_KINDS);
const ring = { callId: id, ringId: id, from: person, to: fc.array(person, { maxLength: 3 }), intent, remainingMs: fc.nat() };
const tag = <T extends string>(type: T): fc.Arbitrary<T> => fc.constant(type);

const clientMessage: fc.Arbitrary<ClientMessage> = fc.oneof(
  fc.record(
    { type: tag('hello'), id, ticket: fc.string({ minLength: 1, maxLength: 256 }), sessionId: id },
    { requiredKeys: ['type', 'id', 'ticket'] },
  ),
  fc.record({ type: tag('ping'), id }),
  fc.record({ type: tag('bye'), id }),
  fc.record({
    type: tag('invite'),
    id,
    callId: id,
    to: fc.array(userId, { minLength: 1, maxLength: 32 }),
    intent,
    lifetimeMs: fc.integer({ min: 1, max: timers.RING_LIFETIME_MAX }),
  }),
  fc.record({ type: tag('ringing'), id, callId: id, ringId: id, deviceKind }),
  fc.record({ type: tag('accept'), id, callId: id, ringId: id, intent }),
  fc.record({ type: tag('decline'), id, callId: id, ringId: id, reason: fc.constantFrom(...DECLINE_REASONS) }),
  fc.record({ type: tag('cancel'), id, callId: id, reason: fc.constantFrom(...CANCEL_REASONS) }),
  fc.record({ type: tag('hangup'), id, callId: id, reason: fc.constantFrom('hangup' as const, 'failed' as const) }),
  fc.record({ type: tag('state'), id, callId: id, deafened: fc.boolean() }),
);

const standing = fc.oneof(
  fc.record({
    callId: id,
    standing: fc.constantFrom('ringing-out' as const, 'ringing-in' as const),
    ring: fc.record(ring),
    ringingOn: deviceKind,
  }),
  fc.record({ callId: id, standing: tag('joined') }),
  fc.record({ callId: id, standing: tag('ended'), reason: fc.constantFrom(...END_REASONS) }),
);
const token = fc.record({ server_url: fc.constant('wss://media.example'), participant_token: fc.string({ minLength: 1 }) });
const serverMessage: fc.Arbitrary<ServerMessage> = fc.oneof(
  fc.record({ type: tag('welcome'), self: person, deviceId: id, sessionId: id, calls: fc.array(standing) }),
  fc.record({ type: tag('pong'), replyTo: id }),
  fc.record({
    type: tag('reply'),
    replyTo: id,
    result: fc.record(
      { ringId: id, mergedInto: id, remainingMs: fc.nat(), unreachable: fc.constant(true), granted: fc.boolean(), token },
      { requiredKeys: [] },
    ),
  }),
  fc.record(
    { type: tag('error'), replyTo: id, code: tag('ERR_RATE_LIMITED'), message: fc.string(), retryAfterMs: fc.nat() },
    { requiredKeys: ['type', 'code', 'message'] },
  ),
  fc.record({
    type: tag('friends'),
    friends: fc.array(fc.record({ userId, name: fc.string({ maxLength: 256 }), presence: tag('online') })),
  }),
  fc.record({ type: tag('presence'), userId, presence: tag('in-call') }),
  fc.record({ type: tag('invite'), ...ring }),
  fc.record({ type: tag('ringing'), callId: id, from: person, deviceKind, remainingMs: fc.nat() }),
  fc.record({ type: tag('accept'), callId: id, from: person, intent }),
  fc.record({ type: tag('decline'), callId: id, from: person, reason: fc.constantFrom(...DECLINE_REASONS) }),
  fc.record({ type: tag('cancel'), callId: id, reason: fc.constantFrom(...CANCEL_REASONS) }),
  fc.record({ type: fc.constantFrom('answered-elsewhere' as const, 'declined-elsewhere' as const), callId: id }),
  fc.record({
    type: tag('hangup'),
    callId: id,
    from: person,
    reason: fc.constantFrom('hangup' as const, 'failed' as const, 'gone' as const),
  }),
);
/** fast-check makes records without a prototype; parsed ones have one. */
const plain = <T>(value: T): T => structuredClone(JSON.parse(JSON.stringify(value)) as T);
const wire = (fields: Record<string, unknown>): string => JSON.stringify({ v: 1, id: 'm', type: 'invite', callId: 'c', ...fields });

describe('parseClientMessage', () => {
  it('reads whatever formatClientMessage writes', () => {
    fc.assert(
      fc.property(clientMessage, (message) => {
        assert.deepEqual(parseClientMessage(formatClientMessage(message)), { message: plain(message) });
      }),
    );
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((value) => wire(value)),
        ),
        (source) => {
          parseClientMessage(source);
          parseServerMessage(source);
        },
      ),
    );
  });

  it('ignores unknown fields and what the sender says about themselves', () => {
    const parsed = parseClientMessage(
      wire({ from: { userId: 'bo' }, later: 1, payload: { to: ['bo'], intent: 'video', from: 'bo', name: 'Bo' } }),
    );
    assert.deepEqual(parsed, {
      message: { type: 'invite', id: 'm', callId: 'c', to: ['bo'], intent: 'video', lifetimeMs: timers.RING_LIFETIME },
    });
  });

  it('names an unknown type, and reads unknown words as their fallback', () => {
    assert.deepEqual(parseClientMessage(wire({ type: 'dance' })), { unknown: 'dance', id: 'm' });
    for (const type of ['constructor', '__proto__', 'toString'])
      assert.deepEqual(parseClientMessage(wire({ type })), { unknown: type, id: 'm' });
    const decline = parseClientMessage(wire({ type: 'decline', ringId: 'r', payload: { reason: 'asleep' } }));
    assert.deepEqual(decline, { message: { type: 'decline', id: 'm', callId: 'c', ringId: 'r', reason: 'other' } });
  });

  it('caps a lifetime and drops one that is none', () => {
    const lifetimeOf = (lifetimeMs: unknown): unknown => {
      const parsed = parseClientMessage(wire({ payload: { to: ['bo'], lifetimeMs } }));
      return parsed && 'message' in parsed && parsed.message.type === 'invite' ? parsed.message.lifetimeMs : undefined;
    };
    assert.deepEqual([1, 999_999_999, 0, -1, null, '60000'].map(lifetimeOf), [1, 120_000, undefined, undefined, undefined, undefined]);
  });

  it('refuses bad ids, too many callees, and messages that lack what they need', () => {
    const long = 'x'.repeat(65);
    const bad = [
      { id: '' },
      { id: long },
      { id: 'a b' },
      { id: 7 },
      { callId: long },
      { callId: undefined },
      { type: 'x'.repeat(33) },
      { type: 7 },
      { payload: { to: [] } },
      { payload: {} },
      { payload: { to: Array.from({ length: 33 }, (_, index) => `u${String(index)}`) } },
      { type: 'accept' },
      { type: 'decline', ringId: 'a/b' },
      { type: 'ringing', ringId: null },
      { type: 'hello', payload: { ticket: '' } },
      { type: 'hello', payload: { ticket: 'x'.repeat(257) } },
    ];
    for (const fields of bad)
      assert.equal(parseClientMessage(wire({ payload: { to: ['bo'] }, ...fields })), undefined, JSON.stringify(fields));
  });
});

describe('parseServerMessage', () => {
  it('reads whatever formatServerMessage writes', () => {
    fc.assert(
      fc.property(serverMessage, (message) => {
        assert.deepEqual(parseServerMessage(formatServerMessage(message, 1, 2)), plain(message));
      }),
    );
  });

  it('ignores unknown types and frames that lack what they need', () => {
    for (const frame of [
      '{}',
      '{"type":"dance"}',
      '{"type":"toString"}',
      '{"type":"cancel"}',
      '{"type":"accept","callId":"c"}',
      '{"type":"pong"}',
      '{"type":"welcome"}',
    ]) {
      assert.equal(parseServerMessage(frame), undefined, frame);
    }
  });

  it('leaves out list members that it cannot read, and keeps the rest', () => {
    const frame = { type: 'friends', friends: [{ userId: 'bo', name: 'Bo', presence: 'dancing' }, { name: 'nobody' }, 7, null] };
    assert.deepEqual(parseServerMessage(JSON.stringify(frame)), {
      type: 'friends',
      friends: [{ userId: 'bo', name: 'Bo', presence: 'offline' }],
    });
  });
});

describe('isId', () => {
  it('takes 1 to 64 plain characters', () => {
    assert.deepEqual(['a', 'A-z_9', 'x'.repeat(64), '', 'x'.repeat(65), 'ä', 'a:b', ' a', 'a\n', null].map(isId), [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
