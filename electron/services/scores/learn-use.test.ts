import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { weekday } from '../../../shared/domain/day.ts';
import type { Reason } from '../../../shared/domain/score.ts';
import { all, run, transaction, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { replaceDay } from '../store/history.ts';
import { keepLearned, useModel } from './learn-models.ts';
import { scoreRun } from './run.ts';
import { learnedRow } from './testing/learned-row.ts';

const AS_OF = 20_600;
const DAYS = 120;
const OFFICES = 30;
const NOW = '2026-05-28T03:00:00Z';

let folder = '';
let db: WritableDB;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-use-'));
  db = openFacts(folder);
  transaction(db, () => {
    run(
      db,
      "INSERT INTO company (company_id, day, company_name, currency, version) VALUES ('c', ?, 'C', 'EUR', 1)",
      AS_OF,
    );
    for (let i = 0; i < OFFICES; i++)
      run(
        db,
        `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, licensed_on,
           location_arr, employees, features, first_day, last_day, source_run, source_file, source_record, version)
         VALUES (?, 'c', ?, ?, 'Office', 'active', '2024-01-15', 1000, ?, '{}', ?, ?, 'r', 'f', 1, 1)`,
        i,
        String(i),
        AS_OF,
        40 + i,
        AS_OF - DAYS + 1,
        AS_OF,
      );
    for (let day = AS_OF - DAYS + 1; day <= AS_OF; day++) {
      const open = weekday(day) < 5 ? 1 : 0;
      const counts = Float64Array.from(
        { length: OFFICES },
        (_, i) => open * Math.round((6 + ((i + day) % 5)) * (i < 4 && day > AS_OF - 28 ? 0.3 : 1)),
      );
      replaceDay(db, day, new Map([['visitors', counts]]));
      run(
        db,
        `INSERT INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
         VALUES (?, 'r', ?, ?, 0, 1, 's', ?, 1)`,
        day,
        String(day),
        OFFICES,
        NOW,
      );
    }
  });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Stored {
  readonly ord: number;
  readonly logit: number;
  readonly baseline: number;
  readonly probability: number | null;
  readonly band: string;
  readonly odds: number;
  readonly settings: string;
  readonly reasons: string;
}

function scored(): readonly Stored[] {
  scoreRun(db, { asOf: AS_OF, now: NOW });
  return all<Stored & Record<string, unknown>>(
    db,
    `SELECT ord, logit, baseline, probability, band, odds, settings, reasons FROM score
     WHERE logit IS NOT NULL ORDER BY ord`,
  );
}

test('a model in use shows its chance with exact reasons, and the way back leads to the very scores of before', () => {
  const before = scored();
  expect(before.length).toBe(OFFICES);
  expect(before.every(({ probability }) => probability === null)).toBe(true);
  const settings = before[0]?.settings ?? '';

  const row = learnedRow({ id: 'platt-1', settings });
  keepLearned(db, row, AS_OF);
  expect(scored()).toEqual(before);

  useModel(db, { id: 'platt-1', at: NOW, by: 'ada' });
  const during = scored();
  during.forEach(({ logit, baseline, probability, band, settings: label, reasons }, i) => {
    // 0.1 + 0.9 · logit, as the model says.
    expect(logit).toBeCloseTo(0.1 + 0.9 * (before[i]?.logit ?? 0), 9);
    expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12);
    expect(band).toBe(before[i]?.band);
    expect(label).toBe(`${settings} by platt-1`);
    const told = JSON.parse(reasons) as readonly Reason[];
    expect(told.reduce((sum, r) => sum + r.points, baseline)).toBeCloseTo(logit, 9);
  });

  useModel(db, { id: null, at: NOW, by: 'ada' });
  expect(scored()).toEqual(before);
});
