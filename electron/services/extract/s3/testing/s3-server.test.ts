import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { request } from 'node:http';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startS3Server, TEST_KEYS, type S3Server } from './s3-server.ts';

const [[accessKeyId, secretAccessKey] = ['', '']] = Object.entries(TEST_KEYS);
const KEY = 'ds=2026-11-20/a b+c&d=é.csv';
const BODY = Buffer.from('hello, book');

let server: S3Server;
beforeEach(async () => {
  server = await startS3Server();
  server.bucket('book').put(KEY, BODY);
});
afterEach(() => server.stop());

function client(options: Partial<S3ClientConfig> = {}): S3Client {
  return new S3Client({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    ...options,
  });
}
const get = (more: object = {}) => new GetObjectCommand({ Bucket: 'book', Key: KEY, ...more });
const list = (more: object = {}) => new ListObjectsV2Command({ Bucket: 'book', ...more });

test('a signed client puts, lists, heads and gets', async () => {
  const s3 = client();
  await s3.send(new PutObjectCommand({ Bucket: 'book', Key: 'new.txt', Body: 'x' }));
  const { Contents = [] } = await s3.send(list());
  expect(Contents.map((c) => [c.Key, c.Size])).toEqual([
    [KEY, BODY.length],
    ['new.txt', 1],
  ]);
  const head = await s3.send(new HeadObjectCommand({ Bucket: 'book', Key: KEY }));
  expect([head.ContentLength, head.ETag]).toEqual([BODY.length, Contents[0]?.ETag]);
  const got = await s3.send(get({ ChecksumMode: 'ENABLED' }));
  expect(await got.Body?.transformToString()).toBe(BODY.toString());
  expect(got.ChecksumCRC32).toMatch(/^[\w+/]{6}==$/);
});

test.each([
  ['a wrong secret', { accessKeyId, secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
  ['an unknown key', { accessKeyId: 'AKIDNOBODY', secretAccessKey }, 'InvalidAccessKeyId'],
])('%s is refused', async (_what, credentials, name) => {
  await expect(client({ credentials }).send(list())).rejects.toMatchObject({ name });
});

test('an unsigned request is refused', async () => {
  expect((await fetch(`${server.url}/book?list-type=2`)).status).toBe(403);
});

test('a body changed on its way is refused', async () => {
  const s3 = client();
  s3.middlewareStack.add(
    (next) => (args) => {
      Object.assign(args.request as object, { body: 'HELLO' });
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const put = new PutObjectCommand({ Bucket: 'book', Key: 'x', Body: 'hello' });
  await expect(s3.send(put)).rejects.toMatchObject({ name: 'XAmzContentSHA256Mismatch' });
});

test('ranges: the middle, the end, and one that cannot be', async () => {
  const s3 = client();
  const part = await s3.send(get({ Range: 'bytes=7-' }));
  expect(part.$metadata.httpStatusCode).toBe(206);
  expect(part.ContentRange).toBe('bytes 7-10/11');
  expect(await part.Body?.transformToString()).toBe('book');
  const end = await s3.send(get({ Range: 'bytes=-2' }));
  expect(await end.Body?.transformToString()).toBe('ok');
  await expect(s3.send(get({ Range: 'bytes=11-' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 416 },
  });
});

test('conditions: If-Match holds or is 412, If-None-Match is 304', async () => {
  const s3 = client();
  const { ETag } = await s3.send(new HeadObjectCommand({ Bucket: 'book', Key: KEY }));
  const same = await s3.send(get({ IfMatch: ETag }));
  expect(await same.Body?.transformToString()).toBe(BODY.toString());
  const status = (more: object) =>
    s3.send(get(more)).catch((error: unknown) => error) as Promise<{
      $metadata: { httpStatusCode: number };
    }>;
  expect((await status({ IfMatch: '"other"' })).$metadata.httpStatusCode).toBe(412);
  expect((await status({ IfNoneMatch: ETag })).$metadata.httpStatusCode).toBe(304);
});

test('2,500 keys come in three pages, in the order of their bytes; start-after and delimiter', async () => {
  const bucket = server.bucket('long');
  for (let i = 2499; i >= 0; i--) bucket.put(`k/${String(i).padStart(4, '0')}`, Buffer.alloc(0));
  bucket.put('other/1', Buffer.alloc(0));
  const s3 = client();
  const pages: (string | undefined)[][] = [];
  const paged = paginateListObjectsV2({ client: s3 }, { Bucket: 'long', Prefix: 'k/' });
  for await (const page of paged) pages.push((page.Contents ?? []).map((c) => c.Key));
  expect(pages.map((p) => p.length)).toEqual([1000, 1000, 500]);
  const keys = pages.flat();
  expect([keys[0], keys[999], keys[1000], keys[2499]]).toEqual([
    'k/0000',
    'k/0999',
    'k/1000',
    'k/2499',
  ]);
  const after = await s3.send(list({ Bucket: 'long', Prefix: 'k/', StartAfter: 'k/2490' }));
  expect(after.KeyCount).toBe(9);
  const folders = await s3.send(list({ Bucket: 'long', Delimiter: '/' }));
  expect(folders.CommonPrefixes?.map((p) => p.Prefix)).toEqual(['k/', 'other/']);
});

test('missing things are NoSuchKey and NoSuchBucket', async () => {
  const s3 = client();
  await expect(s3.send(get({ Key: 'none' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(list({ Bucket: 'none' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
});

test('the wrong region is told, with the right one', async () => {
  await expect(client({ region: 'eu-west-1' }).send(list())).rejects.toMatchObject({
    name: 'AuthorizationHeaderMalformed',
    $response: { headers: { 'x-amz-bucket-region': 'us-east-1' } },
  });
});

test('a clock an hour off is RequestTimeTooSkewed', async () => {
  server.skew(3_600_000);
  await expect(client().send(list())).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
});

test('the bucket may stand in the host name', async () => {
  const s3 = client({ endpoint: server.url.replace('127.0.0.1', 'localhost') });
  s3.middlewareStack.add(
    (next) => (args) => {
      // Names below localhost need not resolve everywhere: the request goes to the address, its Host header stays.
      Object.assign(args.request as object, { hostname: '127.0.0.1' });
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const { Contents = [] } = await s3.send(list());
  expect(Contents.map((c) => c.Key)).toEqual([KEY]);
});

test('faults: so often as the script says, for the requests it names', async () => {
  const s3 = client();
  server.faults.add({
    trouble: { kind: 'status', status: 503, code: 'SlowDown' },
    times: 2,
    when: (asked) => asked.operation === 'get',
  });
  await s3.send(list());
  for (let i = 0; i < 2; i++)
    await expect(s3.send(get())).rejects.toMatchObject({ name: 'SlowDown' });
  const got = await s3.send(get());
  expect(await got.Body?.transformToString()).toBe(BODY.toString());
  expect(server.log.map((one) => one.status)).toEqual([200, 503, 503, 200]);
});

test('faults: a body may be cut, stalled or swapped, a connection reset, a range ignored, a portal met', async () => {
  const s3 = client();
  const read = async (): Promise<string> => {
    const { Body } = await s3.send(get());
    return (await Body?.transformToString()) ?? '';
  };
  server.faults.add({ trouble: { kind: 'cut', after: 5 } });
  await expect(read()).rejects.toThrow('aborted');
  server.faults.add({ trouble: { kind: 'reset' } });
  await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
  server.faults.add({ trouble: { kind: 'ignore range' } });
  const whole = await s3.send(get({ Range: 'bytes=3-' }));
  expect(whole.$metadata.httpStatusCode).toBe(200);
  expect(await whole.Body?.transformToString()).toBe(BODY.toString());
  server.faults.add({ trouble: { kind: 'swap', after: 5, by: Buffer.from('another') } });
  await expect(read()).rejects.toThrow('aborted');
  expect(await read()).toBe('another');
  server.faults.add({ trouble: { kind: 'portal' } });
  expect(await read()).toContain('<!DOCTYPE html>');
  server.faults.add({ trouble: { kind: 'stall', after: 3 } });
  const { Body } = await s3.send(get());
  const arrived = new Promise<number>((resolve) => {
    (Body as NodeJS.ReadableStream).on('data', (chunk: Buffer) => resolve(chunk.length));
  });
  expect(await arrived).toBe(3);
  (Body as Readable).on('error', () => undefined).destroy();
});

test('a checksum header is refused where the store is told to be old', async () => {
  const old = await startS3Server({ refuseChecksums: true });
  old.bucket('book').put(KEY, BODY);
  try {
    await expect(client({ endpoint: old.url }).send(get())).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    const plain = client({
      endpoint: old.url,
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestChecksumCalculation: 'WHEN_REQUIRED',
    });
    expect((await plain.send(get())).ContentLength).toBe(BODY.length);
  } finally {
    await old.stop();
  }
});

test('a request that lies about its host header is refused', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${server.url}/book?list-type=2`, {
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=x, Signature=00',
      },
    });
    sent.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject);
    sent.end();
  });
  expect(status).toBe(400);
});
