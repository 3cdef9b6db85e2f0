import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { storageCalls } from './storage-calls.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };

test('the data folder is counted in parts, and the cache alone is cleared', async () => {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'atrium-test-'));
  onTestFinished(() => rm(dataFolder, { recursive: true, force: true }));
  await mkdir(path.join(dataFolder, 'cache', 's3'), { recursive: true });
  for (const [name, bytes] of [
    ['facts.db', 5],
    ['facts.db-wal', 7],
    ['people.db', 3],
    ['cache/s3/one', 11],
    ['instance.db', 2],
  ] as const)
    await writeFile(path.join(dataFolder, name), Buffer.alloc(bytes));
  let running = true;
  const calls = storageCalls({ dataFolder, importing: () => running });
  const { parts } = await calls['storage.sizes']({}, quiet);
  expect(Object.fromEntries(parts.map(({ id, bytes }) => [id, bytes]))).toEqual({
    facts: 12,
    people: 3,
    backups: 0,
    cache: 11,
    sample: 0,
    other: 2,
  });
  await expect(calls['storage.clearCache']({}, quiet)).rejects.toThrow('uses the cache');
  running = false;
  expect(await calls['storage.clearCache']({}, quiet)).toEqual({ freed: 11 });
  expect((await readdir(dataFolder)).toSorted()).toEqual([
    'facts.db',
    'facts.db-wal',
    'instance.db',
    'people.db',
  ]);
});
