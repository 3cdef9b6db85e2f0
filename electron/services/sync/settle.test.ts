import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { one, type WritableDB } from '../sqlite/db.ts';
import { readAccountDetail, readAccounts, readAccountTable } from '../store/accounts.ts';
import { readOfficeTable, refreshLists } from '../store/office-list.ts';
import { findOffice, readOffices } from '../store/offices.ts';
import { missingSince } from './settle.ts';
import { row, syncFolder, tempFacts, tempFolder, writeDelivery } from './testing.ts';

const listed = (db: WritableDB): string[] =>
  readOffices(db, { sort: 'risk' }).map((o) => o.location_id);

test('A5 #30: an office has one delivery of grace, is then missing, and returns as it was', async () => {
  const root = tempFolder();
  const db = tempFacts();
  const deliver = async (ds: string, offices: readonly string[]): Promise<void> => {
    writeDelivery(root, { ds, rows: offices.map((id) => row(ds, id, { employees: 30 })) });
    await syncFolder(db, root, { from: ds, to: ds });
    refreshLists(db);
  };
  await deliver('2026-11-16', ['a', 'b']);
  await deliver('2026-11-17', ['a']);
  expect(listed(db)).toEqual(['a', 'b']);
  const version = readOfficeTable(db, null).version;
  await deliver('2026-11-18', ['a']);
  expect(listed(db)).toEqual(['a']);
  expect(readOfficeTable(db, null).rows).toBe(1);
  expect(readOfficeTable(db, version).removed).toEqual(['c1\u001fb']);
  // It is found by its id all the same: notes and history stay with it.
  const { ord, missing_since: since } = findOffice(db, { locationId: 'b' });
  expect(since).toBe(dayOf('2026-11-17'));
  // The account counts it nowhere, and names it.
  expect(readAccounts(db, { sort: 'risk' })).toMatchObject([{ offices: 1, employees: 30 }]);
  const table = readAccountTable(db).columns;
  expect(table['offices']).toMatchObject({ data: Float64Array.of(1) });
  expect(readAccountDetail(db, 'c1')).toMatchObject({
    officeRows: [{ location_id: 'a' }],
    missing: [{ location_id: 'b', location_name: 'Office b', since: '2026-11-17' }],
  });

  await deliver('2026-11-19', ['a', 'b']);
  expect(listed(db)).toEqual(['a', 'b']);
  expect(findOffice(db, { locationId: 'b' })).toMatchObject({ ord, missing_since: null });
  expect(one(db, "SELECT first_day FROM location WHERE location_id = 'b'")).toEqual({
    first_day: dayOf('2026-11-16'),
  });
});

test('deliveries count, not days: a gap in the deliveries makes nobody missing', () => {
  expect(missingSince([1, 2, 9], 2)).toBeNull();
  expect(missingSince([1, 2, 9, 20], 2)).toBe(9);
  expect(missingSince([1, 2, 9, 20], 20)).toBeNull();
});
