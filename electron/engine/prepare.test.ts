import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openPeople } from '../services/people/people-db.ts';
import { readSettings, writeSettings } from '../services/people/settings.ts';
import { backUp, backupsOf } from '../services/sqlite/backup.ts';
import { run } from '../services/sqlite/db.ts';
import { openWritable } from '../services/sqlite/open.ts';
import { markEnded } from '../services/sqlite/running-mark.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { readMeta, writeMeta } from '../services/store/meta.ts';
import { readRecoveries } from '../services/store/recovery.ts';
import { prepareData } from './prepare.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const HOUR = 3_600_000;
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'atrium-prepare-'));

/** A folder whose facts fill several pages, left as after an orderly end. */
function used(data = folder()): string {
  prepareData(data, NOW);
  const facts = openFacts(data);
  writeMeta(facts, 'source', 's3://bucket/facts');
  for (let i = 0; i < 200; i++) writeMeta(facts, `note-${i}`, 'x'.repeat(200));
  facts.close();
  markEnded(data);
  return data;
}

/** Overwrites a page in the middle of a database. */
function damage(file: string, page = 8): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(handle);
}

const note = (data: string, key: string): string | null => {
  const db = openFacts(data);
  try {
    return readMeta(db, key);
  } finally {
    db.close();
  }
};
const told = (data: string): readonly string[] => {
  const db = openFacts(data);
  try {
    return readRecoveries(db).map((notice) => notice.text);
  } finally {
    db.close();
  }
};

test('A5 #44: after a crash the databases are looked through; a damaged one gives way to its newest sound backup', () => {
  const data = used();
  const facts = openFacts(data);
  backUp(facts, '2026-11-21T06:00:00Z');
  writeMeta(facts, 'note-0', 'newer');
  backUp(facts, '2026-11-22T06:00:00Z');
  facts.close();
  damage(path.join(data, 'facts.db'));
  damage(backupsOf(path.join(data, 'backups'), 'facts')[0]?.file ?? '');
  // The last run did not end by itself.
  writeFileSync(path.join(data, 'running'), '');

  prepareData(data, NOW + HOUR);
  expect(note(data, 'note-0')).toBe('x'.repeat(200));
  expect(told(data)).toEqual([
    expect.stringMatching(
      /^The database of synced data was damaged \(.+\) and was set aside as .+damaged.facts-2026-11-23T070000Z\.db\. The backup of 2026-11-21 is in its place\./,
    ),
  ]);
  expect(existsSync(path.join(data, 'damaged', 'facts-2026-11-23T070000Z.db'))).toBe(true);

  // A week later it is no news any more.
  markEnded(data);
  prepareData(data, NOW + 8 * 24 * HOUR);
  expect(told(data)).toEqual([]);
});

test('A5 #44: without a backup the facts start empty and still know where they come from', () => {
  const data = used();
  damage(path.join(data, 'facts.db'), 12);
  writeFileSync(path.join(data, 'running'), '');
  prepareData(data, NOW);
  expect(note(data, 'note-0')).toBeNull();
  expect(note(data, 'source')).toBe('s3://bucket/facts');
  expect(told(data)[0]).toMatch(/no sound backup.+comes back from the deliveries/);
});

test('A5 #44: a file that cannot even be opened is set aside at any start', () => {
  const data = used();
  writeFileSync(path.join(data, 'facts.db'), 'no database at all, for pages and pages'.repeat(500));
  prepareData(data, NOW);
  expect(told(data)).toHaveLength(1);
});

test('what people wrote is copied once a day when it changed, and comes back from there', () => {
  const data = used();
  const backups = (): number => backupsOf(path.join(data, 'backups'), 'people').length;
  expect(backups()).toBe(1);
  const people = openPeople(data);
  writeSettings(people, { theme: 'dark' }, '2026-11-23T06:00:00Z');
  people.close();
  prepareData(data, NOW + HOUR);
  expect(backups()).toBe(1);
  const file = path.join(data, 'people.db');
  utimesSync(file, new Date(NOW + 2 * HOUR), new Date(NOW + 2 * HOUR));
  prepareData(data, NOW + 25 * HOUR);
  expect(backups()).toBe(2);

  damage(file, 1);
  prepareData(data, NOW + 26 * HOUR);
  const restored = openPeople(data);
  expect(readSettings(restored).theme).toBe('dark');
  restored.close();
  expect(told(data)).toEqual([expect.stringContaining('The backup of 2026-11-24 is in its place')]);
});

test('a start after an orderly end does not read every page; after a week it does', () => {
  const data = used();
  damage(path.join(data, 'facts.db'));
  prepareData(data, NOW + HOUR);
  expect(told(data)).toEqual([]);
  markEnded(data);
  prepareData(data, NOW + 8 * 24 * HOUR);
  expect(told(data)).toHaveLength(1);
});

test('a recovery that was killed half-way goes on at the next start', () => {
  const data = used();
  const facts = openFacts(data);
  const { file } = backUp(facts, '2026-11-22T06:00:00Z');
  facts.close();
  // Killed after the damaged file was moved away and before its backup took the place.
  copyFileSync(file, path.join(data, 'facts.db.restored'));
  rmSync(path.join(data, 'facts.db'));
  prepareData(data, NOW);
  expect(note(data, 'note-0')).toBe('x'.repeat(200));
  expect(existsSync(path.join(data, 'facts.db.restored'))).toBe(false);
});

test('rows of an older Atrium are copied before they are migrated, two copies are kept', () => {
  const data = folder();
  const file = path.join(data, 'facts.db');
  const steps = [10, 20, 30, 40].map((version) => ({
    version,
    sql: `CREATE TABLE t${version} (a INTEGER) STRICT`,
  }));
  openWritable(file, steps.slice(0, 1)).close();
  for (const upTo of [2, 3, 4]) openWritable(file, steps.slice(0, upTo)).close();
  const names = backupsOf(path.join(data, 'backups'), 'facts').map((b) => path.basename(b.file));
  expect(names).toHaveLength(2);
  expect(names.map((name) => name.slice(0, 9)).toSorted()).toEqual(['facts-v20', 'facts-v30']);
});

test('no copy, no migration: nothing is changed where the copy cannot be written', () => {
  const data = folder();
  const file = path.join(data, 'facts.db');
  const before = { version: 10, sql: 'CREATE TABLE t (a INTEGER) STRICT' };
  const db = openWritable(file, [before]);
  run(db, 'INSERT INTO t VALUES (1)');
  db.close();
  // A file where the folder of backups should be.
  writeFileSync(path.join(data, 'backups'), '');
  expect(() => openWritable(file, [before, { version: 20, sql: 'DROP TABLE t' }])).toThrow();
  rmSync(path.join(data, 'backups'));
  const after = openWritable(file, [before]);
  expect(after.pragma('user_version', { simple: true })).toBe(10);
  after.close();
});
