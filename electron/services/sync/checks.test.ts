import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { all } from '../sqlite/db.ts';
import { newestRun } from '../store/deliveries.ts';
import { readDayChecks } from './read-checks.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery, type Row } from './testing.ts';

const book = (ds: string, offices: number, more: (i: number) => Row = () => ({})): Row[] =>
  Array.from({ length: offices }, (_, i) =>
    row(ds, `l${i}`, { company_id: `c${i % 8}`, is_open_day: 'true', ...more(i) }),
  );

test('A5 #51: a day whose measure is suddenly all zero is held, and yesterday stays', async () => {
  const root = tempFolder();
  for (const ds of ['2026-11-16', '2026-11-17', '2026-11-18'])
    writeDelivery(root, { ds, rows: book(ds, 40) });
  const db = tempFacts();
  await syncFolder(db, root);
  const ds = '2026-11-19';
  writeDelivery(root, { ds, rows: book(ds, 40, () => ({ visitors: 0 })) });
  const report = await syncFolder(db, root);
  expect(report.days.find((d) => d.ds === ds)).toMatchObject({
    status: 'held',
    reason: expect.stringContaining('visitors is all 0'),
  });
  expect(newestRun(db)?.day).toBe(dayOf('2026-11-18'));
  const checks = readDayChecks(db, dayOf(ds));
  expect(checks).toMatchObject({ ds, status: 'held' });
  expect(checks?.checks.find((c) => c.id === 'measure_lost')).toMatchObject({
    status: 'fail',
    severity: 'hold',
    firstFailed: ds,
    samples: [{ column: 'visitors', value: 'all 0' }],
  });
});

test('A5 #50: a day of the future is held; missing days are told', async () => {
  const root = tempFolder();
  writeDelivery(root, { ds: '2026-11-10', rows: book('2026-11-10', 3) });
  writeDelivery(root, { ds: '2026-12-24', rows: book('2026-12-24', 3) });
  const db = tempFacts();
  const report = await syncFolder(db, root);
  expect(report.days.map((d) => [d.ds, d.status])).toEqual([
    ['2026-12-24', 'held'],
    ['2026-11-10', 'published'],
  ]);
  writeDelivery(root, { ds: '2026-11-20', rows: book('2026-11-20', 3) });
  await syncFolder(db, root, { from: '2026-11-20', to: '2026-11-20' });
  const gap = readDayChecks(db, dayOf('2026-11-20'))?.checks.find(
    (c) => c.id === 'days_without_gap',
  );
  expect(gap).toMatchObject({ status: 'fail', severity: 'warn' });
  expect(gap?.observed).toBe('9 days missing after 2026-11-10');
});

test('A5 #31: an office that moves to another account is told, and the day is published', async () => {
  const root = tempFolder();
  const db = tempFacts();
  for (const ds of ['2026-11-19', '2026-11-20'])
    writeDelivery(root, {
      ds,
      rows: book(ds, 12, (i) => (i === 4 && ds === '2026-11-20' ? { company_id: 'c0' } : {})),
    });
  await syncFolder(db, root, { to: '2026-11-19' });
  const report = await syncFolder(db, root, { from: '2026-11-20' });
  expect(report.days[0]?.status).toBe('published');
  const moved = readDayChecks(db, undefined)?.checks.find((c) => c.id === 'office_moved');
  expect(moved).toMatchObject({ status: 'fail', severity: 'warn' });
  expect(moved?.samples[0]).toMatchObject({
    company_id: 'c0',
    location_id: 'l4',
    value: 'before: c4',
  });
});

test('a failure knows the first day of its row; a pass in between ends the row', async () => {
  const root = tempFolder();
  const db = tempFacts();
  const bad = new Set(['2026-11-16', '2026-11-18', '2026-11-19']);
  for (const ds of ['2026-11-15', '2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19']) {
    writeDelivery(root, {
      ds,
      rows: book(ds, 3, (i) => (i === 0 && bad.has(ds) ? { visitors: -1 } : {})),
    });
    await syncFolder(db, root, { from: ds, to: ds });
  }
  const first = (ds: string): string | null | undefined =>
    readDayChecks(db, dayOf(ds))?.checks.find((c) => c.id === 'counts_not_negative')?.firstFailed;
  expect(['2026-11-16', '2026-11-17', '2026-11-19'].map(first)).toEqual([
    '2026-11-16',
    null,
    '2026-11-18',
  ]);
});

test("the data team's tests are kept beside ours, and distinct keys are counted", async () => {
  const root = tempFolder();
  const ds = '2026-11-20';
  const file = writeDelivery(root, { ds, rows: book(ds, 3) });
  const marker = (keys: number): void =>
    writeFileSync(
      path.join(path.dirname(file), '_delivery.json'),
      JSON.stringify({
        schema_version: 1,
        ds,
        run_id: '20261121T031502Z',
        generated_at: '2026-11-21T03:17:40Z',
        tables: [{ name: 'company_facts', rows: 3, distinct_keys: keys, sums: { visitors: 15 } }],
        tests: [
          { id: 'unique', status: 'pass', owner: 'data@example.com', failing_rows: 0 },
          { id: 'arr_not_null', status: 'fail', failing_rows: 7 },
          { id: 'silent' },
        ],
      }),
    );
  marker(4);
  const db = tempFacts();
  expect((await syncFolder(db, root)).days[0]?.reason).toMatch(/3 different offices.*says 4/);
  marker(3);
  expect((await syncFolder(db, root)).days[0]?.status).toBe('published');
  const checks = readDayChecks(db, undefined);
  expect(checks?.tests.map((t) => [t.id, t.status, t.failing_rows])).toEqual([
    ['arr_not_null', 'fail', 7],
    ['silent', 'unknown', null],
    ['unique', 'pass', 0],
  ]);
  expect(checks?.checks.find((c) => c.id === 'data_team_tests')?.status).toBe('fail');
  expect(newestRun(db)?.deliveredAt).toBe('2026-11-21T03:17:40Z');
});

test('a delivery that cannot be read whole leaves its failure, and all others as not run', async () => {
  const root = tempFolder();
  const ds = '2026-11-20';
  const file = writeDelivery(root, { ds, rows: book(ds, 3) });
  writeFileSync(file, readFileSync(file).subarray(0, 40));
  expect(readdirSync(path.dirname(file))).toContain('manifest');
  const db = tempFacts();
  await syncFolder(db, root);
  const status = readDayChecks(db, undefined)?.checks.map((c) => [c.id, c.status]) ?? [];
  expect(status.filter(([, s]) => s === 'fail')).toEqual([['delivery_whole', 'fail']]);
  expect(status.filter(([, s]) => s === 'pass')).toEqual([]);
});

test('a day is profiled when it is published, and only then', async () => {
  const root = tempFolder();
  const db = tempFacts();
  const ds = '2026-11-20';
  writeDelivery(root, { ds, rows: book(ds, 4, (i) => ({ visitors: i === 0 ? null : i - 1 })) });
  await syncFolder(db, root);
  expect(all(db, "SELECT * FROM column_profile WHERE column_name = 'visitors'")).toEqual([
    {
      day: dayOf(ds),
      column_name: 'visitors',
      kind: 'measure',
      rows: 4,
      nulls: 1,
      zeros: 1,
      total: 3,
      low: 0,
      high: 2,
    },
  ]);
});
