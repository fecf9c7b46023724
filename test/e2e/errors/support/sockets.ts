import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export type Take = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Refuses the upgrade with a status. */
export const refuseSocket =
  (status: number): Take =>
  (_request, socket) => {
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
  };

/** Takes the upgrade (RFC 6455 §4.2.2), and then sends these frames. */
export const takeSocket =
  (...frames: Buffer[]): Take =>
  (request, socket) => {
    const key = `${request.headers['sec-websocket-key'] ?? ''}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(`HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`);
    for (const frame of frames) socket.write(frame);
    socket.resume();
  };

/** A short binary frame of a server. */
const binary = (...payload: number[]): Buffer => Buffer.from([0x82, payload.length, ...payload]);

/** `SignalResponse { leave: LeaveRequest { reason: JOIN_FAILURE } }` of livekit_rtc.proto, where these are the numbers 8, 2 and 7. */
export const LEAVE_AT_ONCE = binary(0x42, 0x02, 0x10, 0x07);
export const CLOSE = Buffer.from([0x88, 0x00]);
