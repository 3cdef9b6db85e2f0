import { LOCATION_STATUSES } from '../../../../shared/domain/company-facts.ts';
import { formatDay, parseDay } from '../../../../shared/domain/day.ts';
import type { StagedRow } from '../../extract/day-rows.ts';
import { count } from './kinds.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check, type CheckInput } from './types.ts';

const NOT_DECODED = 'only the newest day is looked at value by value';
/** A fact of tomorrow may be a matter of time zones; one of the day after is not. */
const GRACE_DAYS = 2;
const PAST_DATES = ['last_active_at', 'last_csm_contact_on', 'nps_responded_on', 'sponsor_left_on'];

const at = (row: StagedRow, column: string, value: unknown) =>
  sample({
    company_id: row.companyId,
    location_id: row.locationId,
    file: row.file,
    record: row.record,
    column,
    value: String(value),
  });

/** Rows whose attributes were decoded; undefined where those are not (nearly) all. */
function decoded({ staged }: CheckInput): readonly StagedRow[] | undefined {
  return staged.rows.length > 0 && staged.rows.every((r) => r.attributes) ? staged.rows : undefined;
}

export const VALUES: readonly Check[] = [
  {
    id: 'values_known',
    title: 'No new value in a column of few',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'A status, plan, segment or currency has a value never seen before. It may be new or misspelt; offices with it are compared with nobody. Ask what it means.',
    run(input) {
      const expected = 'only values seen before';
      const rows = decoded(input);
      if (!rows) return notRun(NOT_DECODED, expected);
      const seen = new Map(input.past.values);
      if (seen.size === 0) seen.set('location_status', new Set(LOCATION_STATUSES));
      const fresh = new Map<string, ReturnType<typeof at>>();
      for (const row of rows)
        for (const [column, values] of seen) {
          const value = row.attributes?.values[column];
          if (typeof value !== 'string' || values.has(value) || values.size === 0) continue;
          const name = `${column} ${value}`;
          if (!fresh.has(name)) fresh.set(name, at(row, column, value));
        }
      if (fresh.size === 0) return pass('0 new values', expected);
      const words = [...fresh.keys()].join(', ');
      return fail(words, expected, `Values never seen before: ${words}.`, [...fresh.values()]);
    },
  },
  {
    id: 'hosts_within_employees',
    title: 'Not more hosts than employees',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'An office has more people who hosted than people who work there. The headcount is old, or hosts are counted with another office. Reach of this office is capped at everybody.',
    run(input) {
      const expected = 'active_hosts at most employees';
      const rows = decoded(input);
      const hosts = input.staged.measures.get('active_hosts');
      if (!rows || !hosts)
        return notRun(hosts ? NOT_DECODED : 'the delivery has no active_hosts', expected);
      const over = rows.filter((row, i) => {
        const employees = row.attributes?.values['employees'];
        return typeof employees === 'number' && (hosts[i] ?? Number.NaN) > employees;
      });
      if (over.length === 0) return pass('0 offices', expected);
      const observed = `${count(over.length)} offices with more hosts than employees`;
      return fail(
        observed,
        expected,
        `${observed}.`,
        over.map((row) => at(row, 'employees', row.attributes?.values['employees'])),
      );
    },
  },
  {
    id: 'dates_not_ahead',
    title: 'Nothing happened in the future',
    severity: 'warn',
    owner: DATA_TEAM,
    runbook:
      'A date of something that has happened lies after the day of the delivery. A wrong clock or a mistyped year; recency of that office is not to be trusted.',
    run(input) {
      const expected = 'no past event dated after the day';
      const rows = decoded(input);
      if (!rows) return notRun(NOT_DECODED, expected);
      const ahead = rows.flatMap((row) =>
        PAST_DATES.flatMap((column) => {
          const value = row.attributes?.values[column];
          const day = typeof value === 'string' ? parseDay(value.slice(0, 10)) : undefined;
          return day !== undefined && day >= input.day + GRACE_DAYS ? [at(row, column, value)] : [];
        }),
      );
      if (ahead.length === 0) return pass('0 dates ahead', expected);
      const observed = `${count(ahead.length)} dates after ${formatDay(input.day)}`;
      return fail(observed, expected, `${observed}.`, ahead);
    },
  },
];
