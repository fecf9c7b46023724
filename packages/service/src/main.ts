import { createServer } from 'node:http';
import process from 'node:process';
import { readEnvironment } from './environment.js';
import { nodeListener } from './node-listener.js';
import { createService } from './service.js';

const { host, port, service: config } = readEnvironment(process.env);
const service = createService(config);
const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000, maxHeaderSize: 16_384 }, (request, response) => {
  void nodeListener(service)(request, response);
});
server.on('upgrade', (request, socket, head) => {
  service.upgrade(request, socket, head);
});
server.listen(port, host, () => {
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  process.stdout.write(`${JSON.stringify({ event: 'listening', host, port: actual })}\n`);
});

let stopping = false;
const stop = (): void => {
  if (stopping) process.exit(1);
  stopping = true;
  void service.close();
  server.close(() => process.exit(0));
  server.closeIdleConnections();
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
