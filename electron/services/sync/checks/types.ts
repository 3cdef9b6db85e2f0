import type { CheckSample, CheckSeverity, DataTest } from '../../../../shared/contracts/sync.ts';
import type { Day } from '../../../../shared/domain/day.ts';
import type { DayRows } from '../../extract/day-rows.ts';
import type { ColumnProfile } from '../../store/profiles.ts';

export type Profiles = ReadonlyMap<string, ColumnProfile>;

/** What is known of the published days before; everything a check compares with. */
export interface Past {
  /** Published days before this one, newest first, at most 28 days back, with their rows and columns. */
  readonly days: readonly PastDay[];
  /** Offices with a row on the newest of `days`. */
  readonly offices: readonly PastOffice[];
  /** Values seen before, by column; empty before the first day. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface PastDay {
  readonly day: Day;
  readonly rows: number;
  readonly columns: Profiles;
}

export interface PastOffice {
  readonly companyId: string;
  readonly locationId: string;
}

/** One staged day with all a check may look at; gathered first, then checked. */
export interface CheckInput {
  readonly day: Day;
  readonly staged: DayRows;
  readonly columns: Profiles;
  /** True where counts could be checked against a manifest. */
  readonly verified: boolean;
  readonly totals:
    | { readonly rows: number | undefined; readonly sums: Readonly<Record<string, number>> }
    | undefined;
  readonly distinctKeys: number | undefined;
  readonly tests: readonly DataTest[];
  readonly past: Past;
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
    };

export interface Check {
  /** Stable: results of many days are kept under it. */
  readonly id: string;
  readonly title: string;
  readonly severity: CheckSeverity;
  readonly owner: string;
  readonly runbook: string;
  run(input: CheckInput): Outcome;
}

export const DATA_TEAM = 'The data team that delivers company_facts';

/** At most so many examples are kept with a failed check. */
export const MAX_SAMPLES = 20;

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

export const fail = (
  observed: string,
  expected: string,
  sentence: string,
  samples: readonly CheckSample[] = [],
): Outcome => ({
  status: 'fail',
  observed,
  expected,
  sentence,
  samples: samples.slice(0, MAX_SAMPLES),
});
