import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Outside {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Method and path of everything that arrived. */
  readonly arrived: readonly string[];
}

/** A web server that is not ours and answers everybody: what reaches it has left the app. Ends with the test. */
export async function startOutside(): Promise<Outside> {
  const arrived: string[] = [];
  const server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('outside');
  });
  server.on('upgrade', (request, socket) => {
    arrived.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, arrived };
}
