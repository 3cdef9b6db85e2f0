import * as fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { valueAt, type Columns } from '../../../shared/contracts/columns.ts';
import { officeFilter } from '../../../shared/contracts/filter.ts';
import { keeps, type OfficeFilter } from '../../../shared/domain/filter.ts';
import { wordsOf } from '../../../shared/domain/fold.ts';
import { all, run, type WritableDB } from '../sqlite/db.ts';
import { upsertCompany } from './companies.ts';
import { openFacts } from './facts-db.ts';
import { countOffices, findOffices } from './find-offices.ts';
import { upsertLocation } from './locations.ts';
import { bumpVersion } from './meta.ts';
import { readAccountList, readOfficeTable, refreshLists } from './office-list.ts';
import { refreshSearch } from './search-index.ts';

const NAMES = ['Berlin Mitte', 'Zürich', '東京支社', 'Wien', 'Werk Straße 12', 'Oberlin'];
const COUNTRIES = ['DE', 'CH', 'JP', null];

/** Offices of three accounts, with gaps in what is known. */
function book(offices = 24): WritableDB {
  const db = openFacts(mkdtempSync(path.join(tmpdir(), 'atrium-lists-')));
  for (let c = 0; c < 3; c++)
    upsertCompany(db, {
      companyId: `c${c}`,
      day: 20_000,
      values: {
        company_name: `Account ${c}`,
        csm_email: c === 2 ? null : `csm${c}@us.example`,
        renewal_on: c === 1 ? null : '2026-03-01',
      },
      version: 0,
    });
  for (let ord = 0; ord < offices; ord++) write(db, ord, 0);
  refreshSearch(db);
  refreshLists(db);
  return db;
}

function write(db: WritableDB, ord: number, version: number): void {
  upsertLocation(db, {
    ord,
    companyId: `c${ord % 3}`,
    locationId: `o${ord}`,
    day: 20_000,
    values: {
      location_name: `${NAMES[ord % NAMES.length]} ${ord}`,
      country_code: COUNTRIES[ord % COUNTRIES.length] ?? null,
      employees: ord % 5 === 0 ? null : ord * 10,
      location_arr: ord % 7 === 0 ? null : 1000 - ord,
      location_status: 'active',
      last_active_at: ord % 2 === 0 ? '2026-02-28T23:59:59Z' : null,
    },
    features: '{}',
    extra: null,
    source: { runId: 'r', file: 'f', record: ord },
    version,
  });
}

const keysOf = (columns: Columns): unknown[] =>
  Array.from({ length: columns.rows }, (_, i) => valueAt(columns.columns['location_id'], i));

test('the list has a row an office, days as day numbers, and what is unknown as unknown', () => {
  const db = book();
  const table = readOfficeTable(db, null);
  expect(table.rows).toBe(24);
  const at = (name: string, row: number): unknown => valueAt(table.columns[name], row);
  expect([at('key', 4), at('company_name', 4), at('employees', 4), at('employees', 5)]).toEqual([
    'c1\u001fo4',
    'Account 1',
    40,
    null,
  ]);
  expect([at('renewal_day', 0), at('renewal_day', 1)]).toEqual([
    Date.UTC(2026, 2, 1) / 864e5,
    null,
  ]);
  expect(at('last_active_day', 2)).toBe(Date.UTC(2026, 1, 28) / 864e5);
  expect([at('state', 0), at('adoption', 0)]).toEqual(['not_enough_data', null]);
  expect(readAccountList(db).rows).toBe(3);
});

test('beside the band stands what the score of the day alone would say', () => {
  const db = book();
  run(
    db,
    `INSERT INTO score (ord, day, state, state_text, band, day_band, flag_count, flags, settings, version)
     VALUES (3, 20000, 'scored', 'Scored', 'low', 'high', 0, '[]', '', 1)`,
  );
  refreshLists(db);
  const { columns } = readOfficeTable(db, null);
  expect([valueAt(columns['band'], 3), valueAt(columns['day_band'], 3)]).toEqual(['low', 'high']);
});

test('before anything is there, the lists have their columns and no row', () => {
  const db = openFacts(mkdtempSync(path.join(tmpdir(), 'atrium-lists-')));
  const table = readOfficeTable(db, null);
  expect([table.rows, table.columns['arr'], readAccountList(db).rows]).toEqual([
    0,
    { kind: 'number', data: new Float64Array() },
    0,
  ]);
});

test('since a version come the rows that changed and the keys that went; the whole where most did', () => {
  const db = book();
  const { version } = readOfficeTable(db, null);
  const none = readOfficeTable(db, version);
  expect([none.since, none.rows, none.version]).toEqual([version, 0, version]);

  write(db, 3, bumpVersion(db));
  run(db, 'UPDATE location SET missing_since = 20001, version = ? WHERE ord = 7', bumpVersion(db));
  // Until the lists are written again, readers see them as they were.
  expect(readOfficeTable(db, version).rows).toBe(0);
  refreshLists(db);
  const delta = readOfficeTable(db, version);
  expect([delta.since, keysOf(delta), delta.removed]).toEqual([version, ['o3'], ['c1\u001fo7']]);
  expect(readOfficeTable(db, null).rows).toBe(23);

  const next = bumpVersion(db);
  for (let ord = 0; ord < 24; ord++) write(db, ord, next);
  refreshLists(db);
  expect(readOfficeTable(db, delta.version)).toMatchObject({ since: null, rows: 23 });
});

const condition = fc.oneof(
  fc.record({
    column: fc.constantFrom('employees' as const, 'arr' as const, 'adoption' as const),
    is: fc.constantFrom('below', 'above', 'at_least', 'at_most'),
    value: fc.constantFrom(0, 100, 150.5, 990),
  }),
  fc.record({
    column: fc.constantFrom('employees' as const, 'renewal_day' as const),
    is: fc.constant('between' as const),
    low: fc.constantFrom(0, 50, 20_513),
    high: fc.constantFrom(60, 200, 20_513),
  }),
  fc.record({
    column: fc.constantFrom('country_code' as const, 'csm_email' as const),
    is: fc.constantFrom('any_of', 'none_of'),
    values: fc.subarray(['DE', 'JP', 'csm0@us.example', "'; DROP TABLE location; --"]),
  }),
  fc.record({
    column: fc.constantFrom('employees' as const, 'csm_email' as const, 'band' as const),
    is: fc.constantFrom('known', 'unknown'),
  }),
  fc.record({ text: fc.constantFrom('', 'erlin', 'zurich', 'we str', '東京支', 'account 1', '"') }),
);
const match = fc.constantFrom('all', 'any');
const filter = fc.record({
  match,
  of: fc.array(
    fc.oneof(condition, fc.record({ match, of: fc.array(condition, { maxLength: 3 }) })),
    { maxLength: 3 },
  ),
});

test('a filter keeps the same offices in SQL as by its own words, whatever it asks', () => {
  const db = book(60);
  const words = new Map(
    all<{ location_id: string; words: string }>(
      db,
      "SELECT location_id, words FROM search_entry WHERE kind = 'office'",
    ).map((entry) => [entry.location_id, entry.words]),
  );
  const rows = all<Record<string, string | number | null> & { location_id: string }>(
    db,
    'SELECT * FROM listed_office ORDER BY ord',
  );
  fc.assert(
    fc.property(filter, (asked) => {
      const typed: OfficeFilter = officeFilter.parse(asked);
      const expected = rows
        .filter((row) => keeps(typed, { ...row, words: words.get(row.location_id) ?? '' }))
        .map((row) => row.location_id);
      const found = findOffices(db, { filter: typed, sorts: [], offset: 0, limit: 100 });
      expect(keysOf(found)).toEqual(expected);
      expect(countOffices(db, typed)).toBe(expected.length);
    }),
    { numRuns: 300 },
  );
});

test('a page stands in order: unknown last either way, alike ones by when they came', () => {
  const db = book(8);
  const page = (order: 'rising' | 'falling', offset = 0, limit = 8): unknown[] =>
    keysOf(
      findOffices(db, {
        filter: { match: 'all', of: [] },
        sorts: [{ column: 'employees', order }],
        offset,
        limit,
      }),
    );
  expect(page('rising')).toEqual(['o1', 'o2', 'o3', 'o4', 'o6', 'o7', 'o0', 'o5']);
  expect(page('falling')).toEqual(['o7', 'o6', 'o4', 'o3', 'o2', 'o1', 'o0', 'o5']);
  expect(page('rising', 2, 3)).toEqual(['o3', 'o4', 'o6']);
});

test('a filter that names no column of the table is refused before it reaches the store', () => {
  for (const of of [
    [{ column: 'ord', is: 'known' }],
    [{ column: 'employees; DROP', is: 'below', value: 1 }],
    [{ column: 'employees', is: 'any_of', values: ['1'] }],
    [{ match: 'all', of: [{ match: 'all', of: [] }] }],
  ])
    expect(officeFilter.safeParse({ match: 'all', of }).success, JSON.stringify(of)).toBe(false);
  expect(wordsOf('"')).toEqual([]);
});
