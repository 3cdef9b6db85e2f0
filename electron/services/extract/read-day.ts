import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { DayRows, SetAside } from './day-rows.ts';
import { batchRows, isBatchable, roomOf } from './batch-rows.ts';
import { BAD } from './decode.ts';
import { rowDecoder, type RowDecoder } from './decode-row.ts';
import type { CheckedFile } from './deliveries.ts';
import type { FoundDialect } from './detect.ts';
import { describeDialect } from './dialect.ts';
import { dateAt, emptyAt, NOT_A, nullAt, textAt } from './fields.ts';
import { headerOf, type Header } from './header.ts';
import { partitionValues } from './hive.ts';
import { badDelivery } from './manifest.ts';
import { NO_MAPPING, type Mapping } from './mapping.ts';
import { openAhead, type FileOpener } from './open-ahead.ts';
import { readFile, settleDialect } from './read-file.ts';
import type { RawRecord } from './record.ts';
import type { Source } from './source.ts';
import { borrowScanner, giveBack, type Scanner } from './scanner/scanner.ts';
import { createStage, type RowPlace, type Stage } from './stage.ts';

/** Packed, a day of a hundred thousand offices is ten megabytes. */
const LARGE_BYTES = 48 << 20;

export interface ReadDayOptions {
  /** Undefined: the first row tells. */
  readonly day: Day | undefined;
  readonly signal: AbortSignal;
  /** A file was read to its end: its data rows and header lines. Comes before its count is compared with the manifest. */
  onFile?(file: string, rows: number, headers: number): void;
  /** Their columns, values and dialect, where a settings file says so. */
  readonly mapping?: Mapping | undefined;
}

interface Reading {
  readonly scanner: Scanner;
  readonly stage: Stage;
  readonly mapping: Mapping;
  readonly names: Set<string>;
  readonly unknown: Set<string>;
  day: Day | undefined;
  records: number;
  repeated: number;
  /** Records in which bytes that are no text were replaced. */
  replaced: number;
}

/** Reads all files of a delivery into memory; throws `bad_delivery` when a file as a whole cannot be trusted. */
export async function readDay(
  source: Source,
  files: readonly CheckedFile[],
  options: ReadDayOptions,
): Promise<DayRows> {
  const mapping = options.mapping ?? NO_MAPPING;
  const scanner = borrowScanner();
  const paths = files.map((file) => file.path);
  const opener = openAhead(source, paths, mapping.limits);
  try {
    const staged = await readFiles(opener, files, { ...options, mapping }, scanner);
    // What is left of so much text is not to lie there while the day is checked and published.
    if (files.reduce((sum, file) => sum + file.size, 0) > LARGE_BYTES) collectGarbage();
    return staged;
  } finally {
    giveBack(scanner);
    await opener.close();
  }
}

async function readFiles(
  opener: FileOpener,
  files: readonly CheckedFile[],
  options: ReadDayOptions & { readonly mapping: Mapping },
  scanner: Scanner,
): Promise<DayRows> {
  const { mapping } = options;
  const reading: Reading = {
    scanner,
    stage: createStage(files.reduce((sum, file) => sum + (file.records ?? 0), 0)),
    mapping,
    names: new Set(),
    unknown: new Set(),
    day: options.day,
    records: 0,
    repeated: 0,
    replaced: 0,
  };
  // One file alone says itself how it is written.
  const common = files.length > 1 ? await settleDialect(opener, files, mapping) : undefined;
  let settled = common;
  const headers: { file: string; names: readonly string[] }[] = [];
  for (const file of files) {
    const taken = await takeFile(opener, file, common, reading, options);
    const { rows, headers: lines, names } = taken;
    settled ??= taken.found;
    if (names) headers.push({ file: file.path, names });
    options.onFile?.(file.path, rows, lines);
    if (file.records !== undefined && rows + lines !== file.records)
      throw badDelivery(
        `${file.path} holds ${rows} rows; its manifest says ${Math.max(0, file.records - lines)}.`,
      );
  }
  if (reading.day === undefined)
    throw badDelivery(`${files.map((f) => f.path).join(', ')}: there is no row that names a day.`);
  return {
    ...reading.stage.finish(),
    day: reading.day,
    records: reading.records,
    repeated: reading.repeated,
    unknownColumns: [...reading.unknown],
    columns: [...reading.names],
    notes: notesOn(reading, settled, headers),
    ...(settled ? { dialect: settled } : {}),
  };
}

interface Taken {
  readonly rows: number;
  readonly headers: number;
  readonly names: readonly string[] | undefined;
  readonly found: FoundDialect | undefined;
}

async function takeFile(
  opener: FileOpener,
  file: CheckedFile,
  settled: FoundDialect | undefined,
  reading: Reading,
  options: ReadDayOptions,
): Promise<Taken> {
  const { mapping, scanner, stage } = reading;
  const context = {
    file: file.path,
    mapping,
    partitions: partitionValues(file.path),
    schema: file.schema,
  };
  let header: Header | undefined;
  let decode: RowDecoder | undefined;
  const read = await readFile(opener, file, {
    mapping,
    settled,
    signal: options.signal,
    onNames(names) {
      header = headerOf(names, context);
      decode = rowDecoder(header, reading.stage);
      header.names.forEach((name, i) => {
        reading.names.add(name);
        if (!header?.columns[i]) reading.unknown.add(name);
      });
      for (const { name, column } of header.fixed) {
        reading.names.add(name);
        if (!column) reading.unknown.add(name);
      }
    },
    onRow(record, number) {
      if (!header || !decode) return;
      reading.records++;
      takeRecord(record, header, decode, file.path, number, reading);
    },
    batch: {
      room: () => roomOf(scanner),
      rows(dialect) {
        // Until a row has said the day, rows come one by one.
        if (!header || reading.day === undefined || !isBatchable(header, dialect, scanner))
          return undefined;
        const { day } = reading;
        const taker = batchRows({
          scanner,
          stage,
          header,
          dialect,
          file: file.path,
          day,
          onTwin(kind, row) {
            if (kind === 'same') reading.repeated++;
            else stage.setAside({ ...differentTwin(row), file: file.path });
          },
        });
        return {
          ...taker,
          take(...where) {
            const next = taker.take(...where);
            reading.records += taker.taken();
            return next;
          },
        };
      },
    },
  });
  return { ...read, names: header?.names };
}

/** What a reader of the day should know, one sentence each. */
function notesOn(
  reading: Reading,
  settled: FoundDialect | undefined,
  headers: readonly { file: string; names: readonly string[] }[],
): readonly string[] {
  const notes: string[] = [];
  const dialect = settled && describeDialect(settled.dialect);
  // The plainest way needs no words.
  if (dialect !== undefined && !dialect.startsWith('CSV, delimiter comma, with a header'))
    notes.push(`Read as ${dialect}.`);
  if (reading.replaced > 0)
    notes.push(
      `${reading.replaced} rows hold bytes that are no text (not UTF-8, or NUL); they are shown as \ufffd.`,
    );
  for (const { file, names } of headers) {
    const missing = [...reading.names].filter((name) => !names.includes(name));
    if (missing.length > 0 && headers.length > 1)
      notes.push(`${file} lacks ${missing.join(', ')}, which other files of the day have.`);
  }
  return notes;
}

function takeRecord(
  r: RawRecord,
  header: Header,
  decode: RowDecoder,
  file: string,
  number: number,
  reading: Reading,
): void {
  const { stage } = reading;
  const aside = (
    column: string | null,
    reason: string,
    value: string | null,
    office?: SetAside['office'],
  ): void =>
    stage.setAside({
      file,
      record: number,
      byteOffset: r.offset,
      column,
      reason,
      value: value?.slice(0, 200) ?? null,
      ...(office ? { office } : {}),
    });
  if (r.fault) return aside(null, r.fault, r.fields > 0 ? textAt(r, 0) : null);
  if (r.fields !== header.names.length)
    return aside(null, `${r.fields} fields where the header has ${header.names.length}`, null);
  for (const i of header.required) {
    if (nullAt(r, i) || emptyAt(r, i))
      return aside(header.names[i] ?? null, 'a required value is missing', null);
  }
  if (r.replaced || (!r.plain && isUnclean(r))) reading.replaced++;
  const day = header.day ?? dateAt(r, header.ds);
  if (day === BAD || Number.isNaN(day)) return aside('ds', NOT_A.date, textAt(r, header.ds));
  reading.day ??= day;
  if (day !== reading.day)
    return aside(
      'ds',
      `not the day of this delivery, ${formatDay(reading.day)}`,
      textAt(r, header.ds),
    );

  const companyId = textAt(r, header.companyId);
  const locationId = textAt(r, header.locationId);
  // Two spellings of one name in Unicode are one office; the ids themselves stay as they are.
  const key = officeKeyOf(companyId, locationId);
  const office = /[^\0-\x7f]/.test(key) ? key.normalize('NFC') : key;
  const hash = hashOf(r, reading.scanner);
  const seen = stage.seen(office, hash);
  if (seen === 'same') {
    reading.repeated++;
    return;
  }
  if (seen === 'different') {
    const { offset: byteOffset } = r;
    stage.setAside({
      ...differentTwin({ companyId, locationId, record: number, byteOffset }),
      file,
    });
    return;
  }
  const bad = decode(r);
  if (bad >= 0) {
    stage.drop();
    return aside(
      header.names[bad] ?? null,
      NOT_A[header.columns[bad]?.type ?? 'text'],
      textAt(r, bad),
      { companyId, locationId },
    );
  }
  stage.add(office, hash, {
    companyId,
    locationId,
    key,
    file,
    record: number,
    byteOffset: r.offset,
  });
}

function differentTwin({
  companyId,
  locationId,
  record,
  byteOffset,
}: Omit<RowPlace, 'file' | 'key'>): Omit<SetAside, 'file'> {
  return {
    record,
    byteOffset,
    column: 'location_id',
    reason: 'a second, different row for this office and day',
    value: locationId.slice(0, 200),
    office: { companyId, locationId },
  };
}

/** Bytes that are not UTF-8, or a NUL: decoding replaces them. */
function isUnclean(r: RawRecord): boolean {
  const bytes = r.buffer.subarray(r.start, r.end);
  return !isUtf8(bytes) || bytes.includes(0);
}

/** Tells a repeated row from a different one with the same key. */
function hashOf({ buffer, start, end }: RawRecord, { memory, hash }: Scanner): number {
  const at = buffer.byteOffset;
  return buffer.buffer === memory.buffer
    ? hash(at + start, at + end)
    : crc32(buffer.subarray(start, end));
}
