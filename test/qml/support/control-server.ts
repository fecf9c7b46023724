import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

interface Order {
  readonly id: number;
  readonly code: string;
}

/** What host.qml asks: its options, its user's token, and what to do next. */
export class ControlServer {
  readonly #server: Server;
  readonly #orders: Order[] = [];
  #waiting: ServerResponse | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  static async start(options: object, session: () => Promise<string>): Promise<ControlServer> {
    const server = createServer((request, response) => {
      if (request.url === '/options') response.end(JSON.stringify(options));
      else if (request.url?.startsWith('/session')) void session().then((token) => response.end(token));
      else if (request.url === '/next') control.#next(response);
      else response.writeHead(404).end();
    });
    const control = new ControlServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return control;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Has the host app run a line of QML's JavaScript. */
  order(order: Order): void {
    this.#orders.push(order);
    if (this.#waiting) this.#next(this.#waiting);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #next(response: ServerResponse): void {
    const order = this.#orders.shift();
    this.#waiting = order ? undefined : response;
    if (order) response.end(JSON.stringify(order));
  }
}
