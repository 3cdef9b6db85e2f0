import type { Day } from '../domain/day.ts';
import type { Score } from '../domain/score.ts';
import type { EarlierAdoption } from './earlier.ts';
import type { ScoreSettings } from './settings.ts';

/** Daily values of one measure: `values[(day − firstDay) * offices + office]`; NaN = unknown or no row, never zero. */
export interface Grid {
  readonly firstDay: Day;
  readonly days: number;
  readonly offices: number;
  readonly values: Float32Array;
}

/** What is known about an office at `asOf`. Null = unknown. Days are day numbers. */
export interface OfficeAttributes {
  readonly companyId: string;
  readonly locationId: string;
  readonly segment: string | null;
  readonly industry: string | null;
  readonly plan: string | null;
  readonly region: string | null;
  readonly employees: number | null;
  /** What it usually was in the four weeks before; null = not known. */
  readonly employeesBefore?: number | null | undefined;
  /** A delivered number of employees that is not believed yet: `employees` is then the one before. */
  readonly employeesInDoubt?: number | undefined;
  /** Yearly, of this office. */
  readonly arr: number | null;
  /** `location_status`. */
  readonly status: string;
  readonly openedOn: Day | null;
  readonly licensedOn: Day | null;
  readonly noticeOn: Day | null;
  readonly cancelledOn: Day | null;
  readonly contractStartOn: Day | null;
  readonly renewalOn: Day | null;
  readonly contractTermMonths: number | null;
  readonly noticeDays: number | null;
  readonly overdueDays: number | null;
  readonly nps: number | null;
  readonly npsOn: Day | null;
  readonly usageAsOf: Day | null;
  readonly supportAsOf: Day | null;
  readonly billingAsOf: Day | null;
  readonly crmAsOf: Day | null;
  /** First day with a row of this office. */
  readonly firstSeen: Day;
  /** Newest day with a row. */
  readonly lastSeen: Day;
  readonly lastActiveOn: Day | null;
  /** Highest ARR kept for this office over the past 26 weeks, same currency; null = not known. */
  readonly arrBefore: number | null;
}

/** One feature over all offices; NaN = unknown. Flags are 0 or 1. */
export interface FeatureFacts {
  readonly key: string;
  readonly entitled: Float32Array;
  readonly enabled: Float32Array;
  /** Events of the 28 days to asOf. */
  readonly eventsNow: Float32Array;
  /** Events of the 28 days that ended 12 weeks before asOf. */
  readonly eventsThen: Float32Array;
}

/** What changes without a date that tells since when, as it stood on an earlier day; by office, NaN = not known. */
export interface EarlierFacts {
  readonly features: readonly FeatureFacts[];
  readonly overdueDays?: Float32Array | undefined;
  readonly nps?: Float32Array | undefined;
  readonly npsOn?: Float32Array | undefined;
  readonly renewalOn?: Float32Array | undefined;
}

/** Everything a scoring needs. Rows after `asOf` are ignored. */
export interface BookFacts {
  /** Newest day, inclusive. */
  readonly asOf: Day;
  readonly offices: readonly OfficeAttributes[];
  /** By column name; a measure the extract does not have is absent. Grids may start on different days. */
  readonly measures: ReadonlyMap<string, Grid>;
  readonly features: readonly FeatureFacts[];
  /** What was known on the days of earlier evaluations; what is absent was as it is today. */
  readonly earlier?: ReadonlyMap<Day, EarlierFacts> | undefined;
  readonly settings: ScoreSettings;
}

/** Raw numbers behind a score, by name; null = not available. */
export type ScoringFacts = Readonly<Record<string, number | null>>;

export interface Thresholds {
  /** Logit from which an office is High (top 5 % at set-up). */
  readonly high: number;
  /** Logit from which an office is Elevated (top 20 % at set-up). */
  readonly elevated: number;
}

/** Robust standard deviations that map level, reach and admin engagement to 0–100. */
export interface Scales {
  readonly level: number;
  readonly reach: number;
  readonly admin: number;
}

/** Figures of the whole book. */
export interface BookFigures {
  readonly asOf: Day;
  readonly settings: string;
  readonly eta0: number;
  /** Mean probability the book is anchored to: 1 − (1 − r)^(N/365). */
  readonly meanP: number;
  readonly thresholds: Thresholds;
  readonly scales: Scales;
  /** True when there was enough history and offices to fix thresholds and scales for good. */
  readonly settled: boolean;
  readonly kEff: number;
  readonly prior: Prior;
  /** Calendar: days it spans, strata, share of days learned from peers, days left out for the whole book. */
  readonly calendar: {
    readonly days: number;
    readonly strata: number;
    readonly learned: number;
    readonly leftOut: readonly Day[];
  };
  readonly states: Readonly<Record<string, number>>;
}

/** Two-component prior of the log rate-ratio. */
export interface Prior {
  readonly pi: number;
  readonly s0: number;
  readonly s1: number;
  readonly m1: number;
}

export interface BookScores {
  /** The score of one office with its sentences, made when asked for: a large book has millions of them. */
  readonly scoreOf: (office: number) => Score;
  /** The facts of one office, made when asked for. */
  readonly factsOf: (office: number) => ScoringFacts;
  /** All of them, in the order of `offices`; kept once made. */
  readonly scores: readonly Score[];
  readonly facts: readonly ScoringFacts[];
  /** Adoption about four weeks ago, as the data known now has it; null where history is shorter. */
  readonly fourWeeksAgo: EarlierAdoption | null;
  readonly figures: BookFigures;
  /** What the settled bands come from. */
  readonly settling: Settling;
}

export interface Settling {
  /** Σ points of the evaluations before, oldest first, each by office; NaN = not judged then. */
  readonly weeks: readonly Float64Array[];
  /** 1 = a fact that needs no confirmation. */
  readonly hardFact: Uint8Array;
}
