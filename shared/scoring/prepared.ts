import type { State } from '../domain/score.ts';
import { bookActivity, type BookActivity } from './activity.ts';
import { PARTS, type PartCode } from './adoption.ts';
import type { BookFacts } from './book.ts';
import { flags, numbers } from './columns.ts';
import { fitLevel } from './expected.ts';
import { median } from './maths.ts';
import { readMeasures, type Measures } from './measures.ts';
import { datesAt, SIBLING_DAYS, type OfficeDates } from './office-dates.ts';
import { hasTrend } from './posterior.ts';
import { learnRamp, ONBOARDING_DAYS, type Ramp } from './ramp.ts';
import { silence } from './silence.ts';
import { stateOfDates, stateOfUse, type Placed } from './states.ts';
import { readTrends, type Trends } from './trends.ts';
import { readUsage, workingDaysSilent, type Usage } from './usage.ts';
import { weeklySums, type WeeklySums } from './weekly-sums.ts';
import { WEEKS, type Windows } from './windows.ts';

/** Youngest office the expected level is learned from. */
const LEVEL_FROM_DAYS = 112;
const MIN_SEGMENT = 10;
/** Both windows of the trend. */
const RECENT_DAYS = 84;

/** Everything read from a book before the first number of a score; typed arrays are by office. */
export interface Prepared {
  readonly book: BookFacts;
  readonly dates: readonly OfficeDates[];
  readonly activity: BookActivity;
  readonly usage: Usage;
  readonly trends: Trends;
  readonly measures: Measures;
  /** Events per standard day that an office of its size and kind usually reaches; NaN without a model. */
  readonly expectedRates: Float64Array;
  readonly ramp: Ramp;
  /** Sums of the measures over whole weeks. */
  readonly sums: WeeklySums;
  /** Days since going live, to the end of asOf. */
  readonly ageDays: Float64Array;
  readonly expectedDays: Float64Array;
  readonly observedDays: Float64Array;
  readonly silence: Float64Array;
  /** Known, or the median of the segment (see `employeesKnown`). NaN when nothing is known. */
  readonly employees: Float64Array;
  readonly employeesKnown: Uint8Array;
  /** Which offices belong together: as many numbers as there are companies. */
  readonly companyOf: Int32Array;
  /** Notices (or licence ends) of other offices of the company within 26 weeks. */
  readonly siblingsChurned: Float64Array;
  /** Weeks of the last twelve with at least 1.5 standard days, and those of them with an event. */
  readonly weeks: { readonly known: Uint8Array; readonly active: Uint8Array };
  readonly quality: Readonly<Record<PartCode, Float64Array>>;
  readonly applicable: Readonly<Record<PartCode, Uint8Array>>;
  readonly placed: readonly Placed[];
}

/** What was learned from the whole book, and the cleaned activity it was learned from. */
export type Learned = Pick<
  Prepared,
  | 'activity'
  | 'usage'
  | 'trends'
  | 'expectedRates'
  | 'employees'
  | 'employeesKnown'
  | 'companyOf'
  | 'ramp'
  | 'sums'
> & {
  /** Whole weeks from the book that is read to that reading. */
  readonly back: number;
};

/**
 * @param learned given where a book is read with what another reading of it has learned
 * @param before a reading of the same book as of a later day
 */
export function prepare(
  book: BookFacts,
  learned?: Learned,
  before?: Pick<Prepared, 'activity' | 'usage'>,
): Prepared {
  const n = book.offices.length;
  const dates = book.offices.map((office) => datesAt(office, book.asOf, book.settings.horizonDays));
  const byDates = book.offices.map((office, i) => {
    const own = dates[i];
    return own && stateOfDates(office, own, book.asOf);
  });
  const live = flags(n, (i) => !byDates[i]);
  const activity = learned?.activity ?? bookActivity(book, dates, live, before?.activity);
  const usage = learned?.usage ?? readUsage(activity, before?.usage);
  const { windows } = usage;
  const { days } = activity.grid;

  const ageDays = new Float64Array(n);
  const expectedDays = new Float64Array(n);
  const observedDays = new Float64Array(n);
  const surprise = new Float64Array(n);
  const grown = new Uint8Array(n);
  // By span of days until asOf.
  const leftOut = numbers(
    RECENT_DAYS + 1,
    (span) => usage.leftOut.filter((day) => day > book.asOf - span).length,
  );
  for (let i = 0; i < n; i++) {
    const age = Math.max(0, days - (activity.grid.liveFrom[i] ?? 0));
    ageDays[i] = age;
    const span = Math.min(RECENT_DAYS, age);
    expectedDays[i] = Math.max(0, span - (leftOut[span] ?? 0));
    observedDays[i] = (windows.n1[i] ?? 0) + (windows.n0[i] ?? 0);
    surprise[i] = silence({
      y84: (windows.y1[i] ?? 0) + (windows.y0[i] ?? 0),
      x84: (windows.x1[i] ?? 0) + (windows.x0[i] ?? 0),
      yOlder: windows.yOlder[i] ?? 0,
      xOlder: windows.xOlder[i] ?? 0,
      xSilent: windows.xSilent[i] ?? 0,
    });
    grown[i] =
      live[i] && activity.everUsed[i] && age >= ONBOARDING_DAYS && dates[i]?.usageFresh ? 1 : 0;
  }
  const sums = learned?.sums ?? weeklySums(book.measures, book.asOf, n);
  const measures = readMeasures(book, usage, expectedDays, days, sums, learned?.back ?? 0);
  const base = { book, dates, activity, usage, measures, ageDays, expectedDays, observedDays };
  const trends = readTrends(windows, activity.grid, grown, learned?.trends);
  const { employees, employeesKnown, companyOf } = learned ?? {
    ...headcounts(book),
    companyOf: companiesOf(book),
  };
  const applicable = applicability(base);
  const expectedRates = learned?.expectedRates ?? expectations(base, grown, applicable.level);
  const weeks = weeksOf(windows, n);
  const known = { expectedRates, employees, employeesKnown, companyOf, weeks };
  const quality = qualities(base, trends, known);
  const { weights } = book.settings;
  const active = flags(n, (i) => live[i] === 1 && (surprise[i] ?? 0) < 1);
  const siblings = siblingCounts(book, dates, active, companyOf);

  const parts = PARTS.map((code) => ({
    weight: weights[code],
    applies: applicable[code],
    quality: quality[code],
  }));
  const confidence = (i: number): number => {
    let total = 0;
    let sum = 0;
    for (const part of parts) {
      if (part.applies[i] !== 1) continue;
      total += part.weight;
      sum += part.weight * (part.quality[i] ?? 0);
    }
    return total === 0 ? 0 : sum / total;
  };

  const placed = book.offices.map((_, i): Placed => {
    const placedBefore = byDates[i];
    if (placedBefore) return placedBefore;
    return stateOfUse({
      everUsed: activity.everUsed[i] === 1,
      missingDays: book.asOf - (book.offices[i]?.lastSeen ?? book.asOf),
      ageDays: ageDays[i] ?? 0,
      xSilent: windows.xSilent[i] ?? 0,
      workingDaysSilent: () => workingDaysSilent(activity, usage, i),
      silence: surprise[i] ?? 0,
      logins28: measures.logins28[i] ?? Number.NaN,
      activeSiblings: siblings.active[i] ?? 0,
      observedDays: observedDays[i] ?? 0,
      hasTrend: hasTrend({ x1: windows.x1[i] ?? 0, x0: windows.x0[i] ?? 0 }),
      trendApplies: applicable.trend[i] === 1,
      usageFresh: dates[i]?.usageFresh ?? true,
      confidence: confidence(i),
    });
  });
  return {
    ...base,
    trends,
    ...known,
    sums,
    ramp: learned?.ramp ?? learnRamp(usage.onboardings),
    silence: surprise,
    siblingsChurned: siblings.churned,
    quality,
    applicable,
    placed,
  };
}

type Base = Pick<
  Prepared,
  'book' | 'dates' | 'activity' | 'usage' | 'measures' | 'ageDays' | 'expectedDays' | 'observedDays'
>;

/**
 * Level and reach are about visitors and their hosts: without visitor sign-in in the plan they do not apply. Trend and
 * regularity follow whatever activity the office has; the trend needs twelve weeks.
 */
function applicability({ book, activity, ageDays }: Base): Prepared['applicable'] {
  const n = book.offices.length;
  const visitors = activity.inPlan[0] ?? new Uint8Array(n).fill(1);
  const some = flags(n, (i) => (activity.kind[i] ?? -1) >= 0);
  const always = new Uint8Array(n).fill(1);
  return {
    level: visitors,
    reach: visitors,
    breadth: always,
    trend: some.map((on, i) => (on && (ageDays[i] ?? 0) >= ONBOARDING_DAYS ? 1 : 0)),
    regularity: some,
    admin: always,
  };
}

function expectations(base: Base, grown: Uint8Array, applies: Uint8Array): Float64Array {
  const { windows } = base.usage;
  const rows: number[] = [];
  for (let i = 0; i < grown.length; i++) {
    const exposure = (windows.x1[i] ?? 0) + (windows.x0[i] ?? 0);
    if (!grown[i] || !applies[i] || base.activity.kind[i] !== 0) continue;
    if ((base.ageDays[i] ?? 0) >= LEVEL_FROM_DAYS && exposure >= 5) rows.push(i);
  }
  const model = fitLevel(
    rows.flatMap((i) => base.book.offices[i] ?? []),
    Float64Array.from(rows, (i) => (windows.y1[i] ?? 0) + (windows.y0[i] ?? 0)),
    Float64Array.from(rows, (i) => (windows.x1[i] ?? 0) + (windows.x0[i] ?? 0)),
  );
  return Float64Array.from(base.book.offices, (office) => model?.rateOf(office) ?? Number.NaN);
}

/** 1 = observed; the observed share of the days that should be there; half of it where headcount is assumed; 0 = missing. */
function qualities(
  base: Base,
  trends: Trends,
  known: Pick<Prepared, 'expectedRates' | 'employees' | 'employeesKnown' | 'companyOf' | 'weeks'>,
): Prepared['quality'] {
  const n = base.book.offices.length;
  const { measures: m } = base;
  const unknown = (values: Float64Array, i: number) => Number.isNaN(values[i] ?? Number.NaN);
  const make = (of: (i: number) => number) =>
    numbers(n, (i) => (base.dates[i]?.usageFresh ? of(i) : 0));
  const coverage = (i: number) => {
    const days = base.expectedDays[i] ?? 0;
    return days > 0 ? Math.min(1, (base.observedDays[i] ?? 0) / days) : 0;
  };
  const certainty = (i: number) =>
    known.employeesKnown[i] && base.book.offices[i]?.employeesInDoubt === undefined ? 1 : 0.5;
  return {
    level: make((i) =>
      base.activity.kind[i] === 0 && !unknown(known.expectedRates, i)
        ? coverage(i) * certainty(i)
        : 0,
    ),
    reach: make((i) => (unknown(m.hosts, i) || unknown(known.employees, i) ? 0 : certainty(i))),
    breadth: make((i) => {
      const enabled = m.featuresEnabled[i] ?? Number.NaN;
      if (Number.isNaN(enabled)) return 0;
      const unsure = m.featuresUnknown[i] ?? 0;
      return enabled + unsure === 0 ? 1 : Math.max(enabled, 1) / (Math.max(enabled, 1) + unsure);
    }),
    trend: make((i) => (unknown(trends.mean, i) ? 0 : coverage(i))),
    regularity: make((i) => ((known.weeks.known[i] ?? 0) > 0 ? coverage(i) : 0)),
    admin: make((i) => (unknown(m.logins84, i) ? 0 : (m.loginCoverage[i] ?? 0))),
  };
}

function weeksOf({ weekX, weekY }: Windows, n: number): Prepared['weeks'] {
  const weeks = { known: new Uint8Array(n), active: new Uint8Array(n) };
  for (let at = 0; at < WEEKS * n; at++) {
    if ((weekX[at] ?? 0) < 1.5) continue;
    const i = at % n;
    weeks.known[i] = (weeks.known[i] ?? 0) + 1;
    if ((weekY[at] ?? 0) > 0) weeks.active[i] = (weeks.active[i] ?? 0) + 1;
  }
  return weeks;
}

function headcount(value: number | null): number {
  return value !== null && value > 0 ? value : Number.NaN;
}

function headcounts(book: BookFacts) {
  const bySegment = new Map<string, number[]>();
  const everyone: number[] = [];
  for (const office of book.offices) {
    const value = headcount(office.employees);
    if (Number.isNaN(value) || office.status === 'test') continue;
    everyone.push(value);
    const key = office.segment ?? '';
    const list = bySegment.get(key);
    if (list) list.push(value);
    else bySegment.set(key, [value]);
  }
  const overall = median(everyone) ?? Number.NaN;
  const typical = new Map(
    [...bySegment].map(([key, list]) => [
      key,
      list.length >= MIN_SEGMENT ? (median(list) ?? overall) : overall,
    ]),
  );
  const employees = Float64Array.from(book.offices, (office) => {
    const value = headcount(office.employees);
    return Number.isNaN(value) ? (typical.get(office.segment ?? '') ?? overall) : value;
  });
  const employeesKnown = Uint8Array.from(book.offices, (office) =>
    Number.isNaN(headcount(office.employees)) ? 0 : 1,
  );
  return { employees, employeesKnown };
}

function companiesOf(book: BookFacts): Int32Array {
  const ids = new Map<string, number>();
  return Int32Array.from(book.offices, ({ companyId }) => {
    const id = ids.get(companyId) ?? ids.size;
    ids.set(companyId, id);
    return id;
  });
}

function siblingCounts(
  book: BookFacts,
  dates: readonly OfficeDates[],
  active: Uint8Array,
  companyOf: Int32Array,
) {
  const n = companyOf.length;
  const left = flags(n, (i) => {
    const day = dates[i]?.noticeOn ?? dates[i]?.cancelledOn ?? null;
    return day !== null && book.offices[i]?.status !== 'test' && book.asOf - day <= SIBLING_DAYS;
  });
  const others = (own: Uint8Array): Float64Array => {
    const total = new Int32Array(n);
    companyOf.forEach((company, i) => {
      total[company] = (total[company] ?? 0) + (own[i] ?? 0);
    });
    return numbers(n, (i) => (total[companyOf[i] ?? 0] ?? 0) - (own[i] ?? 0));
  };
  return { churned: others(left), active: others(active) };
}

/** Offices in one state. */
export function inState(prepared: Prepared, state: State): Uint8Array {
  const { placed } = prepared;
  return flags(placed.length, (i) => placed[i]?.state === state);
}
