import { expect, test } from 'vitest';
import type { Changes } from '../../../shared/domain/change.ts';
import { dayOf } from '../../../shared/domain/day.ts';
import { all, one, type WritableDB } from '../sqlite/db.ts';
import { retain } from '../store/retention.ts';
import { readDataFlags } from './changes-flags.ts';
import { readChanges, readOfficeChanges } from './changes-since.ts';
import { contentHash } from './content-hash.ts';
import { rollBack, undo } from './decide.ts';
import {
  deciding,
  row,
  type Row,
  syncFolder,
  tempFacts,
  tempFolder,
  writeDelivery,
} from './testing.ts';

const [D1, D2, D3, D4, D5] = [
  '2026-11-10',
  '2026-11-11',
  '2026-11-12',
  '2026-11-13',
  '2026-11-14',
] as const;

const since = (db: WritableDB, from = 'last_sync', companyId?: string): Changes =>
  readChanges(db, { since: from, companyId, limit: 100 });

const ids = (offices: readonly { company_id: string; location_id: string }[]): string[] =>
  offices.map((o) => `${o.company_id}/${o.location_id}`);

interface Book {
  readonly db: WritableDB;
  readonly root: string;
  /** Delivers a day and syncs it alone. */
  deliver(this: void, ds: string, rows: readonly Row[], run?: string): Promise<void>;
}

function book(): Book {
  const root = tempFolder();
  const db = tempFacts();
  return {
    db,
    root,
    async deliver(ds, rows, run) {
      writeDelivery(root, run === undefined ? { ds, rows } : { ds, rows, run });
      await syncFolder(db, root, { from: ds, to: ds });
    },
  };
}

const offices = (ds: string, names: readonly string[], more: Row = {}): Row[] =>
  names.map((name) => row(ds, name, more));

test('the first sync, and a history that fills in behind it, make nobody new', async () => {
  const { db, root } = book();
  for (const ds of [D1, D2, D3]) writeDelivery(root, { ds, rows: offices(ds, ['a', 'b']) });
  await syncFolder(db, root);
  expect(since(db)).toMatchObject({ from: null, to: { ds: D3 }, syncs: 1, filledDays: 2 });
  for (const ds of ['2026-11-08', '2026-11-09'])
    writeDelivery(root, { ds, rows: offices(ds, ['a', 'z']) });
  await syncFolder(db, root);
  const filled = since(db);
  expect(filled).toMatchObject({ from: { ds: D3 }, to: { ds: D3 }, syncs: 1, filledDays: 2 });
  // An office that only the older days know is gone since, and that is no news either.
  expect([filled.newOffices, filled.goneOffices, filled.returnedOffices]).toEqual([[], [], []]);
  expect(filled.restatedTotal).toBe(0);
});

test('offices that come, go with one delivery of grace, return, and move to another account', async () => {
  const { db, deliver } = book();
  const six = ['b', 'c', 'd', 'e', 'f', 'g'];
  await deliver(D1, offices(D1, ['a', ...six]));
  await deliver(D2, offices(D2, ['new', ...six]));
  let last = since(db);
  expect(last).toMatchObject({ from: { ds: D1 }, to: { ds: D2 } });
  expect(last.newOffices).toEqual([
    {
      company_id: 'c1',
      company_name: 'Acme',
      location_id: 'new',
      location_name: 'Office new',
      ds: D2,
    },
  ]);
  expect(last.goneOffices).toMatchObject([
    { location_id: 'a', last_seen: D1, missing_since: D2, deliveries: 1, in_grace: true },
  ]);
  await deliver(D3, offices(D3, ['new', ...six]));
  last = since(db);
  expect(last.newOffices).toEqual([]);
  expect(last.goneOffices).toMatchObject([
    { location_id: 'a', missing_since: D2, deliveries: 2, in_grace: false },
  ]);
  await deliver(D4, offices(D4, ['a', 'new', ...six]));
  last = since(db);
  expect(last.goneOffices).toEqual([]);
  expect(last.returnedOffices).toMatchObject([{ location_id: 'a', ds: D4, missing_since: D2 }]);
  const bought = { company_id: 'c2', company_name: 'Brick' };
  await deliver(D5, [...offices(D5, ['a', ...six]), row(D5, 'new', bought)]);
  last = since(db);
  expect(last.movedOffices).toEqual([
    {
      ...bought,
      location_id: 'new',
      location_name: 'Office new',
      ds: D5,
      from_company_id: 'c1',
      from_company_name: 'Acme',
    },
  ]);
  expect([last.newOffices, last.goneOffices]).toEqual([[], []]);

  // Since a date that is further back: one answer for the whole span.
  const whole = since(db, D1);
  expect(whole).toMatchObject({ from: { ds: D1 }, to: { ds: D5 }, syncs: 4 });
  expect(ids(whole.movedOffices)).toEqual(['c2/new']);
  expect(ids(whole.returnedOffices)).toEqual(['c1/a']);
  expect([whole.newOffices, whole.goneOffices]).toEqual([[], []]);
  expect(since(db, D1, 'c2').returnedOffices).toEqual([]);
  expect(since(db, '2026-11-01')).toMatchObject({ from: null, newOffices: [] });
});

test('an office that one delivery lacked is told as such, and not as one that returned', async () => {
  const { db, deliver } = book();
  await deliver(D1, offices(D1, ['a', 'b']));
  await deliver(D2, offices(D2, ['a']));
  expect(since(db).goneOffices).toMatchObject([{ location_id: 'b', in_grace: true }]);
  await deliver(D3, offices(D3, ['a', 'b']));
  expect(since(db)).toMatchObject({ newOffices: [], goneOffices: [], returnedOffices: [] });
});

test('days whose history was let go make nobody new or back', async () => {
  const { db, deliver } = book();
  const summer = ['2026-07-01', '2026-08-01', '2026-08-02'] as const;
  for (const ds of summer) await deliver(ds, offices(ds, ['a', 'b', 'old']));
  for (const ds of [D1, D2]) await deliver(ds, offices(ds, ['a', 'b']));
  retain(db, dayOf(D1));
  await deliver(D3, offices(D3, ['a', 'b', 'c']));
  for (const ds of summer)
    expect(since(db, ds)).toMatchObject({
      from: { ds },
      newOffices: [{ location_id: 'c', ds: D3 }],
      goneOffices: [{ location_id: 'old', last_seen: '2026-08-02' }],
      returnedOffices: [],
    });
});

test('a restated day tells which values were what, and its roll-back tells the way back', async () => {
  const { db, root, deliver } = book();
  const first = (ds: string): Row[] => [
    row(ds, 'a', { csat: 4.1, invites: 2, employees: 10 }),
    row(ds, 'b', { csat: 3.9, invites: null, employees: 20 }),
  ];
  for (const ds of [D1, D2, D3]) await deliver(ds, first(ds), 'r1');
  const before = contentHash(db);
  await deliver(
    D2,
    [
      row(D2, 'a', { csat: 4.25, invites: 2, employees: 10 }),
      row(D2, 'b', { csat: 3.9, invites: 7, employees: 99, visitors: 6 }),
    ],
    'r2',
  );
  const named = { company_id: 'c1', company_name: 'Acme' };
  const a = { ...named, location_id: 'a', location_name: 'Office a' };
  const b = { ...named, location_id: 'b', location_name: 'Office b' };
  const run = { ds: D2, run_id: 'r2', replaced_run_id: 'r1' };
  const values = [
    // The headcount of a day behind the newest is not known any more, so it is not told.
    { ...run, ...b, column: 'invites', old: null, new: 7 },
    { ...run, ...a, column: 'csat', old: 4.1, new: 4.25 },
    { ...run, ...b, column: 'visitors', old: 5, new: 6 },
  ];
  const told = since(db);
  expect(told).toMatchObject({ from: { ds: D3 }, to: { ds: D3 }, restatedTotal: 3 });
  expect(told.restated).toHaveLength(3);
  expect(told.restated).toEqual(expect.arrayContaining(values));
  expect(told.restatedDays).toEqual([
    {
      ...run,
      kind: 'restated',
      at: '2026-11-21T04:00:00Z',
      values: 3,
      offices: 2,
      columns: [
        { column: 'csat', values: 1 },
        { column: 'invites', values: 1 },
        { column: 'visitors', values: 1 },
      ],
    },
  ]);
  const ofOffice = readOfficeChanges(db, { companyId: 'c1', locationId: 'b' });
  expect(ofOffice.restatedTotal).toBe(2);
  expect(ofOffice.restated.map((v) => v.column).toSorted()).toEqual(['invites', 'visitors']);
  expect(since(db, 'last_sync', 'nobody')).toMatchObject({ restatedTotal: 0, restated: [] });
  expect(readDataFlags(db).flags.filter((f) => f.code === 'restated')).toEqual([
    {
      company_id: 'c1',
      location_id: 'a',
      code: 'restated',
      text: '1 value was restated, last on 2026-11-21.',
    },
    {
      company_id: 'c1',
      location_id: 'b',
      code: 'restated',
      text: '2 values were restated, last on 2026-11-21.',
    },
  ]);
  const restated = contentHash(db);

  await rollBack(await deciding(db, root, D2), 'by mistake');
  expect(contentHash(db)).toBe(before);
  const back = since(db);
  expect(back.restatedDays).toMatchObject([
    { ds: D2, kind: 'taken_back', run_id: 'r1', replaced_run_id: 'r2', values: 3 },
  ]);
  expect(back.restated).toEqual(
    expect.arrayContaining(
      values.map((v) => ({ ...v, run_id: 'r1', replaced_run_id: 'r2', old: v.new, new: v.old })),
    ),
  );
  await undo(await deciding(db, root, D2));
  expect(contentHash(db)).toBe(restated);
  expect(since(db).restatedDays).toMatchObject([{ ds: D2, kind: 'brought_back', values: 3 }]);
  expect(since(db).restated).toEqual(expect.arrayContaining(values));
  expect(all(db, 'SELECT day FROM taken_out')).toEqual([]);
  // The log is this machine's; facts and scores say nothing of it.
  expect(since(db, D1).restatedDays.map((d) => d.kind)).toEqual([
    'brought_back',
    'taken_back',
    'restated',
  ]);
  // A time instead of a date: all syncs ended at four, and what was decided at five.
  const since430 = since(db, '2026-11-21T04:30:00Z');
  expect(since430).toMatchObject({ from: { ds: D3, at: '2026-11-21T04:00:00Z' }, syncs: 2 });
  expect(since430.restatedDays.map((d) => d.kind)).toEqual(['brought_back', 'taken_back']);
  expect(since(db, '2026-11-21T06:00:00+00:00')).toMatchObject({
    from: { ds: D3, at: '2026-11-21T05:00:00Z' },
    syncs: 0,
    restated: [],
  });
});

test('the newest day restated tells attributes as well; a row that came or went is one change', async () => {
  const { db, root, deliver } = book();
  const seven = ['b', 'c', 'd', 'e', 'f', 'g', 'h'];
  await deliver(D1, offices(D1, ['a', ...seven], { plan: 'basic', renewal_on: null }), 'r1');
  const again = offices(D1, [...seven, 'i'], { plan: 'pro', renewal_on: '2027-01-01' });
  await deliver(
    D1,
    again.map((r) => (r['location_id'] === 'c' ? { ...r, city: 'Bonn', location_name: 'C' } : r)),
    'r2',
  );
  const { restated, restatedTotal, restatedDays } = since(db);
  expect(restatedTotal).toBe(6);
  expect(restated.map((v) => [v.location_id, v.column, v.old, v.new])).toEqual(
    expect.arrayContaining([
      [null, 'plan', 'basic', 'pro'],
      [null, 'renewal_on', null, '2027-01-01'],
      ['c', 'city', null, 'Bonn'],
      ['c', 'location_name', 'Office c', 'C'],
      ['a', 'row', 1, null],
      ['i', 'row', null, 1],
    ]),
  );
  expect(restatedDays).toMatchObject([{ values: 6, offices: 3 }]);

  await rollBack(await deciding(db, root, D1), 'by mistake');
  const back = since(db);
  expect(back.restatedDays).toMatchObject([{ kind: 'taken_back', run_id: 'r1', values: 6 }]);
  expect(back.restated.map((v) => [v.location_id, v.column, v.old, v.new])).toEqual(
    expect.arrayContaining([
      [null, 'plan', 'pro', 'basic'],
      ['c', 'city', 'Bonn', null],
      ['c', 'location_name', 'C', 'Office c'],
      ['a', 'row', null, 1],
      ['i', 'row', 1, null],
    ]),
  );
});

test('a day taken back to nothing, and brought back as it was', async () => {
  const { db, root, deliver } = book();
  for (const ds of [D1, D2]) await deliver(ds, offices(ds, ['a', 'b']));
  await deliver(D3, offices(D3, ['a', 'b', 'c'], { company_name: 'Acme Ltd' }));
  await rollBack(await deciding(db, root, D3), 'wrong names');
  const gone = since(db);
  expect(gone).toMatchObject({ from: { ds: D3 }, to: { ds: D2 }, restatedTotal: 0 });
  expect(gone.restatedDays).toMatchObject([
    {
      ds: D3,
      kind: 'taken_back',
      run_id: null,
      values: 3,
      columns: [{ column: 'row', values: 3 }],
    },
  ]);
  await undo(await deciding(db, root, D3));
  const back = since(db);
  expect(back.restatedDays).toMatchObject([{ ds: D3, kind: 'brought_back' }]);
  expect(back).toMatchObject({ to: { ds: D3 } });
  expect(ids(since(db, D2).newOffices)).toEqual(['c1/c']);
});

test('a day that its own sync takes back was never seen; one that stood is told', async () => {
  const many = Array.from({ length: 40 }, (_, i) => `l${i}`);
  const write = (root: string): void => {
    writeDelivery(root, { ds: D1, rows: offices(D1, many) });
    writeDelivery(root, { ds: D2, rows: offices(D2, many.slice(10)) });
  };
  const once = book();
  write(once.root);
  await syncFolder(once.db, once.root);
  expect(since(once.db)).toMatchObject({ from: null, to: { ds: D1 }, syncs: 1, restatedDays: [] });

  const twice = book();
  write(twice.root);
  await syncFolder(twice.db, twice.root, { from: D2, to: D2 });
  expect(since(twice.db)).toMatchObject({ from: null, to: { ds: D2 } });
  await syncFolder(twice.db, twice.root);
  expect(since(twice.db)).toMatchObject({ from: { ds: D2 }, to: { ds: D1 }, syncs: 1 });
  expect(since(twice.db).restatedDays).toMatchObject([
    { ds: D2, kind: 'taken_back', run_id: null, values: 30 },
  ]);
  expect(contentHash(twice.db)).toBe(contentHash(once.db));
});

test('the same delivery again, or one with the same values, is no change', async () => {
  const { db, deliver, root } = book();
  await deliver(D1, offices(D1, ['a']), 'r1');
  await syncFolder(db, root);
  expect(since(db)).toMatchObject({ from: null, syncs: 1 });
  await deliver(D1, offices(D1, ['a']), 'r2');
  expect(since(db)).toMatchObject({ from: { ds: D1 }, restatedDays: [], restatedTotal: 0 });
});

test('of a day that differs everywhere a part is kept, and every number is exact', async () => {
  const { db, deliver } = book();
  const names = Array.from({ length: 1500 }, (_, i) => `l${i}`);
  await deliver(D1, offices(D1, names, { invites: 1, devices: 2 }), 'r1');
  await deliver(D1, offices(D1, names, { invites: 3, devices: 4, visitors: 6 }), 'r2');
  const told = readChanges(db, { since: 'last_sync', limit: 5000 });
  expect(told.restatedTotal).toBe(4500);
  expect(told.restatedDays[0]).toMatchObject({ values: 4500, offices: 1500 });
  expect(told.restated.length).toBeLessThan(2100);
  expect(new Set(told.restated.map((v) => v.column))).toEqual(
    new Set(['invites', 'devices', 'visitors']),
  );
  expect(readDataFlags(db).flags.filter((f) => f.code === 'restated')).toHaveLength(1500);
});

test('what is no news any more is forgotten', async () => {
  const { db, deliver } = book();
  const spring = '2026-04-01';
  await deliver(spring, offices(spring, ['a']), 'r1');
  await deliver(spring, offices(spring, ['a'], { visitors: 9 }), 'r2');
  expect(one(db, 'SELECT count(*) AS n FROM restated_value')).toEqual({ n: 1 });
  await deliver(D1, offices(D1, ['a']));
  await deliver(D2, offices(D2, ['a']));
  for (const table of ['restated_value', 'restated_office', 'day_change'])
    expect(one(db, `SELECT count(*) AS n FROM ${table}`)).toEqual({ n: 0 });
  expect(one(db, 'SELECT count(*) AS n FROM change_set')).toEqual({ n: 2 });
});

test('flags name what is known against the newest day', async () => {
  const { db, deliver } = book();
  const clock = { usage_as_of: '2026-11-14T02:00:00Z', crm_as_of: '2026-11-10T02:00:00Z' };
  await deliver(D3, offices(D3, ['a', 'b', 'c'], clock));
  await deliver(D4, offices(D4, ['a', 'b'], { ...clock, employees: 3, active_hosts: 2 }));
  expect(readDataFlags(db).flags).toEqual([
    {
      company_id: 'c1',
      location_id: 'c',
      code: 'missing',
      text: `No row on ${D4}, last one on ${D3}; one delivery may be a slip, so the office stays.`,
    },
    expect.objectContaining({ company_id: 'c1', location_id: null, code: 'stale_source' }),
  ]);
  expect(readDataFlags(tempFacts())).toMatchObject({ ds: null, flags: [], book: [] });
});
