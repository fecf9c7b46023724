import { isErrorCode, type ErrorCode } from './errors.js';
import { isId, type CallId, type DeviceId, type RingId, type SessionId } from './ids.js';
import { asObject, each, field, flag, list, number, parseJson, text, type Json } from './parse.js';
import { parseFriend, parsePerson, type Friend, type Person } from './people.js';
import {
  CANCEL_REASONS,
  DECLINE_REASONS,
  DEVICE_KINDS,
  END_REASONS,
  INTENTS,
  PRESENCES,
  oneOf,
  type CancelReason,
  type DeclineReason,
  type DeviceKind,
  type EndReason,
  type Intent,
  type Presence,
} from './reasons.js';
import { parseTokenResponse, type TokenResponse } from './tokens.js';

/** A ring as the service tells it to one of its users' devices. */
export interface RingInfo {
  readonly callId: CallId;
  readonly ringId: RingId;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly intent: Intent;
  /** What is left of the ring when the frame was sent, on the service's clock. Milliseconds. */
  readonly remainingMs: number;
}

/** How one call stands for the device that asks, in `welcome` after a (re)connect. */
export interface CallStanding {
  readonly callId: CallId;
  readonly standing: 'ringing-out' | 'ringing-in' | 'joined' | 'ended';
  /** Present while it rings. */
  readonly ring?: RingInfo;
  /** Present while it rings out: a device of the callee alerts. */
  readonly ringingOn?: DeviceKind;
  /** Present when it ended. */
  readonly reason?: EndReason;
}

/** What the service sends. `seq` counts per socket. */
export type ServerMessage =
  | {
      readonly type: 'welcome';
      readonly self: Person;
      readonly deviceId: DeviceId;
      readonly sessionId: SessionId;
      readonly calls: readonly CallStanding[];
    }
  | { readonly type: 'pong'; readonly replyTo: string }
  | { readonly type: 'reply'; readonly replyTo: string; readonly result: ReplyResult }
  | {
      readonly type: 'error';
      readonly replyTo?: string;
      readonly code: ErrorCode;
      readonly message: string;
      readonly retryAfterMs?: number;
    }
  | { readonly type: 'friends'; readonly friends: readonly Friend[] }
  | { readonly type: 'presence'; readonly userId: string; readonly presence: Presence }
  | CallEvent;

/** The answer to a client's message; fields depend on what was asked. */
export interface ReplyResult {
  /** `invite`: the ring that the service made. */
  readonly ringId?: RingId;
  /** `invite`: the other called us at the same time; go on in their call. */
  readonly mergedInto?: CallId;
  /** `invite` and `ringing`: what is left of the ring. Milliseconds. */
  readonly remainingMs?: number;
  /** `invite`: no device of the callee is online. */
  readonly unreachable?: boolean;
  /** `accept`: this device won the ring. */
  readonly granted?: boolean;
  /** `accept` and merged `invite`: token and address for the call's room. */
  readonly token?: TokenResponse;
}

/** Something happened to a call. */
export type CallEvent =
  | ({ readonly type: 'invite' } & RingInfo)
  | {
      readonly type: 'ringing';
      readonly callId: CallId;
      readonly from: Person;
      readonly deviceKind: DeviceKind;
      readonly remainingMs: number;
    }
  | { readonly type: 'accept'; readonly callId: CallId; readonly from: Person; readonly intent: Intent }
  | { readonly type: 'decline'; readonly callId: CallId; readonly from: Person; readonly reason: DeclineReason }
  | { readonly type: 'cancel'; readonly callId: CallId; readonly reason: CancelReason }
  | { readonly type: 'answered-elsewhere'; readonly callId: CallId }
  | { readonly type: 'declined-elsewhere'; readonly callId: CallId }
  | { readonly type: 'hangup'; readonly callId: CallId; readonly from: Person; readonly reason: 'hangup' | 'failed' | 'gone' };

/** Reads each server message from the object on the wire. */
const readers: Readonly<Record<ServerMessage['type'], (object: Json) => ServerMessage | undefined>> = {
  welcome: (object) => {
    const self = parsePerson(field(object, 'self'));
    const deviceId = field(object, 'deviceId');
    const sessionId = field(object, 'sessionId');
    if (!self || !isId(deviceId) || !isId(sessionId)) return undefined;
    return { type: 'welcome', self, deviceId, sessionId, calls: each(list(object, 'calls'), standing) };
  },
  pong: (object) => withReply(object, (replyTo) => ({ type: 'pong', replyTo })),
  reply: (object) =>
    withReply(object, (replyTo) => ({ type: 'reply', replyTo, result: replyResult(asObject(field(object, 'result')) ?? {}) })),
  error: (object) => {
    const code = field(object, 'code');
    const replyTo = text(object, 'replyTo', 64);
    const retryAfterMs = number(object, 'retryAfterMs');
    return {
      type: 'error',
      code: isErrorCode(code) ? code : 'ERR_INTERNAL',
      message: text(object, 'message') ?? '',
      ...(replyTo !== undefined && { replyTo }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  },
  friends: (object) => ({ type: 'friends', friends: each(list(object, 'friends'), parseFriend) }),
  presence: (object) => {
    const userId = text(object, 'userId', 128);
    return userId === undefined ? undefined : { type: 'presence', userId, presence: oneOf(PRESENCES, object['presence'], 'offline') };
  },
  invite: (object) => {
    const ring = ringInfo(object);
    return ring && { type: 'invite', ...ring };
  },
  ringing: (object) =>
    fromPeer(object, (callId, from) => ({
      type: 'ringing',
      callId,
      from,
      deviceKind: oneOf(DEVICE_KINDS, object['deviceKind'], 'other'),
      remainingMs: number(object, 'remainingMs') ?? 0,
    })),
  accept: (object) =>
    fromPeer(object, (callId, from) => ({ type: 'accept', callId, from, intent: oneOf(INTENTS, object['intent'], 'audio') })),
  decline: (object) =>
    fromPeer(object, (callId, from) => ({ type: 'decline', callId, from, reason: oneOf(DECLINE_REASONS, object['reason'], 'other') })),
  cancel: (object) => ofCall(object, (callId) => ({ type: 'cancel', callId, reason: oneOf(CANCEL_REASONS, object['reason'], 'other') })),
  'answered-elsewhere': (object) => ofCall(object, (callId) => ({ type: 'answered-elsewhere', callId })),
  'declined-elsewhere': (object) => ofCall(object, (callId) => ({ type: 'declined-elsewhere', callId })),
  hangup: (object) =>
    fromPeer(object, (callId, from) => ({
      type: 'hangup',
      callId,
      from,
      reason: oneOf(['hangup', 'failed', 'gone'] as const, object['reason'], 'hangup'),
    })),
};

/** Reads one frame of the service; undefined for an unknown type or a frame that lacks what its type needs: ignore it. */
export function parseServerMessage(source: string): ServerMessage | undefined {
  const object = parseJson(source);
  const type = object && text(object, 'type', 32);
  return object && type !== undefined && Object.hasOwn(readers, type) ? readers[type as ServerMessage['type']](object) : undefined;
}

/** The wire form of a server's message: flat, with `v`, `seq` and the service's time (ms since the epoch). */
export const formatServerMessage = (message: ServerMessage, seq: number, serverTime: number): string =>
  JSON.stringify({ v: 1, seq, serverTime, ...message });

function withReply(object: Json, make: (replyTo: string) => ServerMessage): ServerMessage | undefined {
  const replyTo = text(object, 'replyTo', 64);
  return replyTo === undefined ? undefined : make(replyTo);
}

function ofCall(object: Json, make: (callId: CallId) => CallEvent): CallEvent | undefined {
  const callId = field(object, 'callId');
  return isId(callId) ? make(callId) : undefined;
}

function fromPeer(object: Json, make: (callId: CallId, from: Person) => CallEvent): CallEvent | undefined {
  const from = parsePerson(field(object, 'from'));
  return from && ofCall(object, (callId) => make(callId, from));
}

function ringInfo(value: unknown): RingInfo | undefined {
  const object = asObject(value);
  const from = object && parsePerson(field(object, 'from'));
  const remainingMs = object && number(object, 'remainingMs');
  if (!object || !from || remainingMs === undefined) return undefined;
  const callId = field(object, 'callId');
  const ringId = field(object, 'ringId');
  if (!isId(callId) || !isId(ringId)) return undefined;
  return {
    callId,
    ringId,
    from,
    to: each(list(object, 'to'), parsePerson),
    intent: oneOf(INTENTS, object['intent'], 'audio'),
    remainingMs,
  };
}

function standing(value: unknown): CallStanding | undefined {
  const object = asObject(value);
  const callId = object && field(object, 'callId');
  const kind = object && oneOf(['ringing-out', 'ringing-in', 'joined', 'ended'] as const, object['standing'], undefined);
  if (!object || !isId(callId) || !kind) return undefined;
  const ring = ringInfo(field(object, 'ring'));
  const ringingOn = oneOf(DEVICE_KINDS, object['ringingOn'], undefined);
  return {
    callId,
    standing: kind,
    ...(ring && { ring }),
    ...(ringingOn && { ringingOn }),
    ...(kind === 'ended' && { reason: oneOf(END_REASONS, object['reason'], 'other') }),
  };
}

function replyResult(object: Json): ReplyResult {
  const ringId = field(object, 'ringId');
  const mergedInto = field(object, 'mergedInto');
  const token = parseTokenResponse(field(object, 'token'));
  const remainingMs = number(object, 'remainingMs');
  return {
    ...(isId(ringId) && { ringId }),
    ...(isId(mergedInto) && { mergedInto }),
    ...(remainingMs !== undefined && { remainingMs }),
    ...(flag(object, 'unreachable') && { unreachable: true }),
    ...(Object.hasOwn(object, 'granted') && { granted: flag(object, 'granted') }),
    ...(token && { token }),
  };
}
