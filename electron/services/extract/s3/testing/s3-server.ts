import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createFaultScript,
  PORTAL_PAGE,
  type Asked,
  type FaultScript,
  type Trouble,
} from './faults.ts';
import { createBucket, listObjects, rangeOf, type Bucket, type StoredObject } from './objects.ts';
import { escapeXml, S3Fault } from './s3-error.ts';
import { checkSignature, header } from './signature.ts';

export interface S3ServerOptions {
  /** Access key id → secret. */
  readonly keys?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly port?: number;
  /** Keys a page of a list has at most; S3's own limit is 1000. */
  readonly largestPage?: number;
  /** True: like older stores, answers 501 to any checksum header. */
  readonly refuseChecksums?: boolean;
  /** True: ETags are no MD5, as for objects encrypted with KMS. */
  readonly opaqueEtags?: boolean;
}

export interface Answered extends Asked {
  readonly status: number;
  readonly ifMatch: string;
}

/** An S3 of our own for tests: in memory, signatures verified, troubles by script. */
export interface S3Server {
  readonly url: string;
  readonly faults: FaultScript;
  /** Every request, in the order of their answers. */
  readonly log: Answered[];
  /** The most requests for objects that were open at one time. */
  readonly mostAtOnce: () => number;
  /** Makes the bucket where it is not there. */
  bucket(name: string): Bucket;
  /** Moves the server's clock. */
  skew(ms: number): void;
  stop(): Promise<void>;
}

export const TEST_KEYS = { AKIDEXAMPLE: 'secret/of+the+tests' } as const;

interface State {
  readonly options: Required<Omit<S3ServerOptions, 'port'>>;
  readonly buckets: Map<string, Bucket>;
  readonly faults: FaultScript;
  readonly now: () => Date;
}

export async function startS3Server(options: S3ServerOptions = {}): Promise<S3Server> {
  let offset = 0;
  let open = 0;
  let most = 0;
  const log: Answered[] = [];
  const state: State = {
    options: {
      keys: options.keys ?? TEST_KEYS,
      region: options.region ?? 'us-east-1',
      largestPage: options.largestPage ?? 1000,
      refuseChecksums: options.refuseChecksums ?? false,
      opaqueEtags: options.opaqueEtags ?? false,
    },
    buckets: new Map(),
    faults: createFaultScript(),
    now: () => new Date(Date.now() + offset),
  };
  const server = createServer((request, response) => {
    const { asked, ...place } = placeOf(request);
    if (asked.operation === 'get') most = Math.max(most, ++open);
    response.on('close', () => {
      if (asked.operation === 'get') open--;
      const { statusCode: status } = response;
      log.push({ ...asked, status, ifMatch: header(request, 'if-match') });
    });
    void serve(state, request, response, { asked, ...place });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    faults: state.faults,
    log,
    mostAtOnce: () => most,
    bucket(name) {
      const bucket = state.buckets.get(name) ?? createBucket(state.now, state.options.opaqueEtags);
      state.buckets.set(name, bucket);
      return bucket;
    },
    skew: (ms) => (offset = ms),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Place {
  readonly url: URL;
  readonly bucket: string;
  readonly asked: Asked;
}

/** Path style, or virtual-hosted where the host is a name below localhost. */
function placeOf(request: IncomingMessage): Place {
  const host = header(request, 'host');
  const url = new URL(request.url ?? '/', `http://${host || 'localhost'}`);
  const hosted = /^(.+)\.localhost(?::\d+)?$/.exec(host)?.[1];
  const [, first = '', ...rest] = url.pathname.split('/');
  const bucket = hosted ?? decodeURIComponent(first);
  const key = decodeURIComponent((hosted === undefined ? rest : [first, ...rest]).join('/'));
  const { method } = request;
  const operation =
    method === 'PUT' && key !== ''
      ? 'put'
      : key === ''
        ? method === 'GET' && !url.searchParams.has('location')
          ? 'list'
          : 'bucket'
        : method === 'HEAD'
          ? 'head'
          : 'get';
  return { url, bucket, asked: { operation, key, range: header(request, 'range') } };
}

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
): Promise<void> {
  const id = randomUUID();
  response.setHeader('x-amz-request-id', id);
  response.setHeader('date', state.now().toUTCString());
  try {
    const body = await bodyOf(request);
    const trouble = state.faults.take(place.asked);
    if (trouble && troubleFirst(trouble, response)) return;
    if (trouble?.kind === 'delay') await wait(trouble.ms);
    checkRequest(state, request, place, body);
    await answer(state, request, response, place, body, trouble);
  } catch (error) {
    const fault =
      error instanceof S3Fault ? error : new S3Fault(500, 'InternalError', String(error));
    const text =
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${fault.code}</Code>` +
      `<Message>${escapeXml(fault.message)}</Message><RequestId>${id}</RequestId></Error>`;
    response.writeHead(fault.status, { 'content-type': 'application/xml', ...fault.headers });
    response.end(request.method === 'HEAD' || fault.status === 304 ? undefined : text);
  }
}

/** Troubles that need no object; true when nothing more is to be said. */
function troubleFirst(trouble: Trouble, response: ServerResponse): boolean {
  if (trouble.kind === 'status')
    throw new S3Fault(
      trouble.status,
      trouble.code,
      trouble.message ?? trouble.code,
      trouble.headers,
    );
  if (trouble.kind === 'portal')
    response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL_PAGE);
  else if (trouble.kind === 'reset') response.socket?.resetAndDestroy();
  else return trouble.kind === 'stall' && trouble.after === undefined;
  return true;
}

function checkRequest(
  { options, now }: State,
  request: IncomingMessage,
  { url }: Place,
  body: Buffer,
): void {
  checkSignature(request, url, body, { keys: options.keys, region: options.region, now: now() });
  const checksum = Object.keys(request.headers).find((name) => /checksum/.test(name));
  if (options.refuseChecksums && checksum !== undefined)
    throw new S3Fault(501, 'NotImplemented', `A header is not implemented: ${checksum}`);
}

async function answer(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
  body: Buffer,
  trouble: Trouble | undefined,
): Promise<void> {
  const { asked, url } = place;
  const region = state.options.region;
  if (asked.operation === 'bucket' && request.method === 'PUT')
    state.buckets.set(
      place.bucket,
      state.buckets.get(place.bucket) ?? createBucket(state.now, state.options.opaqueEtags),
    );
  const bucket = state.buckets.get(place.bucket);
  if (!bucket) throw new S3Fault(404, 'NoSuchBucket', 'The specified bucket does not exist');
  if (asked.operation === 'list') {
    response.writeHead(200, { 'content-type': 'application/xml', 'x-amz-bucket-region': region });
    response.end(listObjects(place.bucket, bucket, url.searchParams, state.options.largestPage));
  } else if (asked.operation === 'bucket') {
    response.writeHead(200, { 'content-type': 'application/xml', 'x-amz-bucket-region': region });
    response.end(
      request.method === 'GET' && url.searchParams.has('location')
        ? `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region}</LocationConstraint>`
        : undefined,
    );
  } else if (asked.operation === 'put') {
    if (header(request, 'x-amz-content-sha256').startsWith('STREAMING-'))
      throw new S3Fault(501, 'NotImplemented', 'Bodies in signed chunks are not implemented.');
    response.writeHead(200, { etag: bucket.put(asked.key, body).etag }).end();
  } else {
    const object = bucket.get(asked.key);
    if (!object) throw new S3Fault(404, 'NoSuchKey', 'The specified key does not exist.');
    checkConditions(request, object);
    await sendObject(request, response, object, trouble, (by) => bucket.put(asked.key, by));
  }
}

function checkConditions(request: IncomingMessage, object: StoredObject): void {
  const names = (list: string): boolean =>
    list.split(',').some((etag) => ['*', object.etag].includes(etag.trim()));
  const match = header(request, 'if-match');
  if (match !== '' && !names(match))
    throw new S3Fault(412, 'PreconditionFailed', 'At least one of the pre-conditions did not hold');
  const none = header(request, 'if-none-match');
  if (none !== '' && names(none)) throw new S3Fault(304, 'NotModified', 'Not Modified');
}

async function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  object: StoredObject,
  trouble: Trouble | undefined,
  replace: (by: Uint8Array) => void,
): Promise<void> {
  const size = object.body.length;
  const range =
    trouble?.kind === 'ignore range' ? undefined : rangeOf(header(request, 'range'), size);
  const { first, last } = range ?? { first: 0, last: size - 1 };
  const whole = object.body.subarray(first, last + 1);
  const body = trouble?.kind === 'flip' ? flipped(whole, trouble.at) : whole;
  const checksums = range === undefined && header(request, 'x-amz-checksum-mode') !== '';
  response.writeHead(range ? 206 : 200, {
    'content-type': 'binary/octet-stream',
    'content-length': body.length,
    'accept-ranges': 'bytes',
    'last-modified': object.modified.toUTCString(),
    etag: object.etag,
    ...(range ? { 'content-range': `bytes ${first}-${last}/${size}` } : {}),
    ...(checksums
      ? { 'x-amz-checksum-crc32': object.crc32, 'x-amz-checksum-type': 'FULL_OBJECT' }
      : {}),
  });
  if (request.method === 'HEAD') response.end();
  else if (trouble?.kind === 'cut' || trouble?.kind === 'swap') {
    await sent(response, body.subarray(0, trouble.after));
    if (trouble.kind === 'swap') replace(trouble.by);
    response.socket?.destroy();
  } else if (trouble?.kind === 'stall') response.write(body.subarray(0, trouble.after ?? 0));
  else response.end(body);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

/** Written and given time to arrive, so that what follows does not overtake it. */
async function sent(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  await new Promise((resolve) => response.write(bytes, resolve));
  await wait(20);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
