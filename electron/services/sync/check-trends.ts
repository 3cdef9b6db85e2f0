import type { CheckTrend } from '../../../shared/contracts/health.ts';
import type { CheckResult } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';

/** Days a trend looks back, the day itself included. */
const TREND_DAYS = 14;

/** Checks whose `observed` starts with the same count whether they pass or fail, and what is counted. */
const COUNTED: Readonly<Record<string, string>> = {
  rows_present: 'rows',
  row_count: 'rows',
  rows_readable: 'rows set aside',
  keys_unique: 'rows',
  day_matches: 'rows',
  rows_set_aside: 'rows',
  rows_repeated: 'rows',
  offices_vanished: 'offices gone',
  accounts_vanished: 'accounts gone',
  office_moved: 'offices moved',
  hosts_within_employees: 'offices',
  dates_not_ahead: 'dates',
};
const SUMS = 'measure_sum';

interface Seen {
  readonly day: Day;
  readonly check_id: string;
  readonly observed: string;
  readonly status: string;
}

/** The numbers behind a day's checks over the two weeks that end on it; checks without a number are absent. */
export function readTrends(
  db: ReadableDB,
  day: Day,
  checks: readonly CheckResult[],
): ReadonlyMap<string, CheckTrend> {
  const span = { from: day - TREND_DAYS + 1, to: day - 1 };
  const before = all<Seen>(
    db,
    `SELECT c.day, c.check_id, c.observed, c.status FROM check_result c JOIN delivery d
       ON d.day = c.day AND d.run_id = c.run_id
     WHERE c.day BETWEEN @from AND @to AND d.id IN
       (SELECT max(id) FROM delivery WHERE day BETWEEN @from AND @to GROUP BY day)
     ORDER BY c.day`,
    span,
  );
  const trends = new Map<string, CheckTrend>();
  for (const check of checks) {
    const of = COUNTED[check.id];
    if (of === undefined) continue;
    const points = [
      ...before.filter((seen) => seen.check_id === check.id),
      { day, ...check },
    ].flatMap(({ day: on, observed, status }) => {
      const value = status === 'not_run' ? undefined : leadingNumber(observed);
      return value === undefined ? [] : [{ ds: formatDay(on), value, passed: status === 'pass' }];
    });
    if (points.length > 1) trends.set(check.id, { of, points });
  }
  const sums = sumTrend(
    db,
    day,
    checks.find((c) => c.id === SUMS),
  );
  if (sums) trends.set(SUMS, sums);
  return trends;
}

/** Sums of the measure that is furthest from its usual range; of visits where all are within it. */
function sumTrend(db: ReadableDB, day: Day, check: CheckResult | undefined): CheckTrend | null {
  if (!check || check.status === 'not_run') return null;
  const odd = check.samples[0];
  const column = odd?.column ?? 'visitors';
  const points = all<{ day: Day; total: number }>(
    db,
    `SELECT day, total FROM column_profile
     WHERE column_name = ? AND total IS NOT NULL AND day BETWEEN ? AND ? ORDER BY day`,
    column,
    day - TREND_DAYS + 1,
    day,
  ).map((p) => ({ ds: formatDay(p.day), value: p.total, passed: p.day !== day || !odd }));
  const ds = formatDay(day);
  const here = odd && leadingNumber(odd.value ?? '');
  // A held day has no profile of its own: its sum stands with the failed check.
  if (here !== undefined && points.at(-1)?.ds !== ds)
    points.push({ ds, value: here, passed: false });
  return points.length > 1 ? { of: column, points } : null;
}

/** `12,345.5 rows` → 12345.5; undefined where a text does not start with a number. */
export function leadingNumber(text: string): number | undefined {
  const found = /^[-−]?\d[\d,]*(?:\.\d+)?/.exec(text)?.[0];
  if (found === undefined) return undefined;
  return Number(found.replaceAll(',', '').replace('−', '-'));
}
