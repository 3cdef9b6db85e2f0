import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { InputOf, Reply } from '../../shared/contracts/contract.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import { putBook } from '../services/extract/s3/testing/put-book.ts';
import {
  startS3Server,
  TEST_KEYS,
  type S3Server,
} from '../services/extract/s3/testing/s3-server.ts';
import { writeSample } from '../services/sample/write.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';
import { contentHash } from '../services/sync/content-hash.ts';
import { createEngine } from './create.ts';

let root: string;
let book: string;
let server: S3Server;
let fromFolder: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'atrium-s3-'));
  book = path.join(root, 'book');
  await writeSample({ locations: 60, days: 12, seed: 7, out: book, address: 's3://csm/nightly/' });
  fromFolder = path.join(root, 'from-folder');
  const reply = await sync(fromFolder, { source: book });
  expect(reply.ok).toBe(true);
}, 60_000);
afterAll(() => rm(root, { recursive: true }));

beforeEach(async () => {
  server = await startS3Server({ region: 'eu-central-1', opaqueEtags: true, largestPage: 7 });
  const bucket = server.bucket('csm');
  await putBook(book, bucket, 'nightly/');
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, '');
  const [[id, secret] = ['', '']] = Object.entries(TEST_KEYS);
  vi.stubEnv('AWS_ACCESS_KEY_ID', id);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
  vi.stubEnv('HOME', root);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

async function sync(
  dataFolder: string,
  input: InputOf<'sync.run'>,
  progress: (state: SyncProgress) => void = () => undefined,
): Promise<Reply<SyncReport>> {
  const engine = createEngine({
    dataFolder,
    version: '9.9.9',
    importWorker: new URL('./import-worker.ts', import.meta.url),
    hold: true,
  });
  try {
    const reply = await engine.handle('sync.run', input, {
      signal: new AbortController().signal,
      progress: (state) => progress(state as SyncProgress),
    });
    return reply as Reply<SyncReport>;
  } finally {
    await engine.stop();
  }
}

function hashOf(dataFolder: string): string {
  const db = openFactsReadOnly(dataFolder);
  try {
    return contentHash(db);
  } finally {
    db.close();
  }
}

test('a bucket gives the same content as the folder it was filled from, and knows the way back', async () => {
  const data = path.join(root, 'from-bucket');
  const texts = new Set<string>();
  const source = 's3://csm/nightly';
  const s3 = { endpoint: server.url, pathStyle: true };
  const first = await sync(data, { source, s3 }, ({ text }) => texts.add(text));
  expect(first).toMatchObject({ ok: true, value: { source, cancelled: false } });
  expect(first.ok && first.value.days.map((d) => d.status)).toEqual(
    Array.from({ length: 12 }, () => 'published'),
  );
  expect(hashOf(data)).toBe(hashOf(fromFolder));
  expect(
    [...texts].some((text) => /^Downloading \d{4}-\d\d-\d\d, [\d.]+ of [\d.]+ MB$/.test(text)),
  ).toBe(true);

  const asked = server.log.filter((one) => one.operation === 'get').length;
  const again = await sync(data, {});
  expect(again.ok && again.value.days.map((d) => d.status)).toEqual(
    Array.from({ length: 12 }, () => 'unchanged'),
  );
  expect(server.log.filter((one) => one.operation === 'get')).toHaveLength(asked);
  expect((await readdir(path.join(data, 'cache', 's3'))).length).toBeLessThanOrEqual(3);
});

test('a connection that breaks all the way gives the same content as well', async () => {
  const data = path.join(root, 'from-broken');
  const isData = ({ key }: { key: string }): boolean => key.endsWith('.gz');
  server.faults.add({ trouble: { kind: 'cut', after: 700 }, times: 8, when: isData });
  server.faults.add({ trouble: { kind: 'reset' }, times: 2, when: isData });
  const reply = await sync(data, { source: 's3://csm/nightly', s3: { endpoint: server.url } });
  expect(reply.ok).toBe(true);
  expect(hashOf(data)).toBe(hashOf(fromFolder));
});

test('A5 #12: a file that came damaged, unnoticed by a checksum, is fetched again before its day is held', async () => {
  const data = path.join(root, 'from-damaged');
  const isData = ({ key }: { key: string }): boolean => key.endsWith('.gz');
  server.faults.add({ trouble: { kind: 'flip', at: 300 }, when: isData });
  const s3 = { endpoint: server.url, compatibility: true };
  const reply = await sync(data, { source: 's3://csm/nightly', s3 });
  expect(reply.ok && reply.value.days.filter((d) => d.status !== 'published')).toEqual([]);
  expect(hashOf(data)).toBe(hashOf(fromFolder));
  const damaged = server.log.find((one) => isData(one))?.key;
  expect(server.log.filter((one) => one.key === damaged)).toHaveLength(2);
});

test('a sync that S3 ends keeps the days it has, and the next one brings the rest', async () => {
  const data = path.join(root, 'from-half');
  const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const;
  const older = ({ key }: { key: string }): boolean => /part/.test(key) && --left < 0;
  let left = 5;
  server.faults.add({ trouble: denied, times: 1, when: older });
  const input = { source: 's3://csm/nightly', s3: { endpoint: server.url } };
  expect(await sync(data, input)).toMatchObject({
    ok: false,
    problem: { code: 'access_denied', stillWorks: 'The days already synced stay as they are.' },
  });
  // The days it has are known to come from there: nobody needs to say so again.
  expect(await sync(data, {})).toMatchObject({ ok: true, value: { source: input.source } });
  expect(hashOf(data)).toBe(hashOf(fromFolder));
});

test('A5 #36: a bucket in another region is sent there once, and asked there from then on', async () => {
  const data = path.join(root, 'from-afar');
  const input = { source: 's3://csm/nightly', s3: { endpoint: server.url, region: 'us-west-2' } };
  const wrong = (): number => server.log.filter((one) => one.status >= 300).length;
  expect((await sync(data, input)).ok).toBe(true);
  expect(wrong()).toBe(1);
  expect((await sync(data, input)).ok).toBe(true);
  expect((await sync(data, {})).ok).toBe(true);
  expect(wrong()).toBe(1);
});

test('A5 #48: deliveries copied from another bucket are held until mapping.json says where they were', async () => {
  const data = path.join(root, 'from-copied');
  await putBook(book, server.bucket('copied'), 'nightly/');
  const input = { source: 's3://copied/nightly', s3: { endpoint: server.url } };
  const first = await sync(data, input);
  expect(first.ok && first.value.days.map((day) => day.status)).toEqual(Array(12).fill('held'));
  const says = (first.ok && first.value.days[0]?.reason) || '';
  expect(says).toContain('does not lie below s3://copied/nightly/');

  // The sentence names the setting to make.
  const setting = /"bucket": (\{[^}]*\})/.exec(says)?.[1] ?? '';
  await writeFile(path.join(data, 'mapping.json'), `{ "bucket": ${setting} }`);
  const second = await sync(data, input);
  expect(second.ok && second.value.days.map((day) => day.status)).toEqual(
    Array(12).fill('published'),
  );
  expect(hashOf(data)).toBe(hashOf(fromFolder));
});
