import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import tls from 'node:tls';
import type { S3Connection } from './connection.ts';

/** How the network is used; times in milliseconds. */
export interface Network {
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`; see `proxy.ts`. */
  readonly proxyEnv: NodeJS.ProcessEnv;
  /** A request that brings no byte for so long is given up and tried again. */
  readonly stallMs: number;
}

const CONNECT_MS = 10_000;
const ATTEMPTS = 5;

/** Something that is not the store answered in its place. */
export class NotTheStore extends Error {}

/** Agents and limits for a client; also what credential providers use to reach AWS. */
export function requestHandler(
  { endpoint }: Pick<S3Connection, 'endpoint'>,
  { proxyEnv, stallMs }: Network,
): object {
  const agent = { keepAlive: true, proxyEnv };
  return {
    connectionTimeout: CONNECT_MS,
    socketTimeout: stallMs,
    httpAgent: new HttpAgent(agent),
    httpsAgent: new HttpsAgent(
      endpoint?.startsWith('http:') ? agent : { ...agent, ...trustedCertificates() },
    ),
  };
}

/** Node's own list and the system's, which knows a company's certificate authority. */
function trustedCertificates(): { readonly ca?: string[] } {
  try {
    return { ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')] };
  } catch {
    // A runtime that cannot read the system's list still has its own.
    return {};
  }
}

export function makeClient(
  connection: S3Connection,
  region: string,
  credentials: NonNullable<S3ClientConfig['credentials']>,
  handler: object,
): S3Client {
  const checksums = connection.compatibility ? 'WHEN_REQUIRED' : 'WHEN_SUPPORTED';
  const client = new S3Client({
    region,
    credentials,
    ...(connection.endpoint === undefined ? {} : { endpoint: connection.endpoint }),
    ...(connection.profile === undefined ? {} : { profile: connection.profile }),
    forcePathStyle: connection.pathStyle ?? false,
    maxAttempts: ATTEMPTS,
    // After SlowDown the whole client goes slower, not just the request that met it.
    retryMode: 'adaptive',
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    requestHandler: handler,
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; headers: Record<string, string> };
      if (isPortal(response)) throw new NotTheStore();
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'notTheStore' },
  );
  return client;
}

/** A store answers XML or bytes and names the request; a hotel's Wi-Fi answers a page, or sends elsewhere. */
function isPortal({
  statusCode,
  headers,
}: {
  statusCode: number;
  headers: Record<string, string>;
}): boolean {
  if (headers['x-amz-request-id'] !== undefined) return false;
  const page = /\bhtml\b/.test(headers['content-type'] ?? '');
  return statusCode === 511 || [302, 303, 307].includes(statusCode) || (page && statusCode < 400);
}
