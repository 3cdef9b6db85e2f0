import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { run, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { momentsOf, readOutcomes } from './outcomes.ts';

let folder = '';
let db: WritableDB;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-outcomes-'));
  db = openFacts(folder);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(
  ord: number,
  of: { status?: string; notice?: string; cancelled?: string; reason?: string },
): void {
  run(
    db,
    `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features,
       cancellation_notice_on, cancelled_on, cancellation_reason,
       first_day, last_day, source_run, source_file, source_record, version)
     VALUES (?, ?, ?, 20600, 'Office', ?, '{}', ?, ?, ?, 20000, 20600, 'r', 'f', 1, 1)`,
    ord,
    ord < 3 ? 'a' : 'b',
    String(ord),
    of.status ?? 'active',
    of.notice ?? null,
    of.cancelled ?? null,
    of.reason ?? null,
  );
}

test('a notice counts from its day; an end without one from as much earlier as notice is due', () => {
  for (const [id, days] of [
    ['a', 60],
    ['b', null],
  ] as const)
    run(
      db,
      "INSERT INTO company (company_id, day, company_name, notice_days, version) VALUES (?, 20600, 'C', ?, 1)",
      id,
      days,
    );
  put(0, { notice: '2026-03-01', cancelled: '2026-06-01', reason: 'value' });
  put(1, { cancelled: '2026-06-01' });
  put(2, {});
  put(3, { cancelled: '2026-06-01', reason: 'closure' });
  put(4, { status: 'test', notice: '2026-03-01' });
  const { of, shifted, reasons } = readOutcomes(db);
  expect(of.map((o) => o?.notice)).toEqual([
    dayOf('2026-03-01'),
    dayOf('2026-04-02'),
    Number.NaN,
    dayOf('2026-05-02'),
  ]);
  expect(of.map((o) => o?.company)).toEqual([0, 0, 0, 1]);
  expect(of.map((o) => o?.otherCause)).toEqual([0, 0, 0, 1]);
  const closed = readOutcomes(db, new Set([officeKeyOf('a', '0')]));
  expect(closed.of.map((o) => o?.otherCause)).toEqual([1, 0, 0, 1]);
  expect(shifted).toBe(2);
  expect(reasons).toEqual({ value: 1, unknown: 1, closure: 1 });
});

test('the days the book is read as of have a warm-up and an outcome, and stand still as time goes on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 19_000, max: 21_000 }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 200 }),
      (first, span, later) => {
        const days = Array.from({ length: span + 1 }, (_, k) => first + k);
        const moments = momentsOf(days, first + span, 90);
        for (const day of moments) {
          expect(day).toBeGreaterThanOrEqual(first + 84);
          expect(day + 90).toBeLessThanOrEqual(first + span);
        }
        moments.slice(1).forEach((day, k) => expect(day - (moments[k] ?? 0)).toBe(28));
        // None is missing at either end.
        const room = span - 90 - 84;
        expect(moments.length).toBeGreaterThanOrEqual(Math.max(0, Math.floor((room + 1) / 28)));
        const after = momentsOf(days, first + span + later, 90);
        expect(after.slice(0, moments.length)).toEqual(moments);
      },
    ),
  );
  expect(momentsOf([], 20_000, 90)).toEqual([]);
});
