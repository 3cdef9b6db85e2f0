import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDelivery, findDeliveries } from '../deliveries.ts';
import { cleanCache } from './cache.ts';
import { s3Connection } from './connection.ts';
import { openS3Source } from './s3-source.ts';
import {
  bytesOf,
  BYTES,
  isGet,
  KEYS,
  makeBed,
  prefetchAll,
  problemOfFailed,
  type Bed,
} from './testing/bed.ts';

let bed: Bed;
beforeEach(async () => {
  bed = await makeBed({ largestPage: 3 });
});
afterEach(() => bed.end());

const RUN = 'ds=2026-11-20/run=20261121T031502Z_a/';
const gets = (): number => bed.server.log.filter(isGet).length;

test('lists every page below the prefix, with sizes and ETags, and nothing beside it', async () => {
  bed.bucket.put('facts_old/x.csv', Buffer.from('x'));
  bed.bucket.put('facts/folder/', Buffer.alloc(0));
  const source = await bed.open();
  const files = await source.list();
  expect(source.name).toBe('s3://book/facts');
  expect(files.map((f) => f.path)).toEqual(
    Array.from({ length: 8 }, (_, i) => `${RUN}000${i}_part_00`),
  );
  expect(files[0]).toEqual({
    path: `${RUN}0000_part_00`,
    size: BYTES.length,
    etag: bed.bucket.get(`facts/${RUN}0000_part_00`)?.etag,
  });
  expect(bed.server.log.filter((one) => one.operation === 'list')).toHaveLength(4);
});

test('downloads four at once at most, one request first, and reads what it downloaded', async () => {
  const source = await bed.open();
  const files = await source.list();
  expect(gets()).toBe(0);
  bed.server.faults.add({ trouble: { kind: 'delay', ms: 30 }, when: isGet, times: 8 });
  const seen: number[] = [];
  await source.prefetch?.(files, {
    signal: new AbortController().signal,
    onBytes: (done, total) => seen.push(done / total),
  });
  expect(bed.server.mostAtOnce()).toBe(4);
  expect(seen.at(-1)).toBe(1);
  expect(await bed.cached()).toEqual({ whole: 8, parts: 0 });
  expect((await bytesOf(source, `${RUN}0000_part_00`)).equals(BYTES)).toBe(true);
  expect(gets()).toBe(8);
});

test('what is in the cache is not downloaded again; a new version of it is', async () => {
  await bed.fetchAll();
  await bed.fetchAll();
  expect(gets()).toBe(8);
  bed.bucket.put(`facts/${RUN}0003_part_00`, Buffer.alloc(3000, 7));
  const source = await bed.fetchAll();
  expect(gets()).toBe(9);
  expect((await bytesOf(source, `${RUN}0003_part_00`)).equals(Buffer.alloc(3000, 7))).toBe(true);
});

test('a copy that is forgotten is downloaded anew', async () => {
  const source = await bed.fetchAll();
  const files = await source.list();
  await source.forget?.(files.slice(0, 2));
  await prefetchAll(source, files);
  expect(gets()).toBe(10);
});

test('a file that stands for itself is known by its ETag: nothing is downloaded to find it unchanged', async () => {
  bed.bucket.put('facts/2026-11-20.csv', Buffer.from('a,b\n'));
  const fingerprint = async (): Promise<string> => {
    const source = await bed.open();
    const files = (await source.list()).filter((f) => f.path === '2026-11-20.csv');
    const [delivery] = findDeliveries(files);
    if (!delivery) throw new Error('no delivery found');
    return (await checkDelivery(source, delivery)).fingerprint;
  };
  const first = await fingerprint();
  expect(await fingerprint()).toBe(first);
  expect(gets()).toBe(0);
  bed.bucket.put('facts/2026-11-20.csv', Buffer.from('a,c\n'));
  expect(await fingerprint()).not.toBe(first);
});

test('reads without a download step as well, and small texts whole', async () => {
  bed.bucket.put(`facts/${RUN}manifest`, Buffer.from('{"entries":[]}'));
  const source = await bed.open();
  await source.list();
  expect(await source.readText(`${RUN}manifest`)).toBe('{"entries":[]}');
  expect(await bytesOf(source, `${RUN}0001_part_00`)).toHaveLength(1000);
});

test('a prefix may name one object', async () => {
  bed.bucket.put('one/2026-11-20.csv', Buffer.from('a,b\n1,2\n'));
  const connection = s3Connection('s3://book/one/2026-11-20.csv', { endpoint: bed.server.url });
  const { cacheFolder } = bed;
  const signal = new AbortController().signal;
  const source = await openS3Source(connection, {
    cacheFolder,
    signal,
    keysFor: async () => KEYS,
    env: {},
  });
  expect((await source.list()).map((f) => f.path)).toEqual(['2026-11-20.csv']);
  expect(await source.readText('2026-11-20.csv')).toBe('a,b\n1,2\n');
});

test('keys with spaces, plus signs and letters of any script are read', async () => {
  const odd = 'ds=2026-11-21/a b+c&d=é%25 ф.csv';
  bed.bucket.put(`facts/${odd}`, Buffer.from('odd'));
  const source = await bed.fetchAll();
  expect((await bytesOf(source, odd)).toString()).toBe('odd');
});

test('an empty object is an empty file', async () => {
  bed.bucket.put(`facts/${RUN}empty`, Buffer.alloc(0));
  const source = await bed.fetchAll();
  expect(await bytesOf(source, `${RUN}empty`)).toHaveLength(0);
});

test('the cache keeps the runs used last, and can go without harm', async () => {
  for (let day = 10; day < 16; day++) {
    bed.bucket.put(`facts/ds=2026-11-${day}/run=x/part`, Buffer.from(`day ${day}`));
    const source = await bed.open();
    const files = (await source.list()).filter((f) => f.path.includes(`ds=2026-11-${day}`));
    await prefetchAll(source, files);
  }
  expect(await bed.cached()).toEqual({ whole: 3, parts: 0 });
  await cleanCache(bed.cacheFolder, 1);
  expect(await bed.cached()).toEqual({ whole: 1, parts: 0 });
  await rm(bed.cacheFolder, { recursive: true });
  await cleanCache(bed.cacheFolder, 1);
  const source = await bed.open();
  await source.list();
  expect((await bytesOf(source, 'ds=2026-11-15/run=x/part')).toString()).toBe('day 15');
});

test('cancelling ends a list at once', async () => {
  const stop = new AbortController();
  bed.server.faults.add({ trouble: { kind: 'stall' } });
  const source = await bed.open({}, { signal: stop.signal, stallMs: 30_000 });
  setTimeout(() => stop.abort(), 50);
  expect(await problemOfFailed(source.list())).toMatchObject({ code: 'cancelled' });
});

test('cancelling ends a download, and the next one goes on', async () => {
  const source = await bed.open();
  const files = await source.list();
  const stop = new AbortController();
  const work = source.prefetch?.(files, {
    signal: stop.signal,
    onBytes: (done) => {
      if (done > 0) stop.abort();
    },
  });
  await expect(work).rejects.toThrow('abort');
  await prefetchAll(source, files);
  expect((await bytesOf(source, `${RUN}0000_part_00`)).equals(BYTES)).toBe(true);
});
