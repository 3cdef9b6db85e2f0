import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConnectionStep } from '../../../../shared/contracts/sync.ts';
import type { S3Options } from './connection.ts';
import type { S3Dependencies } from './s3-source.ts';
import type { Trouble } from './testing/faults.ts';
import { isGet, KEYS, makeBed, type Bed } from './testing/bed.ts';
import { testConnection } from './test-connection.ts';

let bed: Bed;
beforeEach(async () => {
  bed = await makeBed();
});
afterEach(() => bed.end());

const STEPS = ['address', 'credentials', 'network', 'clock', 'bucket', 'list', 'read'];

const tried = (
  location: string,
  options: S3Options = {},
  dependencies: Partial<S3Dependencies> = {},
): Promise<readonly ConnectionStep[]> =>
  testConnection(
    location,
    { endpoint: bed.server.url, ...options },
    {
      cacheFolder: bed.cacheFolder,
      signal: new AbortController().signal,
      env: {},
      home: bed.cacheFolder,
      keysFor: async () => KEYS,
      ...dependencies,
    },
  );

test('A5 #36: a good connection passes seven steps, says what is there, and read one small file', async () => {
  const steps = await tried('s3://book/facts');
  expect(steps.map((s) => [s.id, s.status])).toEqual(STEPS.map((id) => [id, 'ok']));
  expect(steps[1]?.text).toBe(`The keys kept in Settings, …${KEYS.accessKeyId.slice(-4)}.`);
  expect(steps[2]?.text).toBe('Directly.');
  expect(steps.at(-2)?.text).toBe('1 delivery, the newest of 2026-11-20.');
  expect(steps.at(-1)?.text).toMatch(/0001_part_00, 1000 bytes\.$/);
  expect(bed.server.log.filter(isGet)).toHaveLength(1);
});

const wrong = { ...KEYS, secretAccessKey: 'wrong' };

test.each<[string, string, S3Options, Partial<S3Dependencies>]>([
  ['address', 's3://Not_A_Bucket/x', {}, {}],
  ['credentials', 's3://book/facts', { profile: 'none' }, { keysFor: undefined }],
  ['credentials', 's3://book/facts', {}, { keysFor: async () => wrong }],
  ['network', 's3://book/facts', { endpoint: 'http://127.0.0.1:9' }, {}],
  ['bucket', 's3://nobook/facts', {}, {}],
  ['list', 's3://book/nothing', {}, {}],
])('A5 #36: the step that fails is named: %s', async (step, location, options, dependencies) => {
  const steps = await tried(location, options, dependencies);
  const at = STEPS.indexOf(step);
  expect(steps.map((s) => s.status)).toEqual(
    STEPS.map((_, i) => (i < at ? 'ok' : i === at ? 'failed' : 'not_run')),
  );
  expect(steps[at]?.text).not.toBe('');
  expect(steps[at]?.next).not.toBeNull();
});

test.each<[string, Trouble]>([
  ['network', { kind: 'portal' }],
  ['clock', { kind: 'status', status: 403, code: 'RequestTimeTooSkewed' }],
  ['list', { kind: 'status', status: 403, code: 'AccessDenied' }],
])('A5 #36: what the store answers belongs to a step: %s', async (step, trouble) => {
  bed.server.faults.add({ trouble, times: 100 });
  const steps = await tried('s3://book/facts');
  expect(steps.find((s) => s.status === 'failed')?.id).toBe(step);
});

test('A5 #36: a key that may not be used fails the last step', async () => {
  const message = 'not authorized to perform: kms:Decrypt';
  const trouble = { kind: 'status', status: 403, code: 'AccessDenied', message } as const;
  bed.server.faults.add({ trouble, times: 100, when: isGet });
  const last = (await tried('s3://book/facts')).at(-1);
  expect(last).toMatchObject({ id: 'read', status: 'failed' });
  expect(last?.next).toContain('kms:Decrypt');
});

test('A5 #36: another region is said, and is no failure', async () => {
  const there = await makeBed({ region: 'eu-central-1' });
  try {
    const steps = await tried('s3://book/facts', { endpoint: there.server.url });
    expect(steps.find((s) => s.id === 'bucket')).toMatchObject({
      status: 'ok',
      text: 'It is in eu-central-1.',
    });
  } finally {
    await there.end();
  }
});

test("A5 #33: the connection test names the computer's proxy, and says when it wants a sign-in", async () => {
  const proxy = createServer((_request, response) => void response.writeHead(407).end());
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const steps = await tried(
    's3://book/facts',
    { endpoint: 'http://storage.example.test', pathStyle: true },
    { proxyFor: async () => ({ kind: 'proxy', url }) },
  );
  proxy.closeAllConnections();
  proxy.close();
  expect(steps[2]).toMatchObject({
    id: 'network',
    status: 'failed',
    text: `The proxy ${url} (from the computer's settings) wants a sign-in before it lets requests through (407).`,
  });
});

test('a proxy of a kind that is not used fails the network step', async () => {
  const steps = await tried(
    's3://book/facts',
    { endpoint: 'http://storage.example.test' },
    { proxyFor: async () => ({ kind: 'unsupported', text: 'SOCKS5 socks:1080' }) },
  );
  expect(steps.map((s) => s.status).slice(0, 4)).toEqual(['ok', 'ok', 'failed', 'not_run']);
});
