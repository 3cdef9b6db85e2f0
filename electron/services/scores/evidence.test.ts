import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatDay, weekday } from '../../../shared/domain/day.ts';
import { run, transaction, type WritableDB } from '../sqlite/db.ts';
import { openFacts } from '../store/facts-db.ts';
import { readAccounts } from '../store/accounts.ts';
import { PRESENT, replaceDay } from '../store/history.ts';
import { refreshLists } from '../store/office-list.ts';
import { findOffice, readOffices } from '../store/offices.ts';
import { readAccountEvidence } from './account-evidence.ts';
import { readSourceDays } from './evidence-days.ts';
import { readOfficeEvidence } from './evidence.ts';
import { scoreRun } from './run.ts';
import { refreshUsage } from './usage.ts';

const AS_OF = 20_600;
const OFFICES = 80;
const DAYS = 120;
/** A day that was not delivered. */
const HOLE = AS_OF - 10;

let folder = '';
let db: WritableDB;

/** Eighty offices of twenty accounts and two plans, 120 days; office 0 lost most of its visitors. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atrium-evidence-'));
  db = openFacts(folder);
  transaction(db, () => {
    for (let c = 0; c < OFFICES / 4; c++)
      run(
        db,
        `INSERT INTO company (company_id, day, company_name, segment, industry, plan, currency, version)
         VALUES (?, ?, ?, 'smb', 'law', ?, 'EUR', 1)`,
        `c${c}`,
        AS_OF,
        `Company ${c}`,
        c % 2 === 0 ? 'basic' : 'premium',
      );
    for (let i = 0; i < OFFICES; i++)
      run(
        db,
        `INSERT INTO location (ord, company_id, location_id, day, location_name, location_arr, location_status,
           licensed_on, employees, features, first_day, last_day, source_run, source_file, source_record, version)
         VALUES (?, ?, ?, ?, ?, 1000, 'active', '2024-01-15', ?, '{"desks":[1,1,0]}', ?, ?, 'r', 'f', 1, 1)`,
        i,
        `c${Math.floor(i / 4)}`,
        `l${i}`,
        AS_OF,
        `Office ${i}`,
        80 + i,
        AS_OF - DAYS + 1,
        AS_OF,
      );
    for (let day = AS_OF - DAYS + 1; day <= AS_OF; day++) {
      if (day === HOLE) continue;
      run(
        db,
        `INSERT INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at, version)
         VALUES (?, 'r', ?, 80, 0, 1, 's', '2026-05-28T03:00:00Z', 1)`,
        day,
        String(day),
      );
      const column = (value: (i: number) => number) =>
        Float64Array.from({ length: OFFICES }, (_, i) => value(i));
      const open = weekday(day) < 5 ? 1 : 0;
      replaceDay(
        db,
        day,
        new Map([
          [
            'visitors',
            column((i) => (i === 0 && day > AS_OF - 28 ? 1 : 5 + ((i + day) % 7)) * open),
          ],
          ['active_hosts_28d', column((i) => 10 + (i % 9))],
          [PRESENT, column(() => 1)],
          ['admin_logins', column((i) => i % 3)],
          ['feature_visitor_sign_in_enabled', column(() => 1)],
          ['feature_visitor_sign_in_events', column(() => 4)],
          ['feature_desks_enabled', column(() => 1)],
          ['feature_desks_events', column((i) => (i % 4 === 0 ? 0 : open))],
        ]),
      );
    }
  });
  scoreRun(db, { asOf: AS_OF, now: '2026-05-28T03:00:00Z' });
  refreshUsage(db, AS_OF);
  refreshLists(db);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const evidenceOf = (locationId: string, out: readonly string[] = []) =>
  readOfficeEvidence(db, findOffice(db, { locationId }), new Set(out));

test('the peers of the evidence are the peers of the score', () => {
  for (const office of readOffices(db, { sort: 'risk' })) {
    const { peers, cards } = evidenceOf(office.location_id);
    expect(peers?.n).toBe(office.peers?.n);
    expect(peers?.companies).toBe(office.peers?.companies);
    const adoption = cards.find(({ code }) => code === 'adoption');
    expect(adoption?.value).toBeCloseTo(office.adoption?.score ?? Number.NaN, 3);
    expect(adoption?.peers).toBeCloseTo(office.peers?.medianAdoption ?? Number.NaN, 3);
  }
});

test('facts are counts of the delivered days, and a missing day is missed', () => {
  const { parts, terms } = evidenceOf('l0');
  const level = parts.find(({ code }) => code === 'level');
  const delivered = readSourceDays(db, 0, {
    measures: ['visitors'],
    from: AS_OF - 83,
    to: AS_OF,
  });
  const visitors = delivered.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
  expect(level?.facts[0]?.value).toBe(visitors);
  expect(level?.days).toEqual({
    measures: ['visitors'],
    from: formatDay(AS_OF - 83),
    to: formatDay(AS_OF),
    delivered: 83,
  });
  expect(delivered.map(({ ds }) => ds)).not.toContain(formatDay(HOLE));
  const trend = terms.find(({ code }) => code === 'trend');
  const read = (name: string) => trend?.facts.find((fact) => fact.name.startsWith(name));
  expect(read('Change against')?.value).toBeLessThan(-0.5);
  expect(read('Change against')?.peers).toBeGreaterThan(-0.2);
  // What was never delivered has neither days nor a number.
  const tickets = terms.find(({ code }) => code === 'tickets');
  expect(tickets?.days).toBeNull();
  expect(tickets?.facts[0]?.value).toBeNull();
});

test('sister offices are the account’s own, best first, without those a person left out', () => {
  const { sisters, features, sisterCount } = evidenceOf('l0');
  expect(sisters.map(({ location_id }) => location_id).toSorted()).toEqual(['l1', 'l2', 'l3']);
  const adoption = sisters.map((sister) => sister.adoption ?? 0);
  expect(adoption).toEqual(adoption.toSorted((a, b) => b - a));
  expect(sisterCount).toBe(3);
  expect(features['desks']).toEqual({ using: 3, enabled: 3 });
  expect(evidenceOf('l0', ['l2']).features['desks']).toEqual({ using: 2, enabled: 2 });
});

test('a score is kept once in four weeks', () => {
  const { scores, kept } = evidenceOf('l5');
  expect(kept).toBe(true);
  expect(scores.map(({ ds, state }) => [ds, state])).toEqual([[formatDay(AS_OF), 'scored']]);
});

test('the parts of an account sum to its adoption, with and without an office', () => {
  const sumOf = (out: readonly string[]) =>
    readAccountEvidence(db, 'c0', new Set(out)).parts.reduce((sum, { points }) => sum + points, 0);
  const [account] = readAccounts(db, { company: 'c0', sort: 'risk' });
  expect(sumOf([])).toBeCloseTo(account?.adoption ?? Number.NaN, 9);
  const rest = readOffices(db, { company: 'c0', sort: 'risk' }).filter(
    ({ location_id }) => location_id !== 'l0',
  );
  const mean = rest.reduce((sum, { adoption }) => sum + (adoption?.score ?? 0), 0) / rest.length;
  expect(sumOf(['l0'])).toBeCloseTo(mean, 9);
});

test('the account’s days are the sums of its offices, a day that is missing is a gap', () => {
  const { visitors, down } = readAccountEvidence(db, 'c0', new Set());
  const at = (day: number) => visitors.values[day - AS_OF - 1 + visitors.values.length];
  expect(at(HOLE)).toBeNull();
  const friday = AS_OF - 19;
  const sum = [0, 1, 2, 3].reduce(
    (total, ord) =>
      total +
      (readSourceDays(db, ord, { measures: ['visitors'], from: friday, to: friday })[0]
        ?.values[0] ?? 0),
    0,
  );
  expect(at(friday)).toBe(sum);
  expect(down.map(({ location_id }) => location_id)).toEqual(['l0']);
});
