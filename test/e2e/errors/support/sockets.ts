import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
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

/** Passes a socket on to the media server at `port`, below `path`, but for what tells where media go: signalling works, media cannot. */
export const withoutMedia =
  (port: number, path: string): Take =>
  (request, socket, head) => {
    const upstream = connect(port, '127.0.0.1');
    const lines = [`${request.method ?? 'GET'} ${(request.url ?? '').slice(path.length)} HTTP/1.1`];
    for (let at = 0; at < request.rawHeaders.length; at += 2) {
      const name = request.rawHeaders[at] ?? '';
      if (name.toLowerCase() !== 'sec-websocket-extensions') lines.push(`${name}: ${request.rawHeaders[at + 1] ?? ''}`);
    }
    upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    socket.pipe(upstream);
    for (const side of [socket, upstream]) {
      side.on('error', () => undefined);
      side.on('close', () => {
        socket.destroy();
        upstream.destroy();
      });
    }
    let rest = Buffer.alloc(0);
    let upgraded = false;
    upstream.on('data', (part: Buffer) => {
      rest = Buffer.concat([rest, part]);
      if (!upgraded) {
        const end = rest.indexOf('\r\n\r\n') + 4;
        if (end < 4) return;
        upgraded = true;
        socket.write(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
      for (let size = frameSize(rest); size > 0 && size <= rest.length; size = frameSize(rest)) {
        const frame = rest.subarray(0, size);
        rest = rest.subarray(size);
        if (!frame.includes('candidate:') && !frame.includes('ice-ufrag:')) socket.write(frame);
      }
    });
  };

/** How long the first frame of a server is (RFC 6455 §5.2); 0 while that is not known. */
function frameSize(bytes: Buffer): number {
  const short = (bytes[1] ?? 0) & 0x7f;
  if (bytes.length < 2 || (short === 126 && bytes.length < 4) || (short === 127 && bytes.length < 10)) return 0;
  if (short === 126) return 4 + bytes.readUInt16BE(2);
  return short === 127 ? 10 + Number(bytes.readBigUInt64BE(2)) : 2 + short;
}
