import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { all, run } from '../sqlite/db.ts';
import { holdFolder } from '../sqlite/instance-lock.ts';
import { migrate, type Migration } from '../sqlite/migrate.ts';
import { openWritable } from '../sqlite/open.ts';
import { COMPANY_ATTRIBUTES } from './companies.ts';
import { factsAreCurrent, FACTS_MIGRATIONS, openFacts, openFactsReadOnly } from './facts-db.ts';
import { LOCATION_ATTRIBUTES, LOCATION_MEASURES } from './locations.ts';

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'atrium-facts-'));

test('the tables have a column for each column of the extract', () => {
  const db = openFacts(folder());
  const columns = (table: string): string[] =>
    all<{ name: string }>(db, `SELECT name FROM pragma_table_info('${table}')`).map((c) => c.name);
  expect(columns('company')).toEqual(expect.arrayContaining(COMPANY_ATTRIBUTES));
  expect(columns('location')).toEqual(
    expect.arrayContaining([...LOCATION_ATTRIBUTES, ...LOCATION_MEASURES]),
  );
  const loose = all(
    db,
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
  );
  expect(loose).toEqual([]);
});

test('migrations rise and keep rows: each from the one before', () => {
  const versions = FACTS_MIGRATIONS.map((m) => m.version);
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
  const steps: Migration[] = [
    { version: 10, sql: 'CREATE TABLE t (a INTEGER NOT NULL) STRICT' },
    { version: 20, sql: 'ALTER TABLE t ADD COLUMN b TEXT' },
  ];
  const file = path.join(folder(), 't.db');
  const before = openWritable(file, steps.slice(0, 1));
  run(before, 'INSERT INTO t VALUES (7)');
  before.close();
  const after = openWritable(file, steps);
  expect(all(after, 'SELECT * FROM t')).toEqual([{ a: 7, b: null }]);
});

test('a migration that fails leaves the file as it was', () => {
  const file = path.join(folder(), 't.db');
  const good: Migration = { version: 10, sql: 'CREATE TABLE t (a INTEGER) STRICT' };
  const db = openWritable(file, [good]);
  const bad: Migration = { version: 20, sql: 'CREATE TABLE u (a INTEGER) STRICT; nonsense' };
  expect(() => migrate(db, [good, bad])).toThrow(/syntax error/);
  expect(all(db, "SELECT name FROM sqlite_master WHERE type = 'table'")).toEqual([{ name: 't' }]);
  expect(all(db, 'PRAGMA user_version')).toEqual([{ user_version: 10 }]);
});

test('A5 #45: a database of a newer Atrium is refused untouched', () => {
  const data = folder();
  const db = openFacts(data);
  db.pragma('user_version = 9990');
  db.close();
  for (const open of [openFacts, openFactsReadOnly])
    expect(() => open(data)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({
          code: 'newer_database',
          message: expect.stringContaining('format 9990'),
          next: expect.stringContaining('Update Atrium'),
        }),
      }),
    );
});

test('a file of an older Atrium is not read before it is migrated', () => {
  const data = folder();
  expect(factsAreCurrent(data)).toBe(false);
  openWritable(path.join(data, 'facts.db'), FACTS_MIGRATIONS.slice(0, 1)).close();
  expect(factsAreCurrent(data)).toBe(FACTS_MIGRATIONS.length === 1);
  openFacts(data).close();
  expect(factsAreCurrent(data)).toBe(true);
});

test('A5 #44: a file that is no database is named', () => {
  const data = folder();
  writeFileSync(
    path.join(data, 'facts.db'),
    'not a database, by far longer than one header. '.repeat(40),
  );
  expect(() => openFacts(data)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'damaged_database' }) }),
  );
});

test('a data folder that is a file, or cannot be written, is named', () => {
  const data = folder();
  const file = path.join(data, 'plain-file');
  writeFileSync(file, '');
  const refused = expect.objectContaining({
    problem: expect.objectContaining({ code: 'unwritable_folder' }),
  });
  expect(() => openFacts(path.join(file, 'below'))).toThrow(refused);
  expect(() => holdFolder(file)).toThrow(refused);
});

test('a write on a read-only handle fails', () => {
  const data = folder();
  openFacts(data).close();
  const db = openFactsReadOnly(data);
  expect(() => all(db, "INSERT INTO meta VALUES ('a', 'b') RETURNING key")).toThrow(/readonly/);
});

test('A5 #43: one importer per folder; the lock goes with its holder', () => {
  const data = folder();
  const release = holdFolder(data);
  expect(() => holdFolder(data)).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'second_instance' }) }),
  );
  release();
  holdFolder(data)();
});
