import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { EventName } from '../../../shared/contracts/contract.ts';
import { refuse } from '../../../shared/contracts/problem.ts';
import { eventStreams, type EventStreams } from './events.ts';
import { staticFile } from './files.ts';
import { bearsToken, fromOwnPage, newToken, refusedSender } from './guard.ts';
import { SAFE_HEADERS } from './headers.ts';
import { answerCall, type RpcOptions } from './rpc.ts';

export interface PageOptions extends Pick<RpcOptions, 'handle' | 'about'> {
  /** Folder of the built page. */
  readonly rendererRoot: string;
  /** 0 or absent: a free one. */
  readonly port?: number | undefined;
  /** Subscribes to the engine's events; returns how to stop. */
  readonly onEvent: (listener: (name: EventName, payload: unknown) => void) => () => void;
  /** Largest request in bytes (default 64 MB). */
  readonly limit?: number;
  /** Milliseconds between signs of life on `/events` (default 20 s). */
  readonly beat?: number;
}

export interface Page {
  /** The whole address with the token in its fragment, which a browser never sends anywhere. */
  readonly url: string;
  readonly port: number;
  /** Ends every stream and call, and stops listening. */
  close(): Promise<void>;
}

/**
 * Serves the console on 127.0.0.1: the built page to anyone on this machine, its data only with the token. Throws an
 * AtriumError when the port is taken.
 */
export async function servePage(options: PageOptions): Promise<Page> {
  const token = newToken();
  const streams = eventStreams(options.beat ?? 20_000);
  let origin = '';
  const site: Site = {
    ...options,
    limit: options.limit ?? 64 * 1024 * 1024,
    token,
    streams,
    origin: () => origin,
  };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
    answer(site, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  origin = `http://127.0.0.1:${port}`;
  const unsubscribe = options.onEvent((name, payload) => streams.push(name, payload));
  return {
    url: `${origin}/#token=${token}`,
    port,
    async close() {
      unsubscribe();
      streams.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Site extends RpcOptions {
  readonly rendererRoot: string;
  readonly token: string;
  readonly streams: EventStreams;
  readonly origin: () => string;
}

async function answer(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refused = refusedSender(request.headers, site.origin());
  if (refused) return end(response, refused);
  const pathname = pathOf(request.url);
  if (pathname === undefined) return end(response, 404);
  if (pathname === '/events' || pathname.startsWith('/rpc/')) {
    return await answerPage(site, pathname, request, response);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'GET, HEAD');
  const file = await staticFile(site.rendererRoot, pathname);
  if (!file) return end(response, 404);
  response.writeHead(200, { ...file.headers, 'content-length': file.body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** What only our own page with the token gets. */
async function answerPage(
  site: Site,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!fromOwnPage(request.headers)) return end(response, 403);
  if (!bearsToken(request.headers, site.token)) return end(response, 401);
  const events = pathname === '/events';
  const method = events ? 'GET' : 'POST';
  if (request.method !== method) return end(response, 405, method);
  if (events) return site.streams.add(response);
  const status = await answerCall(pathname.slice('/rpc/'.length), request, response, site);
  if (status) end(response, status);
}

/** The path of a request's target, not yet decoded; undefined for targets a browser does not send. */
function pathOf(target: string | undefined): string | undefined {
  if (!target?.startsWith('/')) return undefined;
  return target.split(/[?#]/, 1)[0];
}

function end(response: ServerResponse, status: number, allow?: string): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    // What is left of a refused body is not read, so the connection cannot be used again.
    connection: 'close',
    ...(allow === undefined ? {} : { allow }),
  });
  response.end();
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(unable(error, port)));
    // The number, not `localhost`: that name may also mean ::1, or whatever a hosts file says.
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(unable(undefined, port));
    });
  });
}

function unable(cause: NodeJS.ErrnoException | undefined, port: number): Error {
  const why =
    cause?.code === 'EADDRINUSE'
      ? 'another program uses it'
      : (cause?.message ?? 'no address was given');
  return refuse(
    'bad_request',
    `The page could not be served on port ${port} of 127.0.0.1: ${why}.`,
    {
      stillWorks: 'Your data is untouched.',
      next: 'Leave --port out for a free one, or name another.',
      cause,
    },
  );
}
