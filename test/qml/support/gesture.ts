import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port for the engine's debugger, which takes no 0. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Runs an expression in the page as if a click had caused it: what QML runs there never counts as one. */
export async function byGesture(port: number, expression: string): Promise<void> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { type: string; webSocketDebuggerUrl: string }[];
  const page = targets.find(({ type }) => type === 'page');
  if (!page) throw new Error('The engine shows no page to its debugger.');
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  await once(socket, 'open');
  const params = { expression, userGesture: true, awaitPromise: true, returnByValue: true };
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
  const [message] = (await once(socket, 'message')) as [MessageEvent<string>];
  socket.close();
  const { result } = JSON.parse(message.data) as { result?: { exceptionDetails?: { text: string } } };
  if (!result || result.exceptionDetails) throw new Error(`The page refused: ${message.data}`);
}
