import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import { compactSlice } from '../store/history-compact.ts';
import { readRawDay } from '../store/history-source.ts';
import { readOrdinals } from '../store/locations.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery } from './testing.ts';

const LAST = dayOf('2026-11-20');

test('what was delivered of any office on any day is told with its file and record', async () => {
  const root = tempFolder();
  const db = tempFacts();
  for (let day = LAST - 40; day <= LAST; day++) {
    const ds = formatDay(day);
    const rows = [
      row(ds, 'a', { visitors: day % 9, csat: 4.25 }),
      row(ds, 'b', { visitors: null, feature_desks_events: 0 }),
    ];
    // On even days the offices change places, and one of them is not delivered on the last of all.
    writeDelivery(root, {
      ds,
      rows: day === LAST ? rows.slice(0, 1) : day % 2 ? rows : rows.toReversed(),
    });
  }
  await syncFolder(db, root, {});
  while (!compactSlice(db, 0, { everything: true }));
  const ords = [...readOrdinals(db)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, o]) => o.ord);
  const [a = -1, b = -1] = ords;
  for (let day = LAST - 40; day < LAST; day++) {
    const ds = formatDay(day);
    const file = `company_facts/ds=${ds}/run=20261121T031502Z/0000_part_00.gz`;
    const source = { runId: '20261121T031502Z', file };
    expect(readRawDay(db, a, day)).toMatchObject({
      ds,
      source: { ...source, record: day % 2 ? 1 : 2 },
      measures: { visitors: day % 9, csat: 4.25, feature_desks_events: null },
    });
    expect(readRawDay(db, b, day)).toMatchObject({
      source: { ...source, record: day % 2 ? 2 : 1 },
      measures: { visitors: null, csat: null, feature_desks_events: 0 },
    });
  }
  expect(readRawDay(db, a, LAST)?.source?.record).toBe(1);
  expect(readRawDay(db, b, LAST)).toBeUndefined();
  expect(readRawDay(db, a, LAST - 41)).toBeUndefined();
});
