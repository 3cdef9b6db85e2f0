import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { one, type WritableDB } from '../sqlite/db.ts';
import { readDayChecks } from './read-checks.ts';
import { readDataFlags } from './changes-flags.ts';
import { readChanges } from './changes-since.ts';
import { publishAnyway, rollBack, undo } from './decide.ts';
import { syncRun } from './run.ts';
import {
  deciding,
  row,
  type Row,
  syncFolder,
  tempFacts,
  tempFolder,
  writeDelivery,
} from './testing.ts';

const [D1, D2] = ['2026-11-17', '2026-11-18'] as const;

const book = (ds: string, n: number, more: (office: number) => Row = () => ({})): Row[] =>
  Array.from({ length: n }, (_, i) => row(ds, `l${i}`, more(i)));

const flagged = (db: WritableDB, code: string): unknown[] =>
  readDataFlags(db)
    .flags.filter((f) => f.code === code)
    .map((f) => f.location_id);

test('every office a failed check points at is flagged, not only its examples', async () => {
  const root = tempFolder();
  const db = tempFacts();
  // Thirty offices with more hosts than employees, of which a check keeps twenty examples.
  const rows = book(D1, 40, (i) => ({ employees: 5, active_hosts: i < 30 ? 9 : 1 }));
  writeDelivery(root, { ds: D1, rows: [...rows, ...rows.slice(0, 1)] });
  await syncFolder(db, root);
  const check = readDayChecks(db, dayOf(D1))?.checks.find((c) => c.id === 'hosts_within_employees');
  expect(check?.samples).toHaveLength(20);
  expect(flagged(db, 'hosts_within_employees')).toHaveLength(30);
  expect(readDataFlags(db).flags.find((f) => f.location_id === 'l7')).toEqual({
    company_id: 'c1',
    location_id: 'l7',
    code: 'hosts_within_employees',
    text: `Failed on ${D1}: not more hosts than employees (employees 5).`,
  });
  // A check that points at no office concerns the whole book.
  expect(readDataFlags(db).book).toEqual([
    {
      code: 'rows_repeated',
      text: `Failed on ${D1}: no row is delivered twice (1 repeated rows).`,
    },
  ]);
});

test('a new value flags all offices that have it', async () => {
  const root = tempFolder();
  const db = tempFacts();
  writeDelivery(root, { ds: D1, rows: book(D1, 9, () => ({ segment: 'smb' })) });
  writeDelivery(root, {
    ds: D2,
    rows: book(D2, 9, (i) => ({ segment: i > 5 ? 'huge' : 'smb' })),
  });
  for (const ds of [D1, D2]) await syncFolder(db, root, { from: ds, to: ds });
  expect(flagged(db, 'values_known')).toEqual(['l6', 'l7', 'l8']);
  expect(readDataFlags(db)).toMatchObject({ ds: D2, more: {} });
});

test('offices whose rows were set aside are named; the next whole delivery clears them', async () => {
  const root = tempFolder();
  const db = tempFacts();
  const twins = [row(D1, 'twin', { visitors: 1 }), row(D1, 'twin', { visitors: 2 })];
  const bad = row(D1, 'bad', { visitors: 'many' });
  writeDelivery(root, { ds: D1, rows: [...book(D1, 3), ...twins, bad] });
  await syncFolder(db, root);
  const flags = readDataFlags(db).flags.filter((f) => f.code === 'set_aside');
  expect(new Set(flags.map((f) => f.location_id))).toEqual(new Set(['bad', 'twin']));
  expect(flags.find((f) => f.location_id === 'bad')?.text).toBe(
    `A row of ${D1} was set aside (visitors many).`,
  );
  writeDelivery(root, { ds: D1, run: '20261122T000000Z', rows: book(D1, 3) });
  await syncFolder(db, root);
  expect(flagged(db, 'set_aside')).toEqual([]);
});

test('a day published anyway says so at the offices it is about, and to everybody', async () => {
  const root = tempFolder();
  const db = tempFacts();
  writeDelivery(root, { ds: D1, rows: book(D1, 40) });
  writeDelivery(root, { ds: D2, rows: book(D2, 30) });
  for (const ds of [D1, D2]) await syncFolder(db, root, { from: ds, to: ds });
  // Held: what is on the screens is the day before, and nothing is known against that.
  expect(readDataFlags(db)).toMatchObject({ ds: D1 });
  expect(flagged(db, 'missing')).toEqual([]);
  await publishAnyway(await deciding(db, root, D2), 'sold');
  expect(flagged(db, 'published_anyway')).toHaveLength(10);
  expect(flagged(db, 'missing')).toHaveLength(10);
  expect(readDataFlags(db).book[0]).toEqual({
    code: 'published_anyway',
    text: `Published anyway by ada (sold): the data of ${D2} failed a check.`,
  });
  await rollBack(await deciding(db, root, D2), 'looked again');
  expect(readDataFlags(db)).toMatchObject({ ds: D1 });
  expect(flagged(db, 'published_anyway')).toEqual([]);
  await undo(await deciding(db, root, D2));
  expect(flagged(db, 'published_anyway')).toHaveLength(10);
});

test('offices beyond the kept ones are counted', async () => {
  const root = tempFolder();
  const db = tempFacts();
  const rows = book(D1, 5100, () => ({ employees: 5, active_hosts: 9 }));
  writeDelivery(root, { ds: D1, rows });
  await syncFolder(db, root);
  expect(flagged(db, 'hosts_within_employees')).toHaveLength(5000);
  expect(readDataFlags(db).more).toEqual({ hosts_within_employees: 100 });
  expect(one(db, 'SELECT count(*) AS n FROM check_touched')).toEqual({ n: 5000 });
});

test('while scores of a new day are still due, nobody is taken for missing', async () => {
  const root = tempFolder();
  const db = tempFacts();
  writeDelivery(root, { ds: D1, rows: book(D1, 3) });
  await syncFolder(db, root);
  writeDelivery(root, { ds: D2, rows: book(D2, 3) });
  const seen: unknown[] = [];
  await syncRun({
    ...(await deciding(db, root, D2)),
    onDataset() {
      seen.push([readDataFlags(db).ds, flagged(db, 'missing')]);
      const { goneOffices, newOffices } = readChanges(db, { since: D1, limit: 9 });
      seen.push([goneOffices, newOffices]);
    },
  });
  expect(seen.slice(0, 2)).toEqual([
    [D2, []],
    [[], []],
  ]);
});
