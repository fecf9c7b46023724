import { isId, type CallId, type DeviceId, type SessionId } from './ids.js';
import { asObject, text } from './parse.js';

/** What our service reads of LiveKit's standard token request. All else is ignored: identity and rights are never the page's. */
export interface TokenRequest {
  readonly room_name?: string;
  readonly call_id?: CallId;
  /** A device that the service issued to this user; else a new one is made. */
  readonly device_id?: DeviceId;
  /** A session that the service issued to this user; else a new one is made. */
  readonly session_id?: SessionId;
}

/** LiveKit's standard token answer. */
export interface TokenResponse {
  /** `ws:` or `wss:` address of the media server. */
  readonly server_url: string;
  /** The LiveKit token: a secret. */
  readonly participant_token: string;
}

/** Answer of `POST /calls/ticket`. The ticket authenticates one socket, once, within 30 s. */
export interface TicketResponse {
  readonly ticket: string;
  readonly device_id: DeviceId;
}

/** Reads a token request; undefined unless it names exactly one of room and call. */
export function parseTokenRequest(value: unknown): TokenRequest | undefined {
  const object = asObject(value);
  if (!object) return undefined;
  const room = text(object, 'room_name', 256);
  const call = text(object, 'call_id');
  const device = text(object, 'device_id');
  const session = text(object, 'session_id');
  if (!room === !call || (call && !isId(call))) return undefined;
  return {
    ...(room && { room_name: room }),
    ...(call && { call_id: call }),
    ...(isId(device) && { device_id: device }),
    ...(isId(session) && { session_id: session }),
  };
}

/** Reads a token answer in LiveKit's snake_case or camelCase; undefined when an address or a token is missing. */
export function parseTokenResponse(value: unknown): TokenResponse | undefined {
  const object = asObject(value);
  if (!object) return undefined;
  const server = text(object, 'server_url', 2048) ?? text(object, 'serverUrl', 2048);
  const token = text(object, 'participant_token', 16_384) ?? text(object, 'participantToken', 16_384);
  return server && token ? { server_url: server, participant_token: token } : undefined;
}

/** Reads a ticket answer. */
export function parseTicketResponse(value: unknown): TicketResponse | undefined {
  const object = asObject(value);
  const ticket = object && text(object, 'ticket');
  const device = object && text(object, 'device_id');
  return ticket && isId(device) ? { ticket, device_id: device } : undefined;
}
