import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB } from '../sqlite/db.ts';
import { openFacts, openFactsReadOnly } from './facts-db.ts';
import { replaceDay } from './history.ts';

const FIRST = dayOf('2026-11-18');
let folder = '';
let db: ReadableDB;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-rows-'));
  const writable = openFacts(folder);
  for (const [ord, id] of ['a', 'b'].entries())
    run(
      writable,
      `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features, first_day,
         last_day, source_run, source_file, source_record, version) VALUES (?, 'c', ?, 1, '', '', '{}', 1, 1, '', '', 1, 1)`,
      ord,
      id,
    );
  for (let d = 0; d < 3; d++) {
    run(
      writable,
      `INSERT INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
       VALUES (?, 'r', 'f', 2, 0, 1, 's', 't', 1)`,
      FIRST + d,
    );
    // Office b has a row on the first day alone, and never an answer.
    replaceDay(
      writable,
      FIRST + d,
      new Map([
        ['present', Float64Array.of(1, d === 0 ? 1 : Number.NaN)],
        ['visitors', Float64Array.of(d, 0)],
        ['csat', Float64Array.of(4.25, Number.NaN)],
      ]),
    );
  }
  writable.close();
  db = openFactsReadOnly(folder);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the history is read as rows: of all days and measures, or of some', () => {
  const row = (location_id: string, ds: string, measure: string, value: number | null) => ({
    company_id: 'c',
    location_id,
    ds,
    measure,
    value,
  });
  expect(all(db, 'SELECT * FROM history_rows')).toEqual([
    row('a', '2026-11-18', 'visitors', 0),
    row('a', '2026-11-18', 'csat', 4.25),
    row('a', '2026-11-19', 'visitors', 1),
    row('a', '2026-11-19', 'csat', 4.25),
    row('a', '2026-11-20', 'visitors', 2),
    row('a', '2026-11-20', 'csat', 4.25),
    row('b', '2026-11-18', 'visitors', 0),
    row('b', '2026-11-18', 'csat', null),
  ]);
  const some = "history_rows('2026-11-19', '2026-11-19', 'visitors')";
  expect(all(db, `SELECT * FROM ${some}`)).toEqual([row('a', '2026-11-19', 'visitors', 1)]);
  const summed = `SELECT l.location_id AS id, sum(h.value) AS n FROM location l
    JOIN history_rows('', '', 'visitors') h ON h.location_id = l.location_id GROUP BY id`;
  expect(all(db, summed)).toEqual([
    { id: 'a', n: 3 },
    { id: 'b', n: 0 },
  ]);
});

test('what is not a day is told, and an unknown measure has no values', () => {
  expect(() => all(db, "SELECT * FROM history_rows('yesterday')")).toThrow('not a day');
  const nothing = "SELECT count(value) AS n FROM history_rows('', '', 'nothing')";
  expect(all(db, nothing)).toEqual([{ n: 0 }]);
});
