import type { CalendarDay, DayState } from '../../../shared/contracts/health.ts';
import type { DayStatus, Decision } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { WARN_HOURS } from '../../../shared/domain/freshness.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';

const HOUR = 3_600_000;
const DAY_MS = 86_400_000;

interface Look {
  readonly day: Day;
  readonly run_id: string;
  readonly status: DayStatus;
  readonly reason: string | null;
  readonly rows: number;
  readonly rejected: number;
  readonly delivered_at: string | null;
  readonly supersedes: string | null;
}
interface Applied {
  readonly day: Day;
  readonly run_id: string;
  readonly delivered_at: string | null;
}
interface Standing {
  readonly day: Day;
  readonly run_id: string;
  readonly kind: Decision['kind'];
}

/** `days` calendar days up to `end`, oldest first: what became of each. `now`: ISO. */
export function readCalendar(
  db: ReadableDB,
  { end, days, now }: { readonly end: Day; readonly days: number; readonly now: string },
): readonly CalendarDay[] {
  const span = { from: end - days + 1, to: end };
  const looks = groupByDay(
    all<Look>(
      db,
      `SELECT d.day, d.run_id, d.status, d.reason, d.rows, d.rejected, r.delivered_at, r.supersedes
       FROM delivery d LEFT JOIN run_record r ON r.day = d.day AND r.run_id = d.run_id
       WHERE d.day BETWEEN @from AND @to ORDER BY d.id`,
      span,
    ),
  );
  const applied = groupByDay(
    all<Applied>(
      db,
      'SELECT day, run_id, delivered_at FROM applied_run WHERE day BETWEEN @from AND @to',
      span,
    ),
  );
  const standing = groupByDay(
    all<Standing>(
      db,
      'SELECT day, run_id, kind FROM decision WHERE undone_at IS NULL AND day BETWEEN @from AND @to',
      span,
    ),
  );
  const warnings = new Map(
    all<{ day: Day; run_id: string; n: number }>(
      db,
      `SELECT day, run_id, count(*) AS n FROM check_result
       WHERE status = 'fail' AND severity = 'warn' AND day BETWEEN @from AND @to GROUP BY day, run_id`,
      span,
    ).map((w) => [`${w.day} ${w.run_id}`, w.n]),
  );
  const first = one<{ day: Day | null }>(db, 'SELECT min(day) AS day FROM delivery')?.day ?? null;
  return Array.from({ length: days }, (_, i): CalendarDay => {
    const day = span.from + i;
    return calendarDay({
      day,
      now,
      first,
      looks: looks.get(day) ?? [],
      applied: applied.get(day)?.[0],
      standing: standing.get(day) ?? [],
      warningsOf: (run) => warnings.get(`${day} ${run}`) ?? 0,
    });
  });
}

/** The last day a calendar shows: the newest looked at or, where days are real, yesterday. `now`: ISO. */
export function lastCalendarDay(
  db: ReadableDB,
  now: string,
  inventedDays: boolean,
): Day | undefined {
  const newest = one<{ day: Day | null }>(db, 'SELECT max(day) AS day FROM delivery')?.day ?? null;
  const yesterday = Math.floor(Date.parse(now) / DAY_MS) - 1;
  if (newest === null) return undefined;
  return inventedDays ? newest : Math.max(newest, yesterday);
}

interface DayFacts {
  readonly day: Day;
  readonly now: string;
  /** The oldest day ever looked at. */
  readonly first: Day | null;
  /** In the order they were looked at. */
  readonly looks: readonly Look[];
  readonly applied: Applied | undefined;
  /** Decisions in force. */
  readonly standing: readonly Standing[];
  readonly warningsOf: (runId: string) => number;
}

function calendarDay(facts: DayFacts): CalendarDay {
  const { day, looks, applied, standing } = facts;
  const last = looks.at(-1);
  const runs = new Set(looks.map((l) => l.run_id)).size;
  const superseding = looks.some((l) => l.supersedes !== null);
  const late = deliveredLate(day, looks, applied);
  const shown = last ?? applied;
  const warnings = shown ? facts.warningsOf(shown.run_id) : 0;
  const state = stateOf(facts, { late, warnings });
  const waiting = last?.status === 'held' || last?.status === 'failed';
  return {
    ds: formatDay(day),
    state,
    runs,
    restated: runs > 1 || superseding,
    publishedAnyway: standing.some(
      (d) => d.kind === 'publish_anyway' && d.run_id === applied?.run_id,
    ),
    keepsEarlierRun: waiting && applied !== undefined,
    late,
    warnings,
    rows: last?.rows ?? null,
    rejected: last?.rejected ?? null,
    run_id: shown?.run_id ?? null,
    delivered_at: last?.delivered_at ?? applied?.delivered_at ?? null,
    reason: last?.reason ?? null,
  };
}

function stateOf(
  { day, now, first, looks, applied, standing }: DayFacts,
  { late, warnings }: { readonly late: boolean; readonly warnings: number },
): DayState {
  const last = looks.at(-1);
  if (!last && !applied) {
    if (first === null || day < first) return 'before';
    return hoursAfter(day, now) > WARN_HOURS ? 'missing' : 'none_yet';
  }
  const back = standing.some((d) => d.kind === 'roll_back' && d.run_id === last?.run_id);
  if (back && !applied) return 'rolled_back';
  if (last?.status === 'held' || last?.status === 'failed') return last.status;
  if (late) return 'late';
  return warnings > 0 ? 'warned' : 'published';
}

/** Whether the day's first run came after its limit; a restatement comes later by its nature. */
function deliveredLate(day: Day, looks: readonly Look[], applied: Applied | undefined): boolean {
  const firsts = looks.filter((l) => l.supersedes === null);
  const times = (firsts.length > 0 || looks.length > 0 ? firsts : [applied]).flatMap((l) =>
    l?.delivered_at ? [l.delivered_at] : [],
  );
  const earliest = times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  return earliest !== undefined && hoursAfter(day, earliest) > WARN_HOURS;
}

/** Hours from the end of a day (UTC) to a moment. */
const hoursAfter = (day: Day, iso: string): number => (Date.parse(iso) - (day + 1) * DAY_MS) / HOUR;

function groupByDay<T extends { readonly day: Day }>(rows: readonly T[]): ReadonlyMap<Day, T[]> {
  const groups = new Map<Day, T[]>();
  for (const row of rows) {
    const group = groups.get(row.day);
    if (group) group.push(row);
    else groups.set(row.day, [row]);
  }
  return groups;
}
