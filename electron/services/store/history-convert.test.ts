import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { all, one, run, type WritableDB } from '../sqlite/db.ts';
import { openWritable } from '../sqlite/open.ts';
import { FACTS_MIGRATIONS, openFacts } from './facts-db.ts';
import { readWindow } from './history.ts';

const FIRST = 20_000;
const DAYS = 70;
const OFFICES = 130;
const NAMES = ['present', 'visitors', 'csat', 'far'];

/** What an office had on a day, by measure; NaN = unknown. */
function valueOf(name: string, day: number, ord: number): number {
  if (name === 'present') return 1;
  if ((day + ord) % 11 === 0) return Number.NaN;
  if (name === 'visitors') return (day * 7 + ord) % 250;
  if (name === 'csat') return 1 + ((day + ord) % 400) / 100;
  return 100_000 * ord - day;
}

/** The format before: little-endian integers of a width, the smallest number standing for unknown, or float64. */
function writeOld(db: WritableDB, day: number, id: number, name: string): void {
  const width = { present: 1, visitors: 2, csat: 8, far: 4 }[name] ?? 1;
  const data = Buffer.alloc(width * OFFICES);
  for (let ord = 0; ord < OFFICES; ord++) {
    const value = valueOf(name, day, ord);
    if (width === 8) data.writeDoubleLE(value, ord * 8);
    else data.writeIntLE(Number.isNaN(value) ? -(2 ** (8 * width - 1)) : value, ord * width, width);
  }
  run(db, 'INSERT INTO history VALUES (?, ?, ?, ?)', day, id, width, data);
}

test('a history of the format before is all there in the new one', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atrium-convert-'));
  const before = FACTS_MIGRATIONS.findIndex((m) => m.convert !== undefined);
  const old = openWritable(path.join(folder, 'facts.db'), FACTS_MIGRATIONS.slice(0, before));
  NAMES.forEach((name, id) => {
    run(old, 'INSERT INTO measure VALUES (?, ?)', id + 1, name);
    for (let day = FIRST; day < FIRST + DAYS; day++) writeOld(old, day, id + 1, name);
  });
  for (let ord = 0; ord < OFFICES; ord++)
    run(
      old,
      `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features, first_day,
         last_day, source_run, source_file, source_record, version) VALUES (?, 'c', ?, 1, '', '', '{}', 1, 1, '', '', 1, 1)`,
      ord,
      String(ord),
    );
  old.close();

  const db = openFacts(folder);
  const window = readWindow(db, { measures: NAMES, from: FIRST, to: FIRST + DAYS - 1 });
  for (const name of NAMES) {
    const wanted = Float32Array.from({ length: DAYS * OFFICES }, (_, i) =>
      valueOf(name, FIRST + Math.floor(i / OFFICES), i % OFFICES),
    );
    expect(window.measures.get(name), name).toEqual(wanted);
  }
  expect(all(db, "SELECT name FROM sqlite_master WHERE name = 'history'")).toEqual([]);
  expect(one(db, 'SELECT count(*) > 0 AS packed FROM history_tile')).toEqual({ packed: 1 });
  expect(one(db, 'PRAGMA freelist_count')).toEqual({ freelist_count: 0 });
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
