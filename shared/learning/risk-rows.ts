import type { ScoringFacts } from '../scoring/book.ts';
import type { Labelled } from './back-test.ts';
import { OFFICE_FEATURES, SEGMENTS, type OfficeRow, type SegmentName } from './office-table.ts';
import { riskSet } from './risk-set.ts';
import { categorical, type CategoricalColumn, type Table } from './table.ts';

/** What became of an office, as known today. Days; NaN = none. */
export interface Outcome {
  /** A number of its own for each company. */
  readonly company: number;
  readonly notice: number;
  /** 1 where it goes for a reason of its own: it closes, its company goes, it does not pay. */
  readonly otherCause: number;
  /** Newest day with a row: what became of an office after it was last seen is not known. */
  readonly lastSeen: number;
}

/** Offices that carried a risk on a day, gathered column by column: a book of years fits into memory. */
export interface RiskRows {
  readonly day: number[];
  readonly office: number[];
  readonly scorecard: number[];
  /** Yearly; NaN = unknown. */
  readonly arr: number[];
  readonly currency: (string | null)[];
  readonly features: readonly number[][];
  readonly segments: Readonly<Record<SegmentName, (string | null)[]>>;
}

export const newRiskRows = (): RiskRows => ({
  day: [],
  office: [],
  scorecard: [],
  arr: [],
  currency: [],
  features: OFFICE_FEATURES.map(() => []),
  segments: { segment: [], plan: [], industry: [], region: [] },
});

/** Adds an office as of a day; one without a risk was not judged and is left out. */
export function addRow(
  to: RiskRows,
  at: { readonly day: number; readonly office: number; readonly currency: string | null },
  { facts, segments }: OfficeRow,
): void {
  const { logit } = facts;
  if (typeof logit !== 'number') return;
  to.day.push(at.day);
  to.office.push(at.office);
  to.currency.push(at.currency);
  to.scorecard.push(logit);
  to.arr.push(facts['arr'] ?? Number.NaN);
  OFFICE_FEATURES.forEach(({ name }, f) => to.features[f]?.push(numberOf(facts, name)));
  for (const name of SEGMENTS) to.segments[name].push(segments[name]);
}

/** The features of all rows, or of those at some places. */
export function featureTable(rows: RiskRows, places?: readonly number[]): Table {
  const at = places ?? [...rows.day.keys()];
  return {
    rows: at.length,
    columns: OFFICE_FEATURES.map(({ name }, f) => ({
      name,
      kind: 'numeric',
      values: Float64Array.from(at, (i) => rows.features[f]?.[i] ?? Number.NaN),
    })),
  };
}

const numberOf = (facts: ScoringFacts, name: string): number => facts[name] ?? Number.NaN;

/** Rows to learn from and to judge by, and why the others are none. */
export interface LearningData {
  readonly labelled: Labelled;
  readonly table: Table;
  readonly segments: readonly CategoricalColumn[];
  readonly arr: Float64Array;
  /** Code −1 = unknown. */
  readonly currency: CategoricalColumn;
  /** Of each row, when notice was given; NaN = it stays as far as is known. */
  readonly notice: Float64Array;
  readonly left: {
    readonly rows: number;
    readonly afterNotice: number;
    readonly notOver: number;
    readonly otherCause: number;
    /** Offices that no delivery names any more, without a word that they left. */
    readonly outOfSight: number;
  };
}

/** Days an office may be missing before it counts as out of sight. */
const SIGHT_DAYS = 14;

/**
 * @param outcomes by office
 * @param lastDay newest complete extract: the last day of which all notices are known
 */
export function learningData(
  rows: RiskRows,
  outcomes: readonly (Outcome | undefined)[],
  horizonDays: number,
  lastDay: number,
): LearningData {
  const count = rows.day.length;
  const of = (i: number): Outcome | undefined => outcomes[rows.office[i] ?? -1];
  const seen: number[] = [];
  for (let i = 0; i < count; i++) {
    const { notice = Number.NaN, lastSeen = 0 } = of(i) ?? {};
    const within = notice <= (rows.day[i] ?? 0) + horizonDays;
    const inSight = lastSeen >= Math.min(lastDay - SIGHT_DAYS, (rows.day[i] ?? 0) + horizonDays);
    if (within || inSight) seen.push(i);
  }
  const column = (from: ArrayLike<number>, places: readonly number[]): Float64Array =>
    Float64Array.from(places, (i) => from[i] ?? Number.NaN);
  const risk = riskSet(
    {
      day: column(rows.day, seen),
      notice: Float64Array.from(seen, (i) => of(i)?.notice ?? Number.NaN),
      otherCause: Uint8Array.from(seen, (i) => of(i)?.otherCause ?? 0),
    },
    horizonDays,
    lastDay,
  );
  const kept = Array.from(risk.rows, (k) => seen[k] ?? 0);
  const named = (name: string, texts: readonly (string | null)[]): CategoricalColumn =>
    categorical(
      name,
      kept.map((i) => texts[i] ?? null),
    );
  return {
    labelled: {
      day: column(rows.day, kept),
      office: Int32Array.from(kept, (i) => rows.office[i] ?? -1),
      company: Int32Array.from(kept, (i) => of(i)?.company ?? -1),
      y: risk.y,
      scorecard: column(rows.scorecard, kept),
    },
    table: featureTable(rows, kept),
    segments: SEGMENTS.map((name) => named(name, rows.segments[name])),
    arr: column(rows.arr, kept),
    currency: named('currency', rows.currency),
    notice: Float64Array.from(kept, (i) => of(i)?.notice ?? Number.NaN),
    left: {
      rows: count,
      afterNotice: risk.afterNotice,
      notOver: risk.notOver,
      otherCause: risk.otherCause,
      outOfSight: count - seen.length,
    },
  };
}

/** Distinct offices with a notice: what the ladder goes by. */
export function churnedOffices({ office, y }: Pick<Labelled, 'office' | 'y'>): number {
  return new Set(office.filter((_, i) => y[i] === 1)).size;
}
