import { isUtf8 } from 'node:buffer';
import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { Attributes, DayRows } from './day-rows.ts';
import { BAD, type Bad } from './decode.ts';
import type { CheckedFile } from './deliveries.ts';
import type { FoundDialect } from './detect.ts';
import { describeDialect } from './dialect.ts';
import {
  attributeAt,
  dateAt,
  emptyAt,
  isAttribute,
  measureAt,
  NOT_A,
  nullAt,
  textAt,
  unknownAt,
} from './fields.ts';
import { headerOf, recordOf, type Header } from './header.ts';
import { partitionValues } from './hive.ts';
import { badDelivery } from './manifest.ts';
import { NO_MAPPING, type Mapping } from './mapping.ts';
import { readFile, settleDialect } from './read-file.ts';
import type { RawRecord } from './record.ts';
import type { Source } from './source.ts';
import { createStage, type Stage } from './stage.ts';

export interface ReadDayOptions {
  /** Undefined: the first row tells. */
  readonly day: Day | undefined;
  /** Whether a row's attributes are needed: decoding text is what costs. */
  wantAttributes(companyId: string, locationId: string, day: Day): boolean;
  readonly signal: AbortSignal;
  /** A file was read to its end: its data rows and header lines. Comes before its count is compared with the manifest. */
  onFile?(file: string, rows: number, headers: number): void;
  /** Their columns, values and dialect, where a settings file says so. */
  readonly mapping?: Mapping | undefined;
}

interface Reading {
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
  const reading: Reading = {
    stage: createStage(),
    mapping,
    names: new Set(),
    unknown: new Set(),
    day: options.day,
    records: 0,
    repeated: 0,
    replaced: 0,
  };
  // One file alone says itself how it is written.
  const common = files.length > 1 ? await settleDialect(source, files, mapping) : undefined;
  let settled = common;
  const headers: { file: string; names: readonly string[] }[] = [];
  for (const file of files) {
    const taken = await takeFile(source, file, common, reading, options);
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
  source: Source,
  file: CheckedFile,
  settled: FoundDialect | undefined,
  reading: Reading,
  options: ReadDayOptions,
): Promise<Taken> {
  const { mapping } = reading;
  const context = {
    file: file.path,
    mapping,
    partitions: partitionValues(file.path),
    schema: file.schema,
  };
  let header: Header | undefined;
  const read = await readFile(source, file, {
    mapping,
    settled,
    signal: options.signal,
    onNames(names) {
      header = headerOf(names, context);
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
      if (!header) return;
      reading.records++;
      takeRecord(record, header, file.path, number, reading, options);
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
  file: string,
  number: number,
  reading: Reading,
  options: ReadDayOptions,
): void {
  const { stage } = reading;
  const aside = (column: string | null, reason: string, value: string | null): void =>
    stage.setAside({
      file,
      record: number,
      byteOffset: r.offset,
      column,
      reason,
      value: value?.slice(0, 200) ?? null,
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
  const raw = officeKeyOf(companyId, locationId);
  const key = /[^\0-\x7f]/.test(raw) ? raw.normalize('NFC') : raw;
  const hash = hashOf(r);
  const seen = stage.seen(key, hash);
  if (seen === 'same') {
    reading.repeated++;
    return;
  }
  if (seen === 'different')
    return aside('location_id', 'a second, different row for this office and day', locationId);

  const keep = options.wantAttributes(companyId, locationId, day);
  const attributes = decodeRow(r, header, keep, stage, (i) =>
    aside(header.names[i] ?? null, NOT_A[header.columns[i]?.type ?? 'text'], textAt(r, i)),
  );
  if (attributes === BAD) {
    stage.dropMeasures();
    return;
  }
  stage.add(key, hash, {
    companyId,
    locationId,
    attributes,
    file,
    record: number,
    byteOffset: r.offset,
  });
}

/** Decodes every value, so that a bad one is found whether or not the attributes are kept. */
function decodeRow(
  r: RawRecord,
  header: Header,
  keep: boolean,
  stage: Stage,
  onBad: (field: number) => void,
): Attributes | undefined | Bad {
  const values: Record<string, string | number | null> = {};
  let extra: Record<string, string> | null = null;
  const { buffer, starts, ends, quoted } = r;
  const { first } = r.nulls;
  for (let i = 0; i < header.columns.length; i++) {
    const column = header.columns[i];
    if (column?.of === 'key') continue;
    // A value that goes by another name is decoded as a record of its own.
    const one = header.renames ? renamed(r, i, header) : r;
    const at = one === r ? i : 0;
    // Most values are bare and begin like no marker: one look, without a call.
    const from = starts[i] ?? 0;
    const present =
      one === r && quoted[i] === 0 && from !== ends[i] && first[buffer[from] ?? 0] === 0;
    const missing = !present && unknownAt(one, at, column);
    if (!column) {
      if (keep && !missing) (extra ??= {})[header.names[i] ?? ''] = textAt(one, at);
    } else if (column.of === 'measure') {
      const value = missing ? Number.NaN : measureAt(one, at, column);
      if (value === BAD) {
        onBad(i);
        return BAD;
      }
      stage.setMeasure(column.name, value);
    } else if (!keep) {
      if (!missing && !isAttribute(one, at, column)) {
        onBad(i);
        return BAD;
      }
    } else {
      const value = missing ? null : attributeAt(one, at, column);
      if (value === BAD) {
        onBad(i);
        return BAD;
      }
      values[column.name] =
        typeof value === 'string' && header.padded[i] ? value.replace(/ +$/, '') : value;
    }
  }
  for (const { name, column, value } of header.fixed) {
    if (column?.of === 'measure')
      stage.setMeasure(name, typeof value === 'number' ? value : Number.NaN);
    else if (keep && column) values[name] = value;
    else if (keep && value !== null) (extra ??= {})[name] = String(value);
  }
  return keep ? { values, extra } : undefined;
}

function renamed(r: RawRecord, i: number, header: Header): RawRecord {
  const map = header.values[i];
  if (!map || nullAt(r, i)) return r;
  const ours = map.get(textAt(r, i));
  return ours === undefined ? r : recordOf(ours);
}

/** Bytes that are not UTF-8, or a NUL: decoding replaces them. */
function isUnclean(r: RawRecord): boolean {
  const bytes = r.buffer.subarray(r.start, r.end);
  return !isUtf8(bytes) || bytes.includes(0);
}

/** FNV-1a over the record's bytes: tells a repeated row from a different one with the same key. */
function hashOf(r: RawRecord): number {
  let hash = 0x811c9dc5;
  for (let i = r.start; i < r.end; i++) hash = Math.imul(hash ^ (r.buffer[i] ?? 0), 0x01000193);
  return hash;
}
