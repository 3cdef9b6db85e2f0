import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { all, type WritableDB } from '../sqlite/db.ts';
import { clearFacts } from './clear.ts';
import { upsertCompany } from './companies.ts';
import { openFacts } from './facts-db.ts';
import { upsertLocation } from './locations.ts';
import { refreshSearch } from './search-index.ts';
import { findByText } from './search.ts';

const ACCOUNTS = [
  ['c1', 'Berlin Glas GmbH', 'mei@us.example', 'Mei Tanaka', 50_000],
  ['c2', 'Österreich Post', 'mei@us.example', 'Mei Tanaka', 900_000],
  ['c3', 'São Paulo Têxteis', 'bjorn@us.example', 'Bjørn Łuczak', 20_000],
] as const;
const OFFICES = [
  ['c1', 'hq-1', 'Zentrale', 'Oberlin', 'DE', 10],
  ['c1', 'w-2', 'Werk Straße 12', 'Köln', 'DE', 500],
  ['c2', 'w-1', 'Wien Mitte', 'Wien', 'AT', 30],
  ['c3', 'jp-1', '東京支社', '東京都', 'JP', 40],
  ['c3', 'sp-1', 'Berlin', 'São Paulo', 'BR', 5],
] as const;

function book(): WritableDB {
  const db = openFacts(mkdtempSync(path.join(tmpdir(), 'atrium-search-')));
  for (const [companyId, company_name, csm_email, csm_name, company_arr] of ACCOUNTS)
    upsertCompany(db, {
      companyId,
      day: 1,
      values: { company_name, csm_email, csm_name, company_arr },
      version: 1,
    });
  OFFICES.forEach(([companyId, locationId, location_name, city, country_code, arr], ord) =>
    upsertLocation(db, {
      ord,
      companyId,
      locationId,
      day: 1,
      values: {
        location_name,
        city,
        country_code,
        location_arr: arr,
        location_status: 'active',
      },
      features: '{}',
      extra: null,
      source: { runId: 'r', file: 'f', record: 1 },
      version: 1,
    }),
  );
  refreshSearch(db);
  return db;
}

const names = (db: WritableDB, text: string, limit = 20): string[] =>
  findByText(db, { text, limit }).map((hit) => hit.name);

test('names that start so, then words that start so, then what stands inside of words', () => {
  const db = book();
  expect(names(db, 'berlin')).toEqual(['Berlin Glas GmbH', 'Berlin', 'Werk Straße 12', 'Zentrale']);
  expect(names(db, 'erlin')).toEqual(['Berlin Glas GmbH', 'Werk Straße 12', 'Zentrale', 'Berlin']);
  expect(names(db, 'berlin', 1)).toEqual(['Berlin Glas GmbH']);
});

test('accents, case and special letters do not matter, and every word must be found', () => {
  const db = book();
  expect(names(db, 'OSTERREICH')).toEqual(['Österreich Post', 'Wien Mitte']);
  expect(names(db, 'werk strasse')).toEqual(['Werk Straße 12']);
  expect(names(db, 'bjorn luc')).toEqual(['Bjørn Łuczak', 'São Paulo Têxteis']);
  expect(names(db, 'wien berlin')).toEqual([]);
  // A short word must begin one; a longer one may stand inside.
  expect(names(db, 'w ien')).toEqual(['Wien Mitte']);
});

test('scripts without spaces are found by two letters from the middle', () => {
  const db = book();
  expect(names(db, '支社')).toEqual(['東京支社']);
  expect(names(db, '東京')).toEqual(['東京支社']);
});

test('an office is found by its id, its account and its place; a person has the number of accounts', () => {
  const db = book();
  expect(findByText(db, { text: 'jp-1', limit: 5 })).toEqual([
    {
      kind: 'office',
      name: '東京支社',
      context: 'São Paulo Têxteis, 東京都, JP',
      company_id: 'c3',
      location_id: 'jp-1',
      email: null,
      marks: [],
    },
  ]);
  expect(findByText(db, { text: 'mei', kinds: ['person'], limit: 5 })).toEqual([
    {
      kind: 'person',
      name: 'Mei Tanaka',
      context: '2 accounts',
      company_id: null,
      location_id: null,
      email: 'mei@us.example',
      marks: [[0, 3]],
    },
  ]);
});

test('what people type is never read as a query language', () => {
  const db = book();
  for (const text of ['"', '*', 'a OR b', 'NEAR(', '-x', 'words:x', "'; --", '^w', '()', ' '])
    expect(() => findByText(db, { text, limit: 5 })).not.toThrow();
  expect(names(db, ' " ')).toEqual([]);
});

test('a renamed account is found by its new name only; a cleared book finds nothing', () => {
  const db = book();
  const renamed = { company_name: 'Alster AG', csm_email: null, csm_name: null, company_arr: 1 };
  upsertCompany(db, { companyId: 'c1', day: 2, values: renamed, version: 2 });
  refreshSearch(db);
  expect(names(db, 'alster')).toEqual(['Alster AG', 'Werk Straße 12', 'Zentrale']);
  expect(names(db, 'glas')).toEqual([]);
  clearFacts(db);
  expect(names(db, 'alster')).toEqual([]);
});

test('nothing is written where nothing changed', () => {
  const db = book();
  const changes = (): unknown => all(db, 'SELECT total_changes() AS n');
  const before = changes();
  refreshSearch(db);
  expect(changes()).toEqual(before);
});
