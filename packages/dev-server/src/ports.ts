import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { StackError } from './stack-error.js';

const LOOPBACK = '127.0.0.1';
/** How many ports after the wished one are tried. */
const PORTS_TRIED = 100;

/** A TCP port of the loopback address that was free a moment ago. */
export async function freeTcpPort(): Promise<number> {
  const server = createServer();
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A UDP port of the loopback address that was free a moment ago. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

/**
 * Listens on `wished`, or on the next free port after it; 0 takes any.
 * @returns the port
 * @throws {StackError} `ERR_NO_FREE_PORT`
 */
export async function listenFrom(server: Server, wished: number): Promise<number> {
  for (let port = wished; port < wished + PORTS_TRIED; port += 1) {
    if (await listens(server, port)) return (server.address() as AddressInfo).port;
  }
  throw new StackError('ERR_NO_FREE_PORT', `No free port from ${String(wished)} to ${String(wished + PORTS_TRIED - 1)}.`);
}

async function listens(server: Server, port: number): Promise<boolean> {
  try {
    server.listen(port, LOOPBACK);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return false;
    throw error;
  }
}
