import { isId, isUserId, type CallId, type RingId, type SessionId, type UserId } from './ids.js';
import { asObject, each, field, flag, list, number, parseJson, text, type Json } from './parse.js';
import {
  CANCEL_REASONS,
  DECLINE_REASONS,
  DEVICE_KINDS,
  INTENTS,
  oneOf,
  type CancelReason,
  type DeclineReason,
  type DeviceKind,
  type Intent,
} from './reasons.js';
import { RING_LIFETIME, RING_LIFETIME_MAX } from './timers.js';

/** What a client may send over the socket (ringing.md §6.3). The service fills in who sent it. */
export type ClientMessage = HelloMessage | PingMessage | ByeMessage | CallMessage;

/** First message: authenticates by a single-use ticket; names the session to resume, if any. */
export interface HelloMessage {
  readonly type: 'hello';
  readonly id: string;
  readonly ticket: string;
  readonly sessionId?: SessionId;
}
/** Heartbeat. Answered by `pong`. */
export interface PingMessage {
  readonly type: 'ping';
  readonly id: string;
}
/** The page is leaving on purpose. */
export interface ByeMessage {
  readonly type: 'bye';
  readonly id: string;
}

/** A message about one call. Each is idempotent by `id` and answered by `reply`. */
export type CallMessage = InviteMessage | RingingMessage | AcceptMessage | DeclineMessage | CancelMessage | HangupMessage | StateMessage;

export interface InviteMessage {
  readonly type: 'invite';
  readonly id: string;
  readonly callId: CallId;
  readonly to: readonly UserId[];
  readonly intent: Intent;
  readonly lifetimeMs: number;
}
/** A device really alerts its user. */
export interface RingingMessage {
  readonly type: 'ringing';
  readonly id: string;
  readonly callId: CallId;
  readonly ringId: RingId;
  readonly deviceKind: DeviceKind;
}
export interface AcceptMessage {
  readonly type: 'accept';
  readonly id: string;
  readonly callId: CallId;
  readonly ringId: RingId;
  readonly intent: Intent;
}
export interface DeclineMessage {
  readonly type: 'decline';
  readonly id: string;
  readonly callId: CallId;
  readonly ringId: RingId;
  readonly reason: DeclineReason;
}
export interface CancelMessage {
  readonly type: 'cancel';
  readonly id: string;
  readonly callId: CallId;
  readonly reason: CancelReason;
}
/** Leaves the call. `failed` tells the others that it was not by choice. */
export interface HangupMessage {
  readonly type: 'hangup';
  readonly id: string;
  readonly callId: CallId;
  readonly reason: 'hangup' | 'failed';
}
/** What the others should see of the sender; the service writes it into LiveKit's participant attributes. */
export interface StateMessage {
  readonly type: 'state';
  readonly id: string;
  readonly callId: CallId;
  readonly deafened: boolean;
}

const lifetime = (object: Json): number | undefined => {
  if (!Object.hasOwn(object, 'lifetimeMs')) return RING_LIFETIME;
  const value = number(object, 'lifetimeMs');
  return value === undefined || value <= 0 ? undefined : Math.min(value, RING_LIFETIME_MAX);
};

/** Reads each type of message about a call from its fields and payload. */
const readers: Readonly<
  Record<CallMessage['type'], (base: { id: string; callId: CallId }, ringId: RingId | undefined, payload: Json) => CallMessage | undefined>
> = {
  invite: (base, _ringId, payload) => {
    const to = each(list(payload, 'to'), (value) => (isUserId(value) ? value : undefined));
    const lifetimeMs = lifetime(payload);
    if (to.length === 0 || to.length > 32 || lifetimeMs === undefined) return undefined;
    return { ...base, type: 'invite', to, lifetimeMs, intent: oneOf(INTENTS, payload['intent'], 'audio') };
  },
  ringing: (base, ringId, payload) =>
    ringId === undefined
      ? undefined
      : { ...base, type: 'ringing', ringId, deviceKind: oneOf(DEVICE_KINDS, payload['deviceKind'], 'other') },
  accept: (base, ringId, payload) =>
    ringId === undefined ? undefined : { ...base, type: 'accept', ringId, intent: oneOf(INTENTS, payload['intent'], 'audio') },
  decline: (base, ringId, payload) =>
    ringId === undefined ? undefined : { ...base, type: 'decline', ringId, reason: oneOf(DECLINE_REASONS, payload['reason'], 'other') },
  cancel: (base, _ringId, payload) => ({ ...base, type: 'cancel', reason: oneOf(CANCEL_REASONS, payload['reason'], 'other') }),
  hangup: (base, _ringId, payload) => ({ ...base, type: 'hangup', reason: payload['reason'] === 'failed' ? 'failed' : 'hangup' }),
  state: (base, _ringId, payload) => ({ ...base, type: 'state', deafened: flag(payload, 'deafened') }),
};

/** What `parseClientMessage` found: a message, an unknown type (ignored, with an answer), or nothing that can be read. */
export type ParsedClientMessage = { readonly message: ClientMessage } | { readonly unknown: string; readonly id: string } | undefined;

/**
 * Reads one frame of a client.
 *
 * Wire form: `{"v":1,"id":"…","type":"…","callId":"…","ringId":"…","payload":{…}}`; unknown fields are ignored.
 */
export function parseClientMessage(source: string): ParsedClientMessage {
  const object = parseJson(source);
  if (!object) return undefined;
  const id = text(object, 'id', 64);
  const type = text(object, 'type', 32);
  if (!isId(id) || type === undefined) return undefined;
  const payload = asObject(field(object, 'payload')) ?? {};
  if (type === 'ping' || type === 'bye') return { message: { type, id } };
  if (type === 'hello') return hello(id, payload);
  const read = Object.hasOwn(readers, type) ? readers[type as CallMessage['type']] : undefined;
  if (!read) return { unknown: type, id };
  const callId = field(object, 'callId');
  const ringId = field(object, 'ringId');
  const message = isId(callId) ? read({ id, callId }, isId(ringId) ? ringId : undefined, payload) : undefined;
  return message && { message };
}

function hello(id: string, payload: Json): ParsedClientMessage {
  const ticket = text(payload, 'ticket', 256);
  const sessionId = text(payload, 'sessionId');
  return ticket ? { message: { type: 'hello', id, ticket, ...(isId(sessionId) && { sessionId }) } } : undefined;
}

/** The wire form of a client's message. */
export function formatClientMessage(message: ClientMessage): string {
  const { type, id, ...rest } = message;
  const { callId, ringId, ...payload } = rest as { callId?: CallId; ringId?: RingId };
  return JSON.stringify({ v: 1, id, type, ...(callId && { callId }), ...(ringId && { ringId }), payload });
}
