import { LOCATION_STATUSES } from '../../../../shared/domain/company-facts.ts';
import { formatDay } from '../../../../shared/domain/day.ts';
import { attributeColumns, type AttributeValue, type StagedRow } from '../../extract/day-rows.ts';
import { count } from './kinds.ts';
import { DATA_TEAM, fail, notRun, pass, sample, type Check, type CheckInput } from './types.ts';

const NOT_DECODED = 'only the newest day is looked at value by value';
/** A fact of tomorrow may be a matter of time zones; one of the day after is not. */
const GRACE_DAYS = 2;
const PAST_DATES = ['last_active_at', 'last_csm_contact_on', 'nps_responded_on', 'sponsor_left_on'];

const STATUSES: ReadonlySet<string> = new Set(LOCATION_STATUSES);

const at = (row: StagedRow, column: string, value: unknown) =>
  sample({
    company_id: row.companyId,
    location_id: row.locationId,
    file: row.file,
    record: row.record,
    column,
    value: String(value),
  });

/** The values of a column by row, each distinct one looked at once; undefined where the column is not there. */
function rowsWith(
  { staged }: CheckInput,
  columns: NonNullable<ReturnType<typeof attributeColumns>>,
  column: string,
  wanted: (value: AttributeValue) => boolean,
) {
  const { ids = [], values = [] } = columns.get(column) ?? {};
  const among = values.map(wanted);
  if (!among.includes(true)) return [];
  return staged.rows.flatMap((row, i) => {
    const id = ids[i] ?? -1;
    return among[id] === true ? [at(row, column, values[id])] : [];
  });
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
      const columns = attributeColumns(input.staged);
      if (!columns) return notRun(NOT_DECODED, expected);
      const seen = new Map(input.past.values);
      if (seen.size === 0) seen.set('location_status', (value) => STATUSES.has(value));
      const fresh = new Map<string, ReturnType<typeof at>>();
      const offices: ReturnType<typeof at>[] = [];
      for (const [column, known] of seen) {
        const isNew = (value: AttributeValue): boolean =>
          typeof value === 'string' && known(value) === false;
        for (const found of rowsWith(input, columns, column, isNew)) {
          const name = `${column} ${found.value}`;
          if (!fresh.has(name)) fresh.set(name, found);
          offices.push(found);
        }
      }
      if (fresh.size === 0) return pass('0 new values', expected);
      const words = [...fresh.keys()].join(', ');
      const sentence = `Values never seen before: ${words}.`;
      return fail(words, expected, sentence, [...fresh.values()], offices);
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
      const employees = attributeColumns(input.staged)?.get('employees');
      const hosts = input.staged.measures.get('active_hosts');
      if (!attributeColumns(input.staged) || !hosts)
        return notRun(hosts ? NOT_DECODED : 'the delivery has no active_hosts', expected);
      const over = input.staged.rows.flatMap((row, i) => {
        const value = employees?.values[employees.ids[i] ?? -1];
        const more = typeof value === 'number' && (hosts[i] ?? Number.NaN) > value;
        return more ? [at(row, 'employees', value)] : [];
      });
      if (over.length === 0) return pass('0 offices', expected);
      const observed = `${count(over.length)} offices with more hosts than employees`;
      return fail(observed, expected, `${observed}.`, over);
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
      const columns = attributeColumns(input.staged);
      if (!columns) return notRun(NOT_DECODED, expected);
      // Dates and times are ISO texts: the later one is the greater.
      const limit = formatDay(input.day + GRACE_DAYS);
      const isAhead = (value: AttributeValue): boolean =>
        typeof value === 'string' && value >= limit;
      const ahead = PAST_DATES.flatMap((column) => rowsWith(input, columns, column, isAhead));
      if (ahead.length === 0) return pass('0 dates ahead', expected);
      const observed = `${count(ahead.length)} dates after ${formatDay(input.day)}`;
      return fail(observed, expected, `${observed}.`, ahead);
    },
  },
];
