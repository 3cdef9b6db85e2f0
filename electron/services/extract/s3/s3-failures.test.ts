import { open, rename, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkDelivery, findDeliveries } from '../deliveries.ts';
import {
  bytesOf,
  BYTES,
  FOLDER,
  isGet,
  isLarge,
  KEYS,
  LARGE,
  makeBed,
  prefetchAll,
  problemOfFailed,
  type Bed,
} from './testing/bed.ts';
import { startS3Server } from './testing/s3-server.ts';

let bed: Bed;
beforeEach(async () => {
  bed = await makeBed();
});
afterEach(() => bed.end());

const LOCAL = LARGE.slice('facts/'.length);
const CUT = 200_000;
const largeLog = (): (readonly [number, string])[] =>
  bed.server.log.filter(isLarge).map(({ status, range }) => [status, range]);

test('A5 #7: an object replaced while it is downloaded starts again, and is one version throughout', async () => {
  const other = Buffer.from(BYTES.toReversed());
  bed.server.faults.add({ trouble: { kind: 'swap', after: CUT, by: other }, when: isLarge });
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(other)).toBe(true);
  expect(largeLog().map(([status]) => status)).toEqual([200, 412, 200]);
});

test('A5 #7: a replaced object of another size holds the delivery: its manifest is of the old one', async () => {
  const by = Buffer.from('another size');
  bed.server.faults.add({ trouble: { kind: 'swap', after: CUT, by }, when: isLarge });
  expect(await problemOfFailed(bed.fetchAll())).toMatchObject({
    code: 'bad_delivery',
    message: `${LOCAL} was replaced while it was downloaded.`,
    next: expect.stringContaining('sync again') as string,
  });
});

test('A5 #12: a bit that turns over on the way is noticed by the checksum, and the file asked for again', async () => {
  bed.server.faults.add({ trouble: { kind: 'flip', at: CUT }, when: isLarge });
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(largeLog()).toEqual([
    [200, ''],
    [200, ''],
  ]);
});

test('A5 #32: a connection that breaks is taken up where it broke, with the ETag of the list', async () => {
  bed.server.faults.add({ trouble: { kind: 'cut', after: CUT }, when: isLarge, times: 2 });
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(largeLog()).toEqual([
    [200, ''],
    [206, `bytes=${CUT}-`],
    [206, `bytes=${2 * CUT}-`],
  ]);
  const matches = bed.server.log.filter(isLarge).map((one) => one.ifMatch);
  expect(new Set(matches)).toEqual(new Set([bed.bucket.get(LARGE)?.etag]));
});

test('A5 #32: what an earlier run downloaded is not asked for again', async () => {
  bed.server.faults.add({ trouble: { kind: 'cut', after: CUT }, when: isLarge });
  bed.server.faults.add({
    trouble: { kind: 'status', status: 403, code: 'AccessDenied' },
    when: isLarge,
  });
  await expect(bed.fetchAll()).rejects.toThrow('may not read');
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(largeLog().at(-1)).toEqual([206, `bytes=${CUT}-`]);
});

test('A5 #32: a captive portal is told apart from an empty bucket and from a file', async () => {
  const portal = { code: 'captive_portal', next: expect.stringContaining('Wi-Fi') as string };
  bed.server.faults.add({ trouble: { kind: 'portal' } });
  expect(await problemOfFailed(bed.fetchAll())).toMatchObject(portal);
  bed.server.faults.add({ trouble: { kind: 'portal' }, when: isLarge });
  expect(await problemOfFailed(bed.fetchAll())).toMatchObject(portal);
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
});

test('A5 #32: no network says so, and that nothing is lost', async () => {
  const down = await startS3Server();
  await down.stop();
  expect(await problemOfFailed(bed.fetchAll({ endpoint: down.url }))).toMatchObject({
    code: 'offline',
    message: `${down.url} cannot be reached (ECONNREFUSED).`,
    stillWorks: 'The days already synced stay as they are.',
    next: expect.stringContaining('goes on where it stopped') as string,
  });
});

test('A5 #33: a proxy that wants a sign-in is named', async () => {
  const proxy = createServer((_request, response) => {
    response.writeHead(407, { 'proxy-authenticate': 'Basic', 'content-type': 'text/html' }).end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const env = { HTTP_PROXY: `http://127.0.0.1:${port}` };
  const endpoint = 'http://storage.example.test';
  const problem = await problemOfFailed(bed.fetchAll({ endpoint, pathStyle: true }, { env }));
  proxy.closeAllConnections();
  proxy.close();
  expect(problem).toMatchObject({
    code: 'proxy_refused',
    message: expect.stringContaining('407') as string,
  });
});

test("A5 #33: requests go through the environment's proxy, and past it where NO_PROXY says so", async () => {
  const through: (string | undefined)[] = [];
  const proxy = createServer((asked, answer) => {
    through.push(asked.url);
    const { pathname, search } = new URL(asked.url ?? '');
    const on = httpRequest(bed.server.url + pathname + search, { headers: asked.headers });
    on.on('response', (got) => {
      answer.writeHead(got.statusCode ?? 0, got.headers);
      got.pipe(answer);
    });
    on.end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const env = { HTTP_PROXY: `http://127.0.0.1:${port}` };
  const endpoint = 'http://storage.example.test';
  const source = await bed.open({ endpoint, pathStyle: true }, { env });
  const files = await source.list();
  const past = await bed.open(
    { endpoint, pathStyle: true },
    { env: { ...env, NO_PROXY: 'storage.example.test' } },
  );
  const problem = await problemOfFailed(past.list());
  proxy.closeAllConnections();
  proxy.close();
  expect(files).toHaveLength(8);
  expect(through).toEqual([
    expect.stringContaining('http://storage.example.test/book/?list-type=2') as string,
  ]);
  expect(problem).toMatchObject({ code: 'offline' });
});

test.each([
  ['407 Proxy Authentication Required', 'wants a sign-in before it lets requests through (407)'],
  ['403 Forbidden', 'did not let the request to https://storage.example.test through'],
])('A5 #33: a proxy that answers %s to a tunnel is named', async (status, says) => {
  const asked: (string | undefined)[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url);
    socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const problem = await problemOfFailed(
    bed.fetchAll(
      { endpoint: 'https://storage.example.test', pathStyle: true },
      { proxyFor: async () => ({ kind: 'proxy', url }) },
    ),
  );
  proxy.close();
  expect(asked[0]).toBe('storage.example.test:443');
  expect(problem).toMatchObject({
    code: 'proxy_refused',
    message: expect.stringMatching(
      `^The proxy ${url} .*${says.replaceAll(/[()]/g, '.')}`,
    ) as string,
  });
});

test('A5 #34: a sign-in that expires on the way is said with its command; then it goes on', async () => {
  const config = path.join(path.dirname(bed.cacheFolder), 'config');
  await writeFile(
    config,
    `[profile work]\nsso_session = us\naws_access_key_id = ${KEYS.accessKeyId}\n` +
      `aws_secret_access_key = ${KEYS.secretAccessKey}\n[sso-session us]\nsso_region = x\n`,
  );
  bed.server.faults.add({ trouble: { kind: 'cut', after: CUT }, when: isLarge });
  const expired = { kind: 'status', status: 400, code: 'ExpiredToken' } as const;
  bed.server.faults.add({ trouble: expired, when: isLarge });
  const env = { AWS_CONFIG_FILE: config };
  vi.stubEnv('AWS_CONFIG_FILE', config);
  onTestFinished(() => void vi.unstubAllEnvs());
  const signedIn = { env, keysFor: undefined };
  const problem = await problemOfFailed(bed.fetchAll({ profile: 'work' }, signedIn));
  expect(problem).toMatchObject({
    code: 'sign_in_expired',
    next: 'Run aws sso login --profile work in a terminal. Then sync again: it goes on where it stopped.',
  });
  const source = await bed.fetchAll({ profile: 'work' }, signedIn);
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(largeLog().at(-1)).toEqual([206, `bytes=${CUT}-`]);
});

test.each([
  ['s3', 'Access Denied', 'These credentials may not read'],
  ['the key', 'not authorized to perform: kms:Decrypt on the resource', 'kms:Decrypt'],
])(
  'A5 #35: access denied by %s says who must act, with the request id',
  async (_by, text, says) => {
    const trouble = { kind: 'status', status: 403, code: 'AccessDenied', message: text } as const;
    bed.server.faults.add({ trouble, when: isLarge });
    expect(await problemOfFailed(bed.fetchAll())).toMatchObject({
      code: 'access_denied',
      message: expect.stringMatching(new RegExp(`${says}.*request [0-9a-f-]{36}`)) as string,
    });
  },
);

test('A5 #36: a bucket in another region is found there, and its region told', async () => {
  const there = await makeBed({ region: 'eu-central-1' });
  const onRegion = vi.fn<(region: string) => void>();
  try {
    const source = await there.fetchAll({ region: 'us-west-2' }, { onRegion });
    expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
    expect(onRegion.mock.calls).toEqual([['eu-central-1']]);
    const headers = { 'x-amz-bucket-region': 'eu-central-1' };
    const moved = { kind: 'status', status: 301, code: 'PermanentRedirect', headers } as const;
    there.server.faults.add({ trouble: moved });
    expect(await (await there.open()).list()).toHaveLength(8);
  } finally {
    await there.end();
  }
});

test('A5 #36: a missing bucket, a wrong secret and an empty prefix are three different things', async () => {
  const source = await bed.open(
    {},
    { keysFor: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: '' }) },
  );
  expect(await problemOfFailed(source.list())).toMatchObject({ code: 'access_denied' });
  bed.server.faults.add({ trouble: { kind: 'status', status: 404, code: 'NoSuchBucket' } });
  expect(await problemOfFailed((await bed.open()).list())).toMatchObject({
    code: 'bucket_missing',
    message: `There is no bucket book at ${bed.server.url}.`,
  });
  for (const key of bed.bucket.keys()) bed.bucket.remove(key);
  expect(await (await bed.open()).list()).toEqual([]);
});

test('A5 #37: a clock an hour off is corrected on the first request; parallel ones follow it', async () => {
  bed.server.skew(3_600_000);
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  const refused = bed.server.log.filter((one) => one.status === 403);
  expect(refused.map((one) => one.operation)).toEqual(['list']);
});

test('A5 #37: where that does not help, the clock is explained', async () => {
  bed.server.skew(-3_600_000);
  const trouble = { kind: 'status', status: 403, code: 'RequestTimeTooSkewed' } as const;
  bed.server.faults.add({ trouble, times: 100 });
  expect(await problemOfFailed(bed.fetchAll())).toMatchObject({
    code: 'clock_wrong',
    message: expect.stringContaining('60 minutes ahead') as string,
  });
});

test.each([
  ['503 SlowDown', { kind: 'status', status: 503, code: 'SlowDown' }, 1],
  ['500 InternalError', { kind: 'status', status: 500, code: 'InternalError' }, 3],
  ['a reset connection', { kind: 'reset' }, 3],
  ['silence before the answer', { kind: 'stall' }, 2],
] as const)('A5 #38: %s is tried again', async (_what, trouble, times) => {
  bed.server.faults.add({ trouble, when: isLarge, times });
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
});

test('A5 #38: silence in the middle of a file is ended after a while and taken up there', async () => {
  bed.server.faults.add({ trouble: { kind: 'stall', after: CUT }, when: isLarge });
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(largeLog().map(([status]) => status)).toEqual([200, 206]);
});

test('A5 #38: a store that stays busy ends the sync with a reason, after longer and longer waits', async () => {
  bed.server.faults.add({ trouble: { kind: 'cut', after: 0 }, when: isLarge, times: 100 });
  expect(await problemOfFailed(bed.fetchAll())).toMatchObject({ code: 'source_busy' });
  expect(bed.waits).toEqual([500, 1000, 2000, 4000]);
  bed.server.faults.clear();
  const trouble = { kind: 'status', status: 503, code: 'ServiceUnavailable' } as const;
  bed.server.faults.add({ trouble, times: 100 });
  expect(await problemOfFailed((await bed.open()).list())).toMatchObject({
    code: 'source_busy',
    message: expect.stringContaining('asks for a pause (ServiceUnavailable') as string,
  });
});

test('A5 #39: a store that ignores ranges sends the file again from its beginning', async () => {
  bed.server.faults.add({ trouble: { kind: 'cut', after: CUT }, when: isLarge });
  bed.server.faults.add({ trouble: { kind: 'ignore range' }, when: isLarge });
  const source = await bed.fetchAll();
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(largeLog()).toEqual([
    [200, ''],
    [200, `bytes=${CUT}-`],
  ]);
});

test('A5 #40: a store that refuses checksum headers is read with the compatibility switch', async () => {
  const old = await makeBed({ refuseChecksums: true });
  try {
    expect(await problemOfFailed(old.fetchAll())).toMatchObject({
      code: 'source_unsupported',
      next: expect.stringContaining('--compatibility') as string,
    });
    const source = await old.fetchAll({ compatibility: true });
    expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  } finally {
    await old.end();
  }
});

test('A5 #41: a disk that fills up while downloading keeps what is there and says so', async () => {
  const full: typeof open = async (file, flags, mode) => {
    const handle = await open(file, flags, mode);
    const error = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    return Object.assign(handle, { writeFile: () => Promise.reject(error) });
  };
  expect(await problemOfFailed(bed.fetchAll({}, { disk: { open: full, rename } }))).toMatchObject({
    code: 'disk_full',
    message: expect.stringContaining(bed.cacheFolder) as string,
    stillWorks: 'The data as it was stays usable.',
  });
  expect((await bed.cached()).whole).toBe(0);
});

test('A5 #41: a download that cannot fit is not begun', async () => {
  const freeBytes = () => Promise.resolve(BYTES.length);
  expect(await problemOfFailed(bed.fetchAll({}, { freeBytes }))).toMatchObject({
    code: 'disk_full',
  });
  expect(bed.server.log.filter(isGet)).toEqual([]);
});

test('A5 #46: a file that a virus scanner holds is renamed a moment later', async () => {
  let held = 3;
  const slow: typeof rename = (from, to) =>
    held-- > 0
      ? Promise.reject(Object.assign(new Error('held'), { code: 'EBUSY' }))
      : rename(from, to);
  const source = await bed.fetchAll({}, { disk: { open, rename: slow } });
  expect((await bytesOf(source, LOCAL)).equals(BYTES)).toBe(true);
  expect(bed.waits.length).toBe(3);
});

test.each([
  ['another run', 's3://book/facts/ds=2026-11-19/run=x/0000_part_00'],
  ['a way up', `s3://book/${FOLDER}../../../../secret`],
  ['a way up, encoded', `s3://book/${FOLDER}%2e%2e/secret`],
  ['another scheme', 'file:///etc/passwd'],
  ['another bucket', `s3://other/${LARGE}`],
  ['another prefix', `s3://book/elsewhere/${LARGE.slice('facts/'.length)}`],
  ['a prefix that only begins alike', `s3://book/${LARGE.replace('facts/', 'facts-old/')}`],
])(
  'A5 #48: a manifest that names %s is refused, and nothing of it asked for',
  async (_what, url) => {
    bed.bucket.put(`${FOLDER}manifest`, Buffer.from(JSON.stringify({ entries: [{ url }] })));
    const source = await bed.open();
    const [delivery] = findDeliveries(await source.list());
    if (!delivery) throw new Error('no delivery found');
    expect(await problemOfFailed(checkDelivery(source, delivery))).toMatchObject({
      code: 'bad_delivery',
    });
    const asked = bed.server.log.filter(isGet).map((one) => one.key);
    expect(asked).toEqual([`${FOLDER}manifest`]);
  },
);

test('A5 #48: a manifest of 100 MB is not downloaded', async () => {
  bed.bucket.put(`${FOLDER}manifest`, Buffer.alloc(100_000_000));
  const source = await bed.open();
  await source.list();
  expect(
    await problemOfFailed(source.readText(`${FOLDER.slice('facts/'.length)}manifest`)),
  ).toMatchObject({ code: 'bad_delivery' });
  await prefetchAll(source, []);
  expect(bed.server.log.filter(isGet)).toEqual([]);
});
