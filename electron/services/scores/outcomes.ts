import { parseDay, type Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import {
  addRow,
  newRiskRows,
  type Outcome,
  type RiskRows,
} from '../../../shared/learning/risk-rows.ts';
import { scoreBook } from '../../../shared/scoring/score-book.ts';
import type { ScoreSettings } from '../../../shared/scoring/settings.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { historyDays } from '../store/history.ts';
import { gatherBook } from './gather.ts';
import { pastOffices } from './outcomes-offices.ts';
import { readKeptRows } from './outcomes-kept.ts';
import { PERIOD_DAYS, periodOf } from './snapshots.ts';

/** What a score needs behind it: two windows of the trend. */
const WARM_UP_DAYS = 84;
/** Days before the licence ends by which notice is due, where nothing says it. */
const NOTICE_DAYS = 30;
/** Reasons of the extract that are not about the product. */
const OTHER_CAUSES: ReadonlySet<string> = new Set(['closure', 'company_exit', 'non_payment']);

export interface Outcomes {
  /** By ordinal. */
  readonly of: readonly (Outcome | undefined)[];
  /** Offices of which only the end of the licence is known: their notice is taken to be as much earlier as it is due. */
  readonly shifted: number;
  /** Offices that gave notice, by reason as delivered. */
  readonly reasons: Readonly<Record<string, number>>;
}

/**
 * What is known today of every office's leaving.
 * @param closed keys of offices that a person knows to have closed: no loss of a customer's mind, whatever the extract says
 */
export function readOutcomes(db: ReadableDB, closed: ReadonlySet<string> = new Set()): Outcomes {
  const rows = all<{
    ord: number;
    company_id: string;
    location_id: string;
    notice: string | null;
    cancelled: string | null;
    reason: string | null;
    licensed: string | null;
    opened: string | null;
    notice_days: number | null;
    day: number;
  }>(
    db,
    `SELECT l.ord, l.company_id, l.location_id, l.cancellation_notice_on AS notice, l.cancelled_on AS cancelled,
       l.cancellation_reason AS reason, l.licensed_on AS licensed, l.location_opened_on AS opened,
       c.notice_days, l.day
     FROM location l JOIN company c ON c.company_id = l.company_id WHERE l.location_status <> 'test' ORDER BY l.ord`,
  );
  const companies = new Map<string, number>();
  const of: (Outcome | undefined)[] = [];
  const reasons: Record<string, number> = {};
  let shifted = 0;
  for (const row of rows) {
    const company = companies.get(row.company_id) ?? companies.size;
    companies.set(row.company_id, company);
    const said = parseDay(row.notice ?? '');
    const ended = parseDay(row.cancelled ?? '');
    const notice =
      said ?? (ended === undefined ? undefined : ended - (row.notice_days ?? NOTICE_DAYS));
    if (said === undefined && ended !== undefined) shifted++;
    if (notice !== undefined) {
      const reason = row.reason ?? 'unknown';
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    of[row.ord] = {
      company,
      notice: notice ?? Number.NaN,
      otherCause:
        OTHER_CAUSES.has(row.reason ?? '') ||
        closed.has(officeKeyOf(row.company_id, row.location_id))
          ? 1
          : 0,
      lastSeen: row.day,
    };
  }
  return { of, shifted, reasons };
}

export interface GatherProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Days the book is scored as of, oldest first: the last day of each period of four weeks that history reaches and that
 * has outcomes, so that tomorrow's rows are today's and perhaps some more.
 */
export function momentsOf(days: readonly Day[], newest: Day, horizonDays: number): readonly Day[] {
  const first = days[0];
  if (first === undefined) return [];
  const moments: Day[] = [];
  const last = newest - horizonDays;
  let day = last - ((last + 1) % PERIOD_DAYS);
  for (; day >= first + WARM_UP_DAYS; day -= PERIOD_DAYS) moments.push(day);
  return moments.toReversed();
}

/**
 * Every office that carried a risk at the end of each four weeks, with its numbers of that day: as the history has them,
 * each day read with nothing that came after it; further back, as the scorings of that time kept them.
 */
export function* gatherRiskRows(
  db: ReadableDB,
  newest: Day,
  settings: ScoreSettings,
): Generator<GatherProgress, RiskRows> {
  const moments = momentsOf(historyDays(db), newest, settings.horizonDays);
  const rows = newRiskRows();
  readKeptRows(db, rows, { from: 0, to: periodOf(moments[0] ?? newest) - 1 });
  for (const [done, day] of moments.entries()) {
    yield { done, total: moments.length };
    addMoment(db, rows, day, settings);
  }
  return rows;
}

function addMoment(db: ReadableDB, rows: RiskRows, day: Day, settings: ScoreSettings): void {
  const { offices, known, currency } = pastOffices(db, day);
  const { facts } = scoreBook(gatherBook(db, day, settings, offices));
  offices.forEach((office, ord) => {
    const own = facts[ord];
    if (!own || known[ord] !== 1) return;
    const { segment, plan, industry, region } = office;
    addRow(
      rows,
      { day, office: ord, currency: currency[ord] ?? null },
      { facts: own, segments: { segment, plan, industry, region } },
    );
  });
}
