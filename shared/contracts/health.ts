import { z } from 'zod';
import { call, type } from './call.ts';
import type { ReportFile } from './reports.ts';
import type { CheckResult, DataTest, DayStatus, Decision, SetAsideRow } from './sync.ts';

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day like 2026-11-20');
const runId = z.string().min(1);

/**
 * What became of a day, the gravest thing first. `warned`: published, and a check that warns failed. `late`: published,
 * delivered after its limit. `none_yet`: not due. `before`: older than anything that was ever looked at.
 */
export type DayState =
  | 'published'
  | 'warned'
  | 'late'
  | 'held'
  | 'failed'
  | 'missing'
  | 'rolled_back'
  | 'none_yet'
  | 'before';

export interface CalendarDay {
  readonly ds: string;
  readonly state: DayState;
  /** How many runs of the day are known; two and more: it was restated. */
  readonly runs: number;
  readonly restated: boolean;
  readonly publishedAnyway: boolean;
  /** A run of before stays on the screens although the newest one is held or could not be read. */
  readonly keepsEarlierRun: boolean;
  readonly late: boolean;
  /** Checks that warn and failed. */
  readonly warnings: number;
  /** Of the newest run looked at; null where none was. */
  readonly rows: number | null;
  readonly rejected: number | null;
  readonly run_id: string | null;
  /** When the warehouse wrote it, ISO with zone. */
  readonly delivered_at: string | null;
  readonly reason: string | null;
}

export interface RunStep {
  readonly id: 'found' | 'gate' | 'read' | 'check' | 'outcome';
  readonly title: string;
  /** `not_known`: of a run from before steps were kept. */
  readonly status: 'done' | 'stopped' | 'not_reached' | 'not_known';
  /** ISO; null where not reached or not known. */
  readonly at: string | null;
  readonly text: string;
}

export interface RunFile {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string | null;
  /** Rows without header lines; null where the manifest gives no count or nobody knows how many lines are headers. */
  readonly expected: number | null;
  readonly got: number | null;
  readonly setAside: number;
  readonly state: 'read' | 'refused' | 'not_read';
}

/** One number a check looked at on earlier days and on this one; oldest first. */
export interface CheckTrend {
  /** What is counted: `rows`, or a measure's name. */
  readonly of: string;
  readonly points: readonly {
    readonly ds: string;
    readonly value: number;
    readonly passed: boolean;
  }[];
}

export type HealthCheck = CheckResult & { readonly trend: CheckTrend | null };

export interface DeliveredColumn {
  readonly name: string;
  /** As the manifest names it; null where no manifest does. */
  readonly type: string | null;
}

/** How the columns differ from those of the published day before. */
export interface SchemaDiff {
  readonly against: string;
  readonly columns: number;
  readonly added: readonly DeliveredColumn[];
  readonly removed: readonly DeliveredColumn[];
  readonly changed: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** A guess from like names and types; both stand in `added` and `removed` as well. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

export interface ReasonCount {
  readonly reason: string;
  readonly rows: number;
}

export interface SetAsideCounts {
  readonly total: number;
  /** Rows whose place and value are kept: of a flood only the first thousand. */
  readonly kept: number;
  /** Most frequent first. */
  readonly reasons: readonly ReasonCount[];
}

export interface RunLine {
  readonly run_id: string;
  readonly status: DayStatus;
  readonly at: string;
  readonly rows: number;
  readonly rejected: number;
  readonly reason: string | null;
  /** The screens show this one. */
  readonly onScreens: boolean;
}

export interface RunDetail {
  readonly ds: string;
  readonly run_id: string;
  readonly status: DayStatus;
  readonly reason: string | null;
  readonly at: string;
  readonly rows: number;
  readonly rejected: number;
  readonly delivered_at: string | null;
  readonly supersedes: string | null;
  readonly steps: readonly RunStep[];
  readonly files: readonly RunFile[];
  readonly checks: readonly HealthCheck[];
  readonly tests: readonly DataTest[];
  /** Null where the columns of this run or of a day before are not known. */
  readonly schema: SchemaDiff | null;
  readonly setAside: SetAsideCounts;
  /** Every run of the day that was looked at, newest look first; this one included. */
  readonly runs: readonly RunLine[];
  readonly decisions: readonly Decision[];
}

export interface SetAsidePage extends SetAsideCounts {
  readonly ds: string | null;
  /** Rows that fit the filter, kept or not. */
  readonly matching: number;
  readonly files: readonly string[];
  readonly rows: readonly SetAsideRow[];
}

export interface MeasureCoverage {
  readonly column: string;
  /** Share of the newest day's rows with a value, 0 to 1. */
  readonly share: number;
  /** Published days with at least one value. */
  readonly days: number;
  readonly first: string;
  /** Why what it measures counts as not available; null where it is. */
  readonly unavailable: string | null;
}

export interface Coverage {
  readonly ds: string;
  readonly offices: number;
  readonly measures: readonly MeasureCoverage[];
}

const setAsideFilter = {
  /** Without it, the newest day looked at. */
  ds: isoDay.optional(),
  reason: z.string().optional(),
  file: z.string().optional(),
};

export const health = {
  calendar: call({
    input: z.object({ days: z.number().int().positive().max(400).default(60) }),
    output: type<readonly CalendarDay[]>(),
  }),
  /** One run of a day, the one looked at last unless named; null where the day was never looked at. */
  run: call({
    input: z.object({ ds: isoDay, run_id: runId.optional() }),
    output: type<RunDetail | null>(),
  }),
  setAside: call({
    input: z.object({
      ...setAsideFilter,
      offset: z.number().int().nonnegative().default(0),
      limit: z.number().int().positive().max(1000).default(25),
    }),
    output: type<SetAsidePage>(),
  }),
  setAsideCsv: call({
    input: z.object(setAsideFilter),
    output: type<ReportFile>(),
    problems: ['not_found'],
  }),
  coverage: call({ input: z.object({}), output: type<Coverage | null>() }),
  /** Plain text a person forwards to the data team. */
  report: call({
    input: z.object({ ds: isoDay, run_id: runId.optional() }),
    output: type<{ readonly text: string }>(),
  }),
} as const;
