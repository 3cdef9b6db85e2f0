import type { Day } from '../../../shared/domain/day.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { Attributes, DayRows } from './day-rows.ts';
import { BAD, type Bad } from './decode.ts';
import type { CheckedFile } from './deliveries.ts';
import { attributeAt, dateAt, isAttribute, measureAt, NOT_A, nullAt, textAt } from './fields.ts';
import { readHeader, type Header } from './header.ts';
import { badDelivery } from './manifest.ts';
import { plainBytes } from './plain-bytes.ts';
import type { Source } from './source.ts';
import { createStage, type Stage } from './stage.ts';
import { createTokenizer, type CsvRecord } from './tokenizer.ts';

export interface ReadDayOptions {
  /** Undefined: the first row tells. */
  readonly day: Day | undefined;
  /** Whether a row's attributes are needed: decoding text is what costs. */
  wantAttributes(companyId: string, locationId: string, day: Day): boolean;
  readonly signal: AbortSignal;
  onFile?(file: string, rows: number): void;
}

interface Reading {
  readonly stage: Stage;
  readonly unknown: Set<string>;
  day: Day | undefined;
  records: number;
  repeated: number;
}

/** Reads all files of a delivery into memory; throws `bad_delivery` when a file as a whole cannot be trusted. */
export async function readDay(
  source: Source,
  files: readonly CheckedFile[],
  options: ReadDayOptions,
): Promise<DayRows> {
  const reading: Reading = {
    stage: createStage(),
    unknown: new Set(),
    day: options.day,
    records: 0,
    repeated: 0,
  };
  for (const file of files) {
    const seen = await readFile(source, file.path, reading, options);
    if (file.records !== undefined && seen !== file.records)
      throw badDelivery(
        `${file.path} holds ${Math.max(0, seen - 1)} rows; its manifest says ${Math.max(0, file.records - 1)}.`,
      );
    options.onFile?.(file.path, reading.stage.next());
  }
  if (reading.day === undefined)
    throw badDelivery(`${files.map((f) => f.path).join(', ')}: there is no row that names a day.`);
  return {
    ...reading.stage.finish(),
    day: reading.day,
    records: reading.records,
    repeated: reading.repeated,
    unknownColumns: [...reading.unknown],
  };
}

/** Records in the file, header included. */
async function readFile(
  source: Source,
  file: string,
  reading: Reading,
  options: ReadDayOptions,
): Promise<number> {
  let header: Header | undefined;
  let seen = 0;
  const tokenizer = createTokenizer((record) => {
    seen++;
    if (header) {
      reading.records++;
      takeRecord(record, header, file, seen - 1, reading, options);
      return;
    }
    header = readHeader(record, file);
    header.names.forEach((name, i) => {
      if (!header?.columns[i]) reading.unknown.add(name);
    });
  });
  for await (const chunk of plainBytes(source, file)) {
    options.signal.throwIfAborted();
    tokenizer.push(chunk);
  }
  tokenizer.end();
  return seen;
}

function takeRecord(
  r: CsvRecord,
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
    if (nullAt(r, i)) return aside(header.names[i] ?? null, 'a required value is missing', null);
  }
  const day = dateAt(r, header.ds);
  if (day === BAD) return aside('ds', NOT_A.date, textAt(r, header.ds));
  reading.day ??= day;
  if (day !== reading.day)
    return aside(
      'ds',
      `not the day of this delivery, ${formatDay(reading.day)}`,
      textAt(r, header.ds),
    );

  const companyId = textAt(r, header.companyId);
  const locationId = textAt(r, header.locationId);
  const key = `${companyId}\u001f${locationId}`;
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
  r: CsvRecord,
  header: Header,
  keep: boolean,
  stage: Stage,
  onBad: (field: number) => void,
): Attributes | undefined | Bad {
  const values: Record<string, string | number | null> = {};
  let extra: Record<string, string> | null = null;
  for (let i = 0; i < header.columns.length; i++) {
    const column = header.columns[i];
    if (column?.of === 'key') continue;
    const missing = nullAt(r, i);
    if (!column) {
      if (keep && !missing) (extra ??= {})[header.names[i] ?? ''] = textAt(r, i);
    } else if (column.of === 'measure') {
      const value = missing ? Number.NaN : measureAt(r, i, column);
      if (value === BAD) {
        onBad(i);
        return BAD;
      }
      stage.setMeasure(column.name, value);
    } else if (!keep) {
      if (!missing && !isAttribute(r, i, column)) {
        onBad(i);
        return BAD;
      }
    } else {
      const value = missing ? null : attributeAt(r, i, column);
      if (value === BAD) {
        onBad(i);
        return BAD;
      }
      values[column.name] = value;
    }
  }
  return keep ? { values, extra } : undefined;
}

/** FNV-1a over the record's bytes: tells a repeated row from a different one with the same key. */
function hashOf(r: CsvRecord): number {
  let hash = 0x811c9dc5;
  for (let i = r.start; i < r.end; i++) hash = Math.imul(hash ^ (r.buffer[i] ?? 0), 0x01000193);
  return hash;
}
