import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatDay } from '../../../shared/domain/day.ts';
import { evaluationDays } from '../../../shared/scoring/earlier.ts';
import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { replaceDay } from '../store/history.ts';
import { earlierFacts, usualHeadcounts } from './earlier-facts.ts';
import { featuresOn } from './features.ts';

const AS_OF = 20_600;
const DAYS = 160;

let folder = '';
let db: WritableDB;

/** Two offices: headcounts became tenfold, 25 and 5 days ago; the second used its desks until 40 days ago. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-earlier-'));
  db = openFacts(folder);
  transaction(db, () => {
    run(
      db,
      "INSERT INTO company (company_id, day, company_name, version) VALUES ('c', ?, 'C', 1)",
      AS_OF,
    );
    for (let i = 0; i < 2; i++)
      run(
        db,
        `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features, first_day, last_day,
           source_run, source_file, source_record, version)
         VALUES (?, 'c', ?, ?, 'Office', 'active', '{}', ?, ?, 'r', 'f', 1, 1)`,
        i,
        `l${i}`,
        AS_OF,
        AS_OF - DAYS + 1,
        AS_OF,
      );
    for (let day = AS_OF - DAYS + 1; day <= AS_OF; day++) {
      // A Sunday that was not delivered is told by the day before.
      if (day === evaluationDays(AS_OF)[1]) continue;
      const ago = AS_OF - day;
      replaceDay(
        db,
        day,
        new Map([
          ['feature_desks_enabled', Float64Array.of(1, 1)],
          ['feature_desks_events', Float64Array.of(1, ago < 40 ? 0 : 2)],
          ['@employees', Float64Array.of(ago <= 25 ? 500 : 50, ago <= 5 ? 700 : 70)],
          ['@invoice_overdue_days', Float64Array.of(0, ago < 30 ? 0 : 130 - ago)],
          ['@nps', Float64Array.of(Number.NaN, 4)],
          ['@nps_responded_on', Float64Array.of(Number.NaN, AS_OF - 90)],
        ]),
      );
    }
  });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('features, invoices and answers are those of each evaluation', () => {
  const facts = earlierFacts(db, AS_OF, AS_OF - DAYS + 1);
  expect([...facts.keys()]).toEqual(evaluationDays(AS_OF).filter((day) => day > AS_OF - DAYS));
  for (const [day, { features, overdueDays, nps, npsOn }] of facts) {
    const at = formatDay(day);
    const ago = AS_OF - day;
    expect([at, features[0]?.eventsNow[1]]).toEqual([at, 2 * Math.max(0, Math.min(28, ago - 12))]);
    const told = ago === AS_OF - (evaluationDays(AS_OF)[1] ?? 0) ? ago + 1 : ago;
    expect([at, overdueDays?.[1]]).toEqual([at, told < 30 ? 0 : 130 - told]);
    expect([nps?.[0], nps?.[1], npsOn?.[1]]).toEqual([Number.NaN, 4, AS_OF - 90]);
  }
});

test('use of features is the same on a day of its own and among others', () => {
  const days = evaluationDays(AS_OF).slice(0, 4);
  const all = featuresOn(db, days);
  for (const day of days) {
    const [alone] = featuresOn(db, [day]).get(day) ?? [];
    const [among] = all.get(day) ?? [];
    expect([day, among?.eventsNow, among?.eventsThen]).toEqual([
      day,
      alone?.eventsNow,
      alone?.eventsThen,
    ]);
  }
});

test('the usual headcount is that of most of the four weeks', () => {
  const usual = usualHeadcounts(db, AS_OF);
  expect([usual(0), usual(1), usual(2)]).toEqual([500, 70, undefined]);
  expect(usualHeadcounts(db, AS_OF - 18)(0)).toBe(50);
});
