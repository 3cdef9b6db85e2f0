import { z } from 'zod';
import { call, type } from './call.ts';

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day like 2026-11-20');

export type DayStatus = 'published' | 'unchanged' | 'held' | 'failed';

export interface SyncedDay {
  readonly ds: string;
  readonly run_id: string;
  /** Rows published (or that would have been). */
  readonly rows: number;
  /** Rows set aside. */
  readonly rejected: number;
  readonly status: DayStatus;
  readonly reason: string | null;
}

export interface SyncReport {
  readonly source: string;
  readonly days: readonly SyncedDay[];
  readonly ds: string | null;
  readonly version: number;
  readonly cancelled: boolean;
}

export interface SyncProgress {
  readonly step: 'generate' | 'discover' | 'read' | 'publish' | 'score';
  /** Plain words: `Reading 20 Nov 2026`. */
  readonly text: string;
  readonly daysDone: number;
  readonly daysTotal: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly rows: number;
  /** Bytes of data files read, or passed over because nothing is new, and of how many; 0 of 0 while not known. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** When the whole import began, ISO with zone. */
  readonly startedAt: string;
}

export interface SetAsideRow {
  readonly ds: string;
  readonly run_id: string;
  readonly file: string;
  /** 1 = the first record after the header. */
  readonly record: number;
  readonly byte_offset: number;
  readonly column: string | null;
  readonly reason: string;
  readonly value: string | null;
}

export type CheckSeverity = 'hold' | 'warn';
/** `not_run`: there was nothing to compare with, and `observed` says what was missing. Never the same as passed. */
export type CheckStatus = 'pass' | 'fail' | 'not_run';

/** A row, column or office a failed check points at; what is not known is null. */
export interface CheckSample {
  readonly company_id: string | null;
  readonly location_id: string | null;
  readonly file: string | null;
  readonly record: number | null;
  readonly column: string | null;
  readonly value: string | null;
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  /** What a failure does: holds the day back, or publishes it with a warning. */
  readonly severity: CheckSeverity;
  readonly status: CheckStatus;
  readonly observed: string;
  readonly expected: string;
  readonly samples: readonly CheckSample[];
  /** First day of the failures that last until now; null where it does not fail. */
  readonly firstFailed: string | null;
  readonly owner: string;
  /** What it means and what to do; readable without a network. */
  readonly runbook: string;
}

/** A test of the data team, as their delivery reports it. */
export interface DataTest {
  readonly id: string;
  readonly status: string;
  readonly severity: string | null;
  readonly owner: string | null;
  readonly runbook: string | null;
  readonly failing_rows: number | null;
}

/** What a person decided about one delivery. */
export interface Decision {
  readonly ds: string;
  readonly run_id: string;
  readonly kind: 'publish_anyway' | 'roll_back';
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly undoneBy: string | null;
  readonly undoneAt: string | null;
}

export interface DayChecks {
  readonly ds: string;
  readonly run_id: string;
  readonly status: DayStatus;
  readonly reason: string | null;
  readonly at: string;
  readonly checks: readonly CheckResult[];
  readonly tests: readonly DataTest[];
  /** What was decided about this day, newest first. */
  readonly decisions: readonly Decision[];
}

export const proxyMode = z.enum(['system', 'manual']);
/** `http://proxy.example.com:3128`. It is kept as it is, so it must not carry a password. */
export const proxyAddress = z
  .string()
  .trim()
  .refine((text) => !text.includes('@'), 'a proxy with its password belongs into HTTPS_PROXY');

/** What an `s3://` source needs beside its address; what is missing comes from the AWS configuration. */
export const s3Options = z.object({
  /** An S3-compatible store's address; without it, AWS. */
  endpoint: z.string().optional(),
  region: z.string().optional(),
  /** A profile of the AWS configuration files. */
  profile: z.string().optional(),
  /** Bucket in the path, not in the host name. */
  pathStyle: z.boolean().optional(),
  /** Sends no checksum headers, which older stores refuse. */
  compatibility: z.boolean().optional(),
  /** `system`, or not set: the way the computer's settings say; `manual`: through `proxyAddress`. */
  proxy: proxyMode.optional(),
  proxyAddress: proxyAddress.optional(),
});
export type S3SourceOptions = z.output<typeof s3Options>;

export type ConnectionStepId =
  | 'address'
  | 'credentials'
  | 'network'
  | 'clock'
  | 'bucket'
  | 'list'
  | 'read';

/** One of the seven steps on the way to a bucket. */
export interface ConnectionStep {
  readonly id: ConnectionStepId;
  readonly title: string;
  /** `not_run`: a step before it failed. */
  readonly status: 'ok' | 'failed' | 'not_run';
  /** What was found, or what went wrong; may be empty. */
  readonly text: string;
  readonly next: string | null;
}

/** How a source can refuse, near or far. */
export const SOURCE_PROBLEMS = [
  'source_missing',
  'offline',
  'captive_portal',
  'proxy_refused',
  'untrusted_certificate',
  'sign_in_expired',
  'no_credentials',
  'access_denied',
  'bucket_missing',
  'wrong_region',
  'clock_wrong',
  'source_busy',
  'source_unsupported',
] as const;

export const sync = {
  run: call({
    input: z.object({
      /** A folder, a file or s3://bucket/prefix; without it, the source of last time. */
      source: z.string().min(1).optional(),
      from: isoDay.optional(),
      to: isoDay.optional(),
      /** For an s3:// source; without it, the connection in Settings, then what it was last time. */
      s3: s3Options.optional(),
    }),
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: [...SOURCE_PROBLEMS, 'no_deliveries', 'busy', 'cancelled', 'disk_full'],
  }),
  /** Tries the way to a bucket step by step, and reads one small file. A step that fails is an answer, no refusal. */
  testConnection: call({
    input: z.object({ source: z.string().startsWith('s3://'), s3: s3Options.optional() }),
    output: type<readonly ConnectionStep[]>(),
  }),
  /** Stops the import that runs now, whoever started it; days already published stay. */
  cancel: call({ input: z.object({}), output: type<{ cancelled: boolean }>() }),
  /** Our checks and the data team's tests of a day, or of the newest day looked at; null before the first. */
  checks: call({ input: z.object({ ds: isoDay.optional() }), output: type<DayChecks | null>() }),
  /** Publishes a held delivery all the same. Refuses one that could not be read whole: there is nothing to publish. */
  publishAnyway: call({
    input: z.object({ ds: isoDay, reason: z.string().trim().min(1).max(500) }),
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: [...SOURCE_PROBLEMS, 'not_found', 'bad_delivery', 'busy', 'cancelled', 'disk_full'],
  }),
  /** Takes a published day back: to its run before, or to no data for that day. A sync leaves it so. */
  rollBack: call({
    input: z.object({ ds: isoDay, reason: z.string().trim().min(1).max(500) }),
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: [...SOURCE_PROBLEMS, 'not_found', 'busy', 'cancelled', 'disk_full'],
  }),
  /** Takes the newest decision about a day back, whichever it was. */
  undoDecision: call({
    input: z.object({ ds: isoDay }),
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: [...SOURCE_PROBLEMS, 'not_found', 'busy', 'cancelled', 'disk_full'],
  }),
} as const;
