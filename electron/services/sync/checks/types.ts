import type { CheckSample, CheckSeverity, DataTest } from '../../../../shared/contracts/sync.ts';
import type { Day } from '../../../../shared/domain/day.ts';
import type { DayRows } from '../../extract/day-rows.ts';
import type { Touched } from '../../store/flags.ts';
import type { ColumnProfile } from '../../store/profiles.ts';

export type Profiles = ReadonlyMap<string, ColumnProfile>;

/** What is known of the published days before; everything a check compares with. */
export interface Past {
  /** Published days before this one, newest first, at most 28 days back, with their rows and columns. */
  readonly days: readonly PastDay[];
  /** Offices with a row on the newest of `days`. */
  readonly offices: DayOffices;
  /** Whether a value was seen before, by column; undefined where none was; empty before the first day. */
  readonly values: ReadonlyMap<string, (value: string) => boolean | undefined>;
}

export interface PastDay {
  readonly day: Day;
  readonly rows: number;
  readonly columns: Profiles;
}

export interface OfficeIds {
  readonly companyId: string;
  readonly locationId: string;
}

/** Offices with a row on a day. */
export interface DayOffices {
  readonly count: number;
  /** By ordinal: 1 where the office has a row. */
  readonly marks: ArrayLike<number>;
  /** Those that have no ordinal yet. */
  readonly fresh: readonly OfficeIds[];
}

/** Who the ordinals are. */
export interface OfficeBook {
  companyOf(this: void, ord: number): string;
  idsOf(this: void, ord: number): OfficeIds;
}

/** What a day is compared by: kept of every published day, so that it can be compared again without its files. */
export interface Compared {
  readonly day: Day;
  readonly columns: Profiles;
  readonly offices: DayOffices;
  readonly book: OfficeBook;
  /** The newest time each source says it was read, ISO; without those that do not say. */
  readonly clocks: Clocks;
  readonly past: Past;
}

export type Clocks = ReadonlyMap<string, string>;

/** One staged day with all a check may look at; gathered first, then checked. */
export interface CheckInput extends Compared {
  readonly staged: DayRows;
  /** True where counts could be checked against a manifest. */
  readonly verified: boolean;
  readonly totals:
    | { readonly rows: number | undefined; readonly sums: Readonly<Record<string, number>> }
    | undefined;
  readonly distinctKeys: number | undefined;
  readonly tests: readonly DataTest[];
  /** Today where the caller is; undefined where the days are invented (the sample book). */
  readonly today: Day | undefined;
}

export type Outcome =
  | { readonly status: 'pass' | 'not_run'; readonly observed: string; readonly expected: string }
  | {
      readonly status: 'fail';
      readonly observed: string;
      readonly expected: string;
      /** The whole finding as one sentence. */
      readonly sentence: string;
      readonly samples: readonly CheckSample[];
      /** Every office and account it points at, not only examples. */
      readonly touched: readonly Touched[];
    };

interface CheckText {
  /** Stable: results of many days are kept under it. */
  readonly id: string;
  readonly title: string;
  readonly severity: CheckSeverity;
  readonly owner: string;
  readonly runbook: string;
}

/** Looks at the day alone. */
export interface OwnCheck extends CheckText {
  readonly compares?: false;
  /** A day that fails this has nothing that could be published, whatever a person decides. */
  readonly final?: boolean;
  run(this: void, input: CheckInput): Outcome;
}

/** Compares the day with the days before, and again when those change. */
export interface Comparison extends CheckText {
  readonly compares: true;
  readonly final?: false;
  run(this: void, input: Compared): Outcome;
}

export type Check = OwnCheck | Comparison;

export const DATA_TEAM = 'The data team that delivers company_facts';

/** At most so many examples are kept with a failed check. */
const MAX_SAMPLES = 20;

export const sample = (part: Partial<CheckSample>): CheckSample => ({
  company_id: null,
  location_id: null,
  file: null,
  record: null,
  column: null,
  value: null,
  ...part,
});

export const pass = (observed: string, expected: string): Outcome => ({
  status: 'pass',
  observed,
  expected,
});

/** There is nothing to compare with: said, never passed. */
export const notRun = (missing: string, expected: string): Outcome => ({
  status: 'not_run',
  observed: missing,
  expected,
});

/** @param pointedAt all that is found, where `samples` are only examples of it */
export const fail = (
  observed: string,
  expected: string,
  sentence: string,
  samples: readonly CheckSample[] = [],
  pointedAt: readonly CheckSample[] = samples,
): Outcome => ({
  status: 'fail',
  observed,
  expected,
  sentence,
  samples: samples.slice(0, MAX_SAMPLES),
  touched: pointedAt.flatMap(({ company_id, location_id, column, value }) =>
    company_id === null
      ? []
      : [
          {
            companyId: company_id,
            locationId: location_id,
            detail: [column, value].filter((part) => part !== null).join(' '),
          },
        ],
  ),
});
