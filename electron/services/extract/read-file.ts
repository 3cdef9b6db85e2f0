import type { CheckedFile } from './deliveries.ts';
import { detectDialect, type FoundDialect } from './detect.ts';
import type { BatchRows } from './batch-rows.ts';
import { CSV, NO_MARKERS, type Dialect } from './dialect.ts';
import { namesIn } from './header.ts';
import { jsonNames, jsonScan } from './json-scan.ts';
import { badDelivery } from './manifest.ts';
import type { Mapping } from './mapping.ts';
import type { FileOpener } from './open-ahead.ts';
import type { OpenedFile } from './open-file.ts';
import { readParquet } from './parquet.ts';
import { withRandomBytes } from './random-bytes.ts';
import { newRecord, type RawRecord } from './record.ts';
import { release } from './release.ts';
import { createTokenizer, splitRecords, type Batch, type Tokenizer } from './tokenizer.ts';

export interface ReadFileOptions {
  readonly mapping: Mapping;
  /** What the day's files were found to be written in. */
  readonly settled: FoundDialect | undefined;
  readonly signal: AbortSignal;
  /** Their names, before the first row and again when a file of JSON lines shows new ones. */
  onNames(this: void, names: readonly string[]): void;
  /** `number`: 1 = the first row of the file. */
  onRow(this: void, record: RawRecord, number: number): void;
  /** Who takes many rows of a file at once, where its dialect and its columns allow it; asked for after the names. */
  batch?: {
    room(this: void): Uint8Array<ArrayBuffer>;
    rows(this: void, dialect: Dialect): BatchRows | undefined;
  };
}

export interface ReadFile {
  /** Rows read, those with faults included, a header line not. */
  readonly rows: number;
  readonly headers: 0 | 1;
  readonly found: FoundDialect | undefined;
}

const NOTHING: ReadFile = { rows: 0, headers: 0, found: undefined };
const PARQUET: FoundDialect = {
  dialect: { ...CSV, nulls: [], header: false, format: 'parquet' },
  evidence: ['The file begins with PAR1: Parquet.'],
  sure: true,
};
/** How many files are looked into before a guess has to do. */
const FILES_LOOKED_AT = 4;

/** Reads one file of any format and packing; throws `bad_delivery` when it as a whole cannot be trusted. */
export async function readFile(
  files: FileOpener,
  file: CheckedFile,
  options: ReadFileOptions,
): Promise<ReadFile> {
  const opened = await files.open(file.path);
  try {
    if (opened.format === 'parquet') return await parquet(file, opened, options);
    if (opened.whole && opened.sample.length === 0) {
      if (file.records === undefined)
        throw badDelivery(`${file.path} is empty, and no manifest says that it should be.`);
      return NOTHING;
    }
    const found = detectDialect(opened.sample, {
      schema: file.schema,
      mapping: withSettled(options.mapping, options.settled),
      whole: opened.whole,
    });
    if (found.dialect.format === 'json') return await jsonLines(file, opened, found, options);
    return await delimited(file, opened, found, options);
  } finally {
    await opened.bytes.return(undefined);
  }
}

/**
 * How the day's text is written: found from the first file whose sample leaves no doubt, so that a file of few rows is
 * read like its sisters.
 */
export async function settleDialect(
  opener: FileOpener,
  files: readonly CheckedFile[],
  mapping: Mapping,
): Promise<FoundDialect | undefined> {
  let guess: FoundDialect | undefined;
  for (const file of files.filter((f) => f.size > 0).slice(0, FILES_LOOKED_AT)) {
    const { format, sample, whole } = await opener.look(file.path);
    if (format === 'parquet') return PARQUET;
    if (sample.length === 0) continue;
    const found = detectDialect(sample, { schema: file.schema, mapping, whole });
    if (found.sure) return found;
    guess ??= found;
  }
  return guess;
}

/** A file keeps to its day's way of writing; whether it has a header line it says itself. */
function withSettled(mapping: Mapping, settled: FoundDialect | undefined): Mapping {
  if (!settled || settled.dialect.format === 'json' || settled.dialect.format === 'parquet')
    return mapping;
  const { format, delimiter, quotes, escape, nulls, quotedNulls } = settled.dialect;
  const dialect = { format, delimiter, quotes, escape, nulls, quotedNulls, ...mapping.dialect };
  return { ...mapping, dialect };
}

async function feed(tokenizer: Tokenizer, opened: OpenedFile, signal: AbortSignal): Promise<void> {
  for await (const chunk of opened.bytes) {
    signal.throwIfAborted();
    tokenizer.push(chunk);
    if (opened.own) release(chunk);
  }
  tokenizer.end();
}

async function delimited(
  file: CheckedFile,
  opened: OpenedFile,
  found: FoundDialect,
  options: ReadFileOptions,
): Promise<ReadFile> {
  const { dialect } = found;
  const sure = found.sure || options.settled?.sure === true;
  const doubtful = !sure && dialect.format === 'text' && !dialect.quotes;
  let width = 0;
  let rows = 0;
  let headers: 0 | 1 = 0;
  const start = (record: RawRecord): void => {
    const names = dialect.header
      ? namesIn(record)
      : schemaNames(file, record, dialect.trailingDelimiter);
    if (record.fault !== undefined && dialect.header)
      throw badDelivery(`${file.path} has a header line that cannot be read: ${record.fault}.`);
    const named = dialect.header && dialect.trailingDelimiter ? names.slice(0, -1) : names;
    options.onNames(named);
    width = named.length + (dialect.trailingDelimiter ? 1 : 0);
    if (dialect.header) headers = 1;
  };
  let plainRows: BatchRows | undefined;
  const batch: Batch | undefined = options.batch && {
    room: options.batch.room,
    take(bytes, at, offset) {
      plainRows ??= width === 0 ? undefined : options.batch?.rows(dialect);
      if (!plainRows) return at;
      const next = plainRows.take(bytes, at, offset, rows + 1);
      rows += plainRows.taken();
      return next;
    },
  };
  const onRecord = (record: RawRecord): void => {
    if (width === 0) {
      start(record);
      if (headers === 1) return;
    }
    rows++;
    if (dialect.trailingDelimiter && record.fields === width) record.fields--;
    if (doubtful && opensQuote(record))
      record.fault ??=
        'a quote, of which the first rows had none: set the dialect in the mapping file';
    options.onRow(record, rows);
  };
  await feed(createTokenizer(onRecord, dialect, batch), opened, options.signal);
  return { rows, headers, found };
}

/** Names for text without a header: those of the manifest, without what PARTITION BY took out of the file. */
function schemaNames(file: CheckedFile, record: RawRecord, trailing: boolean): readonly string[] {
  const { schema } = file;
  if (!schema) return namesIn(record);
  const names = schema.map((column) => column.name);
  const width = record.fields - (trailing ? 1 : 0);
  if (width >= names.length) return names;
  const kept = names.filter((name) => !file.path.includes(`${name}=`));
  return kept.length === width ? kept : names;
}

function opensQuote(r: RawRecord): boolean {
  for (let i = 0; i < r.fields; i++) if (r.buffer[r.starts[i] ?? 0] === 0x22) return true;
  return false;
}

async function jsonLines(
  file: CheckedFile,
  opened: OpenedFile,
  found: FoundDialect,
  options: ReadFileOptions,
): Promise<ReadFile> {
  // UNLOAD may leave out what is NULL: the first row alone does not tell all names.
  const known = jsonNames();
  const look = splitRecords(jsonScan(known), newRecord(NO_MARKERS), () => undefined);
  look.push(opened.sample);
  if (opened.whole) look.end();
  if (known.names.length === 0)
    throw badDelivery(`${file.path} holds no JSON object: UNLOAD writes one a line.`);
  let width = 0;
  let rows = 0;
  const tokenizer = splitRecords(jsonScan(known), newRecord(NO_MARKERS), (record) => {
    if (known.names.length !== width) {
      options.onNames(known.names);
      width = known.names.length;
    }
    rows++;
    options.onRow(record, rows);
  });
  await feed(tokenizer, opened, options.signal);
  return { rows, headers: 0, found };
}

async function parquet(
  file: CheckedFile,
  opened: OpenedFile,
  options: ReadFileOptions,
): Promise<ReadFile> {
  let rows = 0;
  await withRandomBytes(opened.bytes, (bytes) =>
    readParquet(bytes, file.path, options.mapping.limits, options.onNames, (record) => {
      options.signal.throwIfAborted();
      rows++;
      options.onRow(record, rows);
    }),
  );
  return { rows, headers: 0, found: PARQUET };
}
