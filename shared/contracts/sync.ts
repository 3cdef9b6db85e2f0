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

export const sync = {
  run: call({
    input: z.object({
      /** A folder, a file or s3://bucket/prefix; without it, the source of last time. */
      source: z.string().min(1).optional(),
      from: isoDay.optional(),
      to: isoDay.optional(),
    }),
    output: type<SyncReport>(),
    progress: type<SyncProgress>(),
    outlivesCaller: true,
    problems: ['source_missing', 'no_deliveries', 'busy', 'cancelled', 'disk_full'],
  }),
  /** Stops the import that runs now, whoever started it; days already published stay. */
  cancel: call({ input: z.object({}), output: type<{ cancelled: boolean }>() }),
  days: call({
    input: z.object({ limit: z.number().int().positive().default(60) }),
    output: type<readonly (SyncedDay & { readonly at: string })[]>(),
  }),
  setAside: call({
    input: z.object({ ds: isoDay.optional(), limit: z.number().int().positive().default(200) }),
    output: type<readonly SetAsideRow[]>(),
  }),
} as const;
