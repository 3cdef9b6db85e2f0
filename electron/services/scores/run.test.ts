import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatDay, weekday } from '../../../shared/domain/day.ts';
import { all, one, run, transaction, type WritableDB } from '../sqlite/db.ts';
import { readAccounts } from '../store/accounts.ts';
import { openFacts } from '../store/facts-db.ts';
import { replaceDay } from '../store/history.ts';
import { readOffices } from '../store/offices.ts';
import { periodOf } from './snapshots.ts';
import { scoreRun } from './run.ts';

const AS_OF = 20_600;
const NOW = '2026-05-28T03:00:00Z';
const OFFICES = 60;

let folder = '';
let db: WritableDB;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-scores-'));
  db = openFacts(folder);
  fill(db, AS_OF);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sixty offices of twenty accounts, 120 days; office 0 lost most of its visitors. */
function fill(target: WritableDB, newest: number): void {
  transaction(target, () => {
    for (let c = 0; c < OFFICES / 3; c++) {
      run(
        target,
        `INSERT INTO company (company_id, day, company_name, segment, industry, plan, currency, renewal_on, version)
         VALUES (?, ?, ?, 'smb', 'law', 'basic', 'EUR', ?, 1)`,
        `c${c}`,
        newest,
        `Company ${c}`,
        formatDay(newest + 30 * (1 + (c % 12))),
      );
    }
    for (let i = 0; i < OFFICES; i++) {
      run(
        target,
        `INSERT INTO location (ord, company_id, location_id, day, location_name, location_arr, location_status,
           licensed_on, employees, features, first_day, last_day, source_run, source_file, source_record, version)
         VALUES (?, ?, ?, ?, ?, 1000, 'active', '2024-01-15', ?, '{}', ?, ?, 'r', 'f', 1, 1)`,
        i,
        `c${Math.floor(i / 3)}`,
        `l${i}`,
        newest,
        `Office ${i}`,
        50 + i,
        newest - 119,
        newest,
      );
    }
    for (let day = newest - 119; day <= newest; day++) addDay(target, day, newest);
  });
}

function addDay(target: WritableDB, day: number, newest: number): void {
  const column = (value: (i: number) => number) =>
    Float64Array.from({ length: OFFICES }, (_, i) => value(i));
  const open = weekday(day) < 5 ? 1 : 0;
  replaceDay(
    target,
    day,
    new Map([
      [
        'visitors',
        column((i) => {
          const usual = (5 + ((i + day) % 7)) * open;
          return i === 0 && day > newest - 28 ? Math.round(usual * 0.2) : usual;
        }),
      ],
      ['active_hosts_28d', column((i) => 10 + (i % 9))],
      ['admin_logins', column((i) => ((i + day) % 5 === 0 ? 1 : 0))],
      ['tickets_opened', column(() => 0)],
      ['feature_visitor_sign_in_enabled', column(() => 1)],
      ['feature_visitor_sign_in_events', column(() => 4)],
    ]),
  );
  run(
    target,
    `INSERT OR REPLACE INTO applied_run
       (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
     VALUES (?, 'r', ?, 60, 0, 1, 's', ?, 1)`,
    day,
    String(day),
    NOW,
  );
}

test('every office gets a state; the decline leads the list with its reason', () => {
  const summary = scoreRun(db, { asOf: AS_OF, now: NOW });
  expect(summary).toMatchObject({ offices: OFFICES, changed: OFFICES, settled: true });
  expect(summary.states).toEqual({ scored: OFFICES });
  const office = readOffices(db, { sort: 'risk', company: 'c0' })[0];
  expect(office?.location_id).toBe('l0');
  const trend = office?.risk?.reasons.find((r) => r.code === 'trend');
  expect(trend?.contribution).toBeGreaterThan(0.15);
  expect(trend?.text).toMatch(/^Visitors down \d+% vs the prior 8 weeks/);
  const sum = office?.risk?.reasons.reduce((s, r) => s + r.points, office.risk.baseline) ?? 0;
  expect(Math.abs(sum - (office?.risk?.logit ?? 1))).toBeLessThan(1e-9);
});

test('scoring again the same day changes no row', () => {
  scoreRun(db, { asOf: AS_OF, now: NOW });
  const before = all(db, 'SELECT * FROM score ORDER BY ord');
  expect(scoreRun(db, { asOf: AS_OF, now: NOW }).changed).toBe(0);
  expect(all(db, 'SELECT * FROM score ORDER BY ord')).toEqual(before);
});

test('an office that gives notice keeps the numbers from before; one that gave it earlier has none', () => {
  scoreRun(db, { asOf: AS_OF, now: NOW });
  const numbers = 'SELECT day, logit, adoption, reasons FROM score WHERE ord = 0';
  const before = one(db, numbers);
  run(db, 'UPDATE location SET cancellation_notice_on = ? WHERE ord = 0', formatDay(AS_OF + 1));
  run(db, 'UPDATE location SET cancellation_notice_on = ? WHERE ord = 1', formatDay(AS_OF - 5));
  addDay(db, AS_OF + 1, AS_OF + 1);
  scoreRun(db, { asOf: AS_OF + 1, now: NOW });
  expect(one(db, numbers)).toEqual(before);
  const states = all<{ ord: number; state: string; logit: number | null }>(
    db,
    'SELECT ord, state, logit FROM score WHERE ord < 2 ORDER BY ord',
  );
  expect(states[0]?.state).toBe('notice');
  expect(states[1]).toMatchObject({ state: 'notice', logit: null });
});

test('thresholds and scales stay as they were first set', () => {
  scoreRun(db, { asOf: AS_OF, now: NOW });
  const profiles = all(db, 'SELECT * FROM score_profile');
  expect(profiles).toHaveLength(1);
  addDay(db, AS_OF + 1, AS_OF + 1);
  scoreRun(db, { asOf: AS_OF + 1, now: NOW });
  expect(all(db, 'SELECT * FROM score_profile')).toEqual(profiles);
});

test('a band does not depend on which days were scored on the way', () => {
  const AHEAD = 10;
  const scores = (days: readonly number[]) => {
    for (const day of days) scoreRun(db, { asOf: AS_OF + day, now: NOW });
    return all(db, 'SELECT ord, band, day_band, smoothed, logit FROM score ORDER BY ord');
  };
  scores([0]);
  for (let day = 1; day <= AHEAD; day++) addDay(db, AS_OF + day, AS_OF + AHEAD);
  const once = scores([AHEAD]);
  expect(scores([3, 1, 7, 4, 9, AHEAD])).toEqual(once);
  expect(once.some((row) => Object(row).band !== Object(row).day_band)).toBe(true);
});

test('accounts are rolled up with the scores, and their change is split', () => {
  run(db, 'UPDATE company SET paid_locations = 4');
  run(
    db,
    "UPDATE location SET location_status = 'closed', cancelled_on = ? WHERE ord = 1",
    formatDay(AS_OF - 5),
  );
  scoreRun(db, { asOf: AS_OF, now: NOW });
  const [account] = readAccounts(db, { sort: 'risk', company: 'c0' });
  const rolled = account?.roll_up;
  expect(rolled).toMatchObject({
    standing: 'high',
    live_offices: 2,
    unused_licences: 2,
    weighted_by: 'arr',
  });
  expect(rolled?.adoption).toBeCloseTo(account?.adoption ?? -1, 9);
  expect(rolled?.worst.map((office) => office.location_id)).toEqual(['l0', 'l2']);
  const change = rolled?.change;
  if (!change) throw new Error('there are four weeks to compare with');
  // Office 0 lost most of its visitors in these weeks, office 1 closed.
  expect(change.real).toBeLessThan(-2);
  expect(change.exits).not.toBe(0);
  const { real, mix, entries, exits, from, to } = change;
  expect(Math.abs(real + mix + entries + exits - (to - from))).toBeLessThan(1e-9);
  expect(to).toBeCloseTo(account?.adoption ?? -1, 9);
});

test('facts are kept per office and four weeks, the newest of the period winning', () => {
  run(
    db,
    "UPDATE location SET location_status = 'closed', cancelled_on = '2026-01-10' WHERE ord = 2",
  );
  scoreRun(db, { asOf: AS_OF, now: NOW });
  const next = AS_OF + 28;
  run(db, 'UPDATE location SET location_arr = 400 WHERE ord = 3');
  run(db, 'UPDATE location SET day = ?', next);
  for (let day = AS_OF + 1; day <= next; day++) addDay(db, day, next);
  scoreRun(db, { asOf: next, now: NOW });
  const periods = all<{ period: number; n: number }>(
    db,
    'SELECT period, count(*) AS n FROM scoring_snapshot GROUP BY period ORDER BY period',
  );
  expect(periods).toEqual([
    { period: periodOf(AS_OF), n: OFFICES },
    { period: periodOf(next), n: OFFICES },
  ]);
  const closed = one(db, 'SELECT state, cancelled_on FROM scoring_snapshot WHERE ord = 2');
  expect(closed).toEqual({ state: 'closed', cancelled_on: '2026-01-10' });
  // What was kept four weeks ago is what "ARR reduced" compares with.
  const reasons = one<{ reasons: string }>(db, 'SELECT reasons FROM score WHERE ord = 3');
  expect(reasons?.reasons).toContain('ARR down 60% within 6 months');
});
