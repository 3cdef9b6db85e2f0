import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import { all, one } from '../sqlite/db.ts';
import { historyDays, readOffice } from '../store/history.ts';
import { readOrdinals } from '../store/locations.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery } from './testing.ts';

const LAST = dayOf('2026-11-20');

test('history older than it is to be kept goes, is not read again, and nobody becomes younger by it', async () => {
  const root = tempFolder();
  const db = tempFacts();
  for (let day = LAST - 99; day <= LAST; day++) {
    const rows = [row(formatDay(day), 'a'), row(formatDay(day), 'b', { visitors: 'many' })];
    writeDelivery(root, { ds: formatDay(day), rows });
  }
  await syncFolder(db, root, {});
  const first = (): unknown => one(db, 'SELECT first_day FROM location');
  expect(first()).toEqual({ first_day: LAST - 99 });

  const report = await syncFolder(db, root, { keepDays: 40 });
  const kept = historyDays(db);
  expect(kept.at(-1)).toBe(LAST);
  expect(kept.length).toBeGreaterThanOrEqual(40);
  expect(kept.length).toBeLessThan(40 + 32);
  expect(report.days.map((d) => d.status)).toEqual(kept.map(() => 'unchanged'));
  for (const table of ['run_record', 'run_file', 'set_aside', 'set_aside_count'])
    expect(one(db, `SELECT min(day) AS first, count(*) AS n FROM ${table}`)).toEqual({
      first: kept[0],
      n: kept.length,
    });
  const [ord = -1] = [...readOrdinals(db).values()].map((o) => o.ord);
  const series = readOffice(db, ord, { measures: ['visitors'], from: LAST - 99, to: LAST });
  expect(series.get('visitors')?.filter((v) => v === 5).length).toBe(kept.length);
  expect(first()).toEqual({ first_day: LAST - 99 });

  const ds = formatDay(LAST + 1);
  writeDelivery(root, { ds, rows: [row(ds, 'a')] });
  await syncFolder(db, root, { keepDays: 40 });
  expect(first()).toEqual({ first_day: LAST - 99 });
  expect(all(db, 'SELECT day FROM applied_run')).toHaveLength(101);
});

test('a first sync reads no day that would not be kept', async () => {
  const root = tempFolder();
  const db = tempFacts();
  for (const day of [LAST - 200, LAST - 1, LAST])
    writeDelivery(root, { ds: formatDay(day), rows: [row(formatDay(day), 'a')] });
  const report = await syncFolder(db, root, { keepDays: 100 });
  expect(report.days.map((d) => d.ds)).toEqual([formatDay(LAST), formatDay(LAST - 1)]);
});
