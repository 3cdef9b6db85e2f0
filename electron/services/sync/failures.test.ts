import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { openLocalSource } from '../extract/folder-source.ts';
import { all } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { contentHash } from './content-hash.ts';
import { readDayChecks } from './read-checks.ts';
import { syncRun } from './run.ts';
import {
  readDeliveries,
  row,
  syncFolder,
  tempFacts,
  tempFolder,
  writeDelivery,
  type Row,
} from './testing.ts';

const DAYS = ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'] as const;
const LAST = DAYS[3];

const book = (ds: string, more: (i: number) => Row = () => ({})): Row[] =>
  Array.from({ length: 12 }, (_, i) => row(ds, `l${i}`, { deliveries: 3, ...more(i) }));

function fourDays(root = tempFolder()): string {
  for (const ds of DAYS) writeDelivery(root, { ds, rows: book(ds) });
  return root;
}

test('A5 #8: a prefix that is empty for a while deletes nothing here', async () => {
  const root = fourDays();
  const db = tempFacts();
  await syncFolder(db, root);
  const before = contentHash(db);
  rmSync(path.join(root, 'company_facts', `ds=${LAST}`), { recursive: true });
  await syncFolder(db, root);
  rmSync(path.join(root, 'company_facts'), { recursive: true });
  await expect(syncFolder(db, root)).rejects.toThrow(/holds no delivery/);
  mkdirSync(path.join(root, 'company_facts', `ds=${LAST}`, 'run=20261121T031502Z'), {
    recursive: true,
  });
  await expect(syncFolder(db, root)).rejects.toThrow(/holds no delivery/);
  expect(contentHash(db)).toBe(before);
});

test('A5 #25: a new column is kept and told; a column that goes, or is renamed, is told as well', async () => {
  const root = tempFolder();
  const db = tempFacts();
  writeDelivery(root, { ds: DAYS[0], rows: book(DAYS[0]) });
  await syncFolder(db, root);
  writeDelivery(root, {
    ds: DAYS[1],
    rows: book(DAYS[1]).map(({ deliveries, ...rest }) => ({
      ...rest,
      parcels: deliveries ?? null,
    })),
  });
  const report = await syncFolder(db, root);
  expect(report.days[0]?.status).toBe('published');
  const failed = readDayChecks(db, dayOf(DAYS[1]))?.checks.filter((c) => c.status === 'fail') ?? [];
  expect(failed.map((c) => [c.id, c.observed])).toEqual(
    expect.arrayContaining([
      ['columns_added', 'new: parcels'],
      ['columns_dropped', 'gone: deliveries'],
    ]),
  );
  expect(all(db, 'SELECT DISTINCT extra, deliveries FROM location')).toEqual([
    { extra: '{"parcels":"3"}', deliveries: null },
  ]);
});

test('A5 #25: a column whose type changed holds the day and is named', async () => {
  const root = fourDays();
  writeDelivery(root, {
    ds: LAST,
    run: '20261122T000000Z',
    rows: book(LAST, () => ({ visitors: 'five' })),
  });
  const db = tempFacts();
  const report = await syncFolder(db, root);
  expect(report.days[0]).toMatchObject({ ds: LAST, status: 'held' });
  const check = readDayChecks(db, dayOf(LAST))?.checks.find((c) => c.id === 'rows_readable');
  expect(check).toMatchObject({ status: 'fail', observed: '12 of 12 rows set aside' });
  expect(check?.samples[0]).toMatchObject({ column: 'visitors', value: 'five', record: 1 });
});

test('A5 #44: a damaged database is named; in its place a new one is built from the deliveries', async () => {
  const root = fourDays();
  const data = tempFolder();
  const db = openFacts(data);
  await syncFolder(db, root);
  const before = contentHash(db);
  db.close();
  const file = path.join(data, 'facts.db');
  writeFileSync(file, 'this is no database, however long it goes on: '.repeat(100));
  expect(() => openFacts(data)).toThrow(/facts\.db is damaged/);
  renameSync(file, path.join(data, 'damaged.db'));
  for (const more of ['-wal', '-shm']) rmSync(`${file}${more}`, { force: true });
  const again = openFacts(data);
  await syncFolder(again, root);
  expect(contentHash(again)).toBe(before);
});

test('A5 #47: folders may have spaces, quotes and letters of any script', async () => {
  const odd = path.join(tempFolder(), "Größe & Ko's データ %20 é");
  mkdirSync(odd);
  fourDays(odd);
  const db = openFacts(path.join(odd, 'data folder'));
  const report = await syncFolder(db, odd);
  expect(report.days.map((d) => d.status)).toEqual(Array(4).fill('published'));
});

test('A5 #52: a sync that is stopped keeps the days it has; the next one ends as a clean run', async () => {
  const root = fourDays();
  const clean = tempFacts();
  await syncFolder(clean, root);
  const db = tempFacts();
  const stop = new AbortController();
  const report = await syncRun({
    db,
    source: await openLocalSource(root),
    signal: stop.signal,
    now: () => '2026-11-21T04:00:00Z',
    score: () => undefined,
    onDataset() {
      if (readDeliveries(db, 9).length === 2) stop.abort();
    },
  });
  expect(report.cancelled).toBe(true);
  expect(report.days.map((d) => [d.ds, d.status])).toEqual([
    [LAST, 'published'],
    [DAYS[2], 'published'],
  ]);
  await syncFolder(db, root);
  expect(contentHash(db)).toBe(contentHash(clean));
});
