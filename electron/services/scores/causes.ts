import type { Cause } from '../../../shared/domain/change-causes.ts';
import type { Day } from '../../../shared/domain/day.ts';
import type { RollUp } from '../../../shared/domain/roll-up.ts';
import type { Score } from '../../../shared/domain/score.ts';
import { SCORECARD, type ScoreProfile } from '../../../shared/domain/score-profile.ts';
import type { BookFacts, OfficeAttributes } from '../../../shared/scoring/book.ts';
import { settingsOf, type SetUp } from '../../../shared/scoring/settings.ts';
import type { Between, Numbers } from '../../../shared/scoring/split-change.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { readMeta } from '../store/meta.ts';
import { scoredBefore } from '../store/score-changes.ts';
import { gatherBook } from './gather.ts';
import { LATE_DAYS } from './moves.ts';
import { pastOffices } from './outcomes-offices.ts';
import { scoredWith } from './profile.ts';

/** What stands stored before a scoring replaces it. */
export interface Before {
  readonly asOf: Day;
  /** Settings of the stored scores, with the model where one was in use. */
  readonly label: string;
  /** Null where it is not known any more. */
  readonly profile: ScoreProfile | null;
  /** Dataset version and number of the days behind it, from which late corrections are told. */
  readonly version: number;
  readonly days: number;
  /** Log-odds as the risk; by ordinal. */
  readonly offices: Numbers;
  /** ARR at risk as the risk. */
  readonly accounts: ReadonlyMap<
    string,
    { readonly adoption: number | null; readonly risk: number | null }
  >;
}

/**
 * Null before the first scoring, and where a history has filled in behind it: scores then know more than before, and
 * nothing has moved. Days that are newer than that scoring are new, however many of them come at once.
 */
export function readBefore(db: ReadableDB): Before | null {
  const asOf = scoredBefore(db);
  const kept = readMeta(db, SEEN);
  if (asOf === null || kept === null) return null;
  const { version, days, label } = JSON.parse(kept) as Seen;
  if (seenNow(db, asOf, label).days - days > LATE_DAYS) return null;
  return {
    asOf,
    label,
    profile: scoredWith(db)?.profile ?? null,
    version,
    days,
    offices: storedNumbers(db),
    accounts: storedAccounts(db),
  };
}

interface Seen {
  readonly version: number;
  readonly days: number;
  readonly label: string;
}
/** What a scoring has seen, as JSON. */
export const SEEN = 'scored_seen';

export function seenNow(db: ReadableDB, asOf: Day, label: string): Seen {
  const days = one<{ n: number; version: number | null }>(
    db,
    'SELECT count(*) AS n, max(version) AS version FROM applied_run WHERE day <= ?',
    asOf,
  );
  return { days: days?.n ?? 0, version: days?.version ?? 0, label };
}

/** Adoption and log-odds as stored, by ordinal. */
export function storedNumbers(db: ReadableDB): Numbers {
  const rows = all<{ ord: number; adoption: number | null; logit: number | null }>(
    db,
    'SELECT ord, adoption, logit FROM score ORDER BY ord',
  );
  const size = (rows.at(-1)?.ord ?? -1) + 1;
  const adoption = new Float64Array(size).fill(Number.NaN);
  const risk = new Float64Array(size).fill(Number.NaN);
  for (const row of rows) {
    adoption[row.ord] = row.adoption ?? Number.NaN;
    risk[row.ord] = row.logit ?? Number.NaN;
  }
  return { adoption, risk };
}

export function storedAccounts(db: ReadableDB): Before['accounts'] {
  return new Map(
    all<{ company_id: string; roll_up: string }>(db, 'SELECT * FROM account_roll_up').map((row) => {
      const { adoption, arr_at_risk } = JSON.parse(row.roll_up) as RollUp;
      return [row.company_id, { adoption, risk: arr_at_risk }];
    }),
  );
}

/** The book on the way from the scoring before to this one. */
export interface Way {
  readonly between: Between;
  /** The last cause there is: what is left is its. */
  readonly last: Cause;
  /** ARR by ordinal as of the day before; undefined where the day is the same. */
  readonly arrThen: Float64Array | undefined;
}

/**
 * Scores the book anew for each cause that is not the last, with what came before put in: late corrections as of the day
 * before under the settings before, then the settings of today, then the date of today without the days that are new.
 * A night that brings a new day and nothing else costs one more scoring.
 * @param now the book of today, and how it is scored
 */
export function wayFrom(
  db: ReadableDB,
  before: Before,
  now: {
    readonly book: BookFacts;
    readonly label: string;
    readonly setUp: SetUp | null;
    /** Adoption and log-odds of a book, by what scores are made of now. */
    readonly score: (book: BookFacts) => Numbers;
  },
): Way {
  const { asOf, settings } = now.book;
  const elapsed = asOf - before.asOf;
  const late = isLate(db, before);
  const others = before.label !== now.label;
  if (elapsed <= 0) {
    // Only past days or the settings differ; both at once are told apart by scoring today's book under the old ones.
    const last: Cause = others && elapsed === 0 ? 'settings' : 'late';
    const old = last === 'settings' && late ? oldSettings() : undefined;
    const between = old ? { late: now.score({ ...now.book, settings: old }) } : {};
    return { between, last, arrThen: undefined };
  }
  const past = pastOffices(db, before.asOf);
  const offices = past.offices.map((office, i) =>
    asKnownThen(office, now.book.offices[i], past.known[i]),
  );
  const then = gatherBook(db, before.asOf, settings, offices, 'day');
  const old = late && others ? oldSettings() : late ? settings : undefined;
  const between: Between = {
    ...(old ? { late: now.score({ ...then, settings: old }) } : {}),
    ...(others ? { settings: now.score(then) } : {}),
    ageing: now.score({
      ...then,
      asOf,
      offices: offices.map((office) => older(office, elapsed)),
    }),
  };
  const arrThen = Float64Array.from(offices, ({ arr }) => arr ?? Number.NaN);
  return { between, last: 'data', arrThen };

  /** Undefined where they cannot be put in any more: another scorecard, or another model. */
  function oldSettings() {
    const model = (label: string): string | undefined => label.split(' by ')[1];
    const same = before.label.startsWith(SCORECARD) && model(before.label) === model(now.label);
    return same && before.profile ? settingsOf(before.profile, now.setUp) : undefined;
  }
}

/** Whether a day that was scored before has come, changed or gone since. */
function isLate(db: ReadableDB, before: Before): boolean {
  const { days, version } = seenNow(db, before.asOf, '');
  return days !== before.days || version > before.version;
}

/** An office by what was delivered of it then; clocks of sources are not kept by day, so that they stand as today. */
function asKnownThen(
  then: OfficeAttributes,
  now: OfficeAttributes | undefined,
  known: number | undefined,
): OfficeAttributes {
  if (!now || known !== 1) return then;
  const { usageAsOf, supportAsOf, billingAsOf, crmAsOf, arrBefore, lastActiveOn } = now;
  // History keeps float32: an amount that has not changed stays what it is.
  const arr = now.arr !== null && Math.fround(now.arr) === then.arr ? now.arr : then.arr;
  const clocks = { usageAsOf, supportAsOf, billingAsOf, crmAsOf };
  return { ...then, ...clocks, arr, arrBefore, lastActiveOn };
}

/** The same office on a later date, with nothing heard of it since: an open invoice is overdue for longer. */
function older(office: OfficeAttributes, days: number): OfficeAttributes {
  const overdue = office.overdueDays ?? 0;
  return {
    ...office,
    overdueDays: overdue > 0 ? overdue + days : office.overdueDays,
    lastSeen: office.lastSeen + days,
  };
}

/** Of whole scores. */
export function numbersOf(scores: readonly Score[]): Numbers {
  return {
    adoption: Float64Array.from(scores, (s) => s.adoption?.score ?? Number.NaN),
    risk: Float64Array.from(scores, (s) => s.risk?.logit ?? Number.NaN),
  };
}
