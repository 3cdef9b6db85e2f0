import { z } from 'zod';
import { call, type } from './call.ts';
import { dialectSettings, type Dialect, type DialectSettings } from './dialect.ts';
import type { Problem } from './problem.ts';
import { SOURCE_PROBLEMS } from './sync.ts';

/** A column of the file, and what it is to us. */
export interface PreviewColumn {
  readonly name: string;
  /** Our name of it; null for one we do not know: it is kept as extra. */
  readonly ours: string | null;
  /** True where the mapping file says so. */
  readonly mapped: boolean;
}

/** One record as it stands in the file; null = unknown, '' = nothing in quotes. */
export interface PreviewRow {
  readonly values: readonly (string | null)[];
  /** Why it would be set aside for its form; null = well formed. */
  readonly fault: string | null;
}

/** The newest delivery of a source as a sync would read it; nothing is kept of it. */
export interface DeliveryPreview {
  readonly source: string;
  readonly ds: string | null;
  readonly runId: string;
  readonly files: number;
  /** The file the rows are from. */
  readonly file: string;
  readonly codec: 'none' | 'gzip' | 'zstd';
  readonly dialect: Dialect;
  /** The dialect as one line for people. */
  readonly words: string;
  /** Why it is read so, one sentence each. */
  readonly evidence: readonly string[];
  /** False when nothing in the sample tells one way of quoting from another. */
  readonly sure: boolean;
  readonly namesFrom: 'header' | 'manifest' | 'file';
  readonly columns: readonly PreviewColumn[];
  /** Columns whose value stands in the file's path. */
  readonly inPath: readonly string[];
  /** Our columns that are not there. */
  readonly missing: readonly { readonly name: string; readonly required: boolean }[];
  readonly rows: readonly PreviewRow[];
  /** Why a sync would hold this file back as a whole; null = it can be read. */
  readonly problem: Problem | null;
}

/** The mapping file of the data folder, as it is. */
export interface MappingState {
  readonly path: string;
  readonly exists: boolean;
  /** What is wrong with it, in words; a sync refuses until it is mended. */
  readonly problem: Problem | null;
  /** Their names and ours. */
  readonly columns: readonly (readonly [string, string])[];
  /** Columns of ours whose values are renamed. */
  readonly values: readonly string[];
  readonly dialect: DialectSettings;
}

export const preview = {
  /** Without a source, the one of last time. */
  delivery: call({
    input: z.object({ source: z.string().min(1).optional() }),
    output: type<DeliveryPreview>(),
    problems: [...SOURCE_PROBLEMS, 'no_deliveries', 'bad_delivery'],
  }),
  mapping: call({ input: z.object({}), output: type<MappingState>() }),
  /** Writes the dialect of the mapping file; what is left out is found from the files again. Refuses while the file is wrong elsewhere. */
  setDialect: call({
    input: z.object({ dialect: dialectSettings }),
    output: type<MappingState>(),
    problems: ['unwritable_folder', 'disk_full'],
  }),
} as const;
