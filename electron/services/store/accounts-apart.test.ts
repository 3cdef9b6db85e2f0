import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toColumns, valueAt, type Columns } from '../../../shared/contracts/columns.ts';
import { run, type WritableDB } from '../sqlite/db.ts';
import { withoutLeftOut, withValues } from './accounts-apart.ts';
import { readAccounts } from './accounts.ts';
import { openFacts } from './facts-db.ts';

let folder = '';
let db: WritableDB;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-apart-'));
  db = openFacts(folder);
  run(
    db,
    `INSERT INTO company (company_id, day, company_name, currency, paid_locations, version) VALUES ('c1', 1, 'Acme', 'EUR', 5, 1)`,
  );
  const offices = [
    // id, employees, arr, state, adoption, logit, band, missing
    ['a', 10, 3000, 'scored', 80, -3, 'low', null],
    ['b', 20, 1000, 'scored', 20, 1, 'high', null],
    ['c', null, 500, 'scored', 50, -1, 'elevated', null],
    ['d', 40, 700, 'silent', null, null, null, null],
    ['e', 50, 900, 'closed', null, null, null, null],
    ['f', 60, 900, 'scored', 90, -4, 'low', 7],
  ] as const;
  offices.forEach(([id, employees, arr, state, adoption, logit, band, missing], ord) => {
    run(
      db,
      `INSERT INTO location (ord, company_id, location_id, day, location_name, location_arr, location_status, employees,
         last_active_at, features, first_day, last_day, missing_since, source_run, source_file, source_record, version)
       VALUES (?, 'c1', ?, 1, ?, ?, 'active', ?, ?, '{}', 1, 1, ?, 'r', 'f', 1, 1)`,
      ord,
      id,
      `Office ${id}`,
      arr,
      employees,
      `2026-09-0${ord + 1}T10:00:00Z`,
      missing,
    );
    run(
      db,
      `INSERT INTO score (ord, day, state, state_text, adoption, adoption_low, adoption_high, confidence, logit, odds, band,
         flags, flag_count, settings, version) VALUES (?, 1, ?, '', ?, ?, ?, 0.9, ?, ?, ?, '[]', 0, 's', 1)`,
      ord,
      state,
      adoption,
      adoption === null ? null : adoption - 5,
      adoption === null ? null : adoption + 5,
      logit,
      logit === null ? null : Math.exp(logit),
      band,
    );
  });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('with nobody left out, the sums are those of the lists', () => {
  const { summed, apart } = withoutLeftOut(db, 'c1', new Map(), 5);
  const [listed] = readAccounts(db, { company: 'c1', sort: 'risk' });
  const { roll_up: _rolled, ...sums } = summed;
  expect(listed).toMatchObject(sums);
  expect(apart).toEqual({ excluded: 0, closed: 0, arr: 0, offices: [] });
});

test('an office that is left out counts nowhere and is told apart', () => {
  const out = new Map([
    ['b', 'excluded'],
    ['d', 'closed'],
    ['e', 'excluded'],
    ['f', 'excluded'],
  ] as const);
  const { summed, apart } = withoutLeftOut(db, 'c1', out, 5);
  expect(summed).toMatchObject({ offices: 2, scored: 2, high: 0, elevated: 1, employees: 10 });
  expect(summed.adoption).toBeCloseTo((80 * 3000 + 50 * 500) / 3500, 9);
  expect(summed.worst?.location_id).toBe('c');
  expect(summed.last_active_at).toBe('2026-09-03T10:00:00Z');
  expect(summed.roll_up).toMatchObject({ standing: 'elevated', unused_licences: 3, change: null });
  // Closed and missing ones counted nowhere before.
  expect(apart).toMatchObject({ excluded: 1, closed: 1, arr: 1700 });
  expect(apart.offices.map(({ location_id }) => location_id)).toEqual(['b', 'd']);
});

test('only the named rows of a table get other values, and the table given stays as it is', () => {
  const rows = [
    { key: 'x', name: 'X', n: 1 },
    { key: 'y', name: 'X', n: 2 },
  ];
  const columns = toColumns(rows, { key: 'text', name: 'text', n: 'number' });
  const table: Columns = { version: 1, since: null, rows: 2, removed: [], columns };
  const other = withValues(table, new Map([['y', { name: 'Y', n: null }]]));
  const read = ({ columns: of }: Columns) =>
    [0, 1].map((row) => ['key', 'name', 'n'].map((name) => valueAt(of[name], row)));
  expect(read(other)).toEqual([
    ['x', 'X', 1],
    ['y', 'Y', null],
  ]);
  expect(read(table)).toEqual([
    ['x', 'X', 1],
    ['y', 'X', 2],
  ]);
});
