import type { Day } from '../../../shared/domain/day.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { Column } from '../../../shared/domain/company-facts.ts';
import type { Attributes, DayRows, SetAside } from './day-rows.ts';
import {
  BAD,
  decodeBoolean,
  decodeDate,
  decodeInteger,
  decodeNumber,
  decodeTimestamp,
  isNull,
  type Bad,
} from './decode.ts';
import type { CheckedFile } from './deliveries.ts';
import { readHeader, type Header } from './header.ts';
import { badDelivery } from './manifest.ts';
import { plainBytes } from './plain-bytes.ts';
import type { Source } from './source.ts';
import { createTokenizer, type CsvRecord } from './tokenizer.ts';

export interface ReadDayOptions {
  /** Undefined: the first row tells. */
  readonly day: Day | undefined;
  /** Whether a row's attributes are needed: decoding text is what costs. */
  wantAttributes(companyId: string, locationId: string, day: Day): boolean;
  readonly signal: AbortSignal;
  onFile?(file: string, rows: number): void;
}

/** Reads all files of a delivery into memory; throws `bad_delivery` when a file as a whole cannot be trusted. */
export async function readDay(
  source: Source,
  files: readonly CheckedFile[],
  options: ReadDayOptions,
): Promise<DayRows> {
  const reader = createDayReader(options);
  for (const file of files) {
    const records = reader.startFile(file.path);
    const tokenizer = createTokenizer(records.take);
    for await (const chunk of plainBytes(source, file.path)) {
      options.signal.throwIfAborted();
      tokenizer.push(chunk);
    }
    tokenizer.end();
    const seen = records.seen();
    if (file.records !== undefined && seen !== file.records)
      throw badDelivery(
        `${file.path} holds ${Math.max(0, seen - 1)} rows; its manifest says ${Math.max(0, file.records - 1)}.`,
      );
    options.onFile?.(file.path, reader.rows.count);
  }
  return reader.finish();
}

const FIRST_SIZE = 4096;

interface DayReader {
  readonly rows: DayRows;
  startFile(path: string): { take(record: CsvRecord): void; seen(): number };
  finish(): DayRows;
}

function createDayReader(options: ReadDayOptions): DayReader {
  const rows: DayRows = {
    day: options.day ?? Number.NaN,
    count: 0,
    companyIds: [],
    locationIds: [],
    measures: new Map(),
    attributes: [],
    fileOf: [],
    recordOf: [],
    files: [],
    setAside: [],
    records: 0,
    repeated: 0,
    unknownColumns: [],
  };
  /** Key → row and the hash of its record; a row that conflicts with another of its key is dropped at the end. */
  const keys = new Map<string, { row: number; hash: number }>();
  const conflicting = new Set<number>();
  const unknown = new Set<string>();
  let capacity = FIRST_SIZE;

  function measureColumn(name: string): Float64Array {
    let column = rows.measures.get(name);
    if (!column) rows.measures.set(name, (column = new Float64Array(capacity).fill(Number.NaN)));
    return column;
  }

  function grow(): void {
    capacity *= 2;
    for (const [name, values] of rows.measures) {
      const larger = new Float64Array(capacity).fill(Number.NaN);
      larger.set(values);
      rows.measures.set(name, larger);
    }
  }

  function startFile(path: string): { take(record: CsvRecord): void; seen(): number } {
    const file = rows.files.push(path) - 1;
    let header: Header | undefined;
    let seen = 0;
    let view = Buffer.alloc(0);
    let viewed: Uint8Array | undefined;
    const text = (r: CsvRecord, i: number): string => {
      if (viewed !== r.buffer) {
        viewed = r.buffer;
        view = Buffer.from(r.buffer.buffer, r.buffer.byteOffset, r.buffer.length);
      }
      const raw = view.toString('utf8', r.starts[i], r.ends[i]);
      return r.quoted[i] === 2 ? raw.replaceAll('""', '"') : raw;
    };
    const aside = (r: CsvRecord, column: string | null, reason: string, value: string | null) => {
      const entry: SetAside = {
        file: path,
        record: seen - 1,
        byteOffset: r.offset,
        column,
        reason,
        value: value === null ? null : value.slice(0, 200),
      };
      rows.setAside.push(entry);
    };
    const nullAt = (r: CsvRecord, i: number): boolean =>
      isNull(r.buffer, r.starts[i] ?? 0, r.ends[i] ?? 0, r.quoted[i] ?? 0);

    function take(r: CsvRecord): void {
      seen++;
      if (!header) {
        header = readHeader(r, path);
        header.columns.forEach((column, i) => {
          if (!column) unknown.add(header?.names[i] ?? '');
        });
        return;
      }
      rows.records++;
      if (r.fault) return aside(r, null, r.fault, text(r, 0));
      if (r.fields !== header.names.length)
        return aside(
          r,
          null,
          `${r.fields} fields where the header has ${header.names.length}`,
          null,
        );
      takeRow(r, header);
    }

    function takeRow(r: CsvRecord, h: Header): void {
      const dsAt = h.at.get('ds') ?? 0;
      const companyAt = h.at.get('company_id') ?? 0;
      const locationAt = h.at.get('location_id') ?? 0;
      for (let i = 0; i < h.columns.length; i++) {
        if (h.columns[i]?.required && nullAt(r, i))
          return aside(r, h.names[i] ?? null, 'a required value is missing', null);
      }
      const day = decodeDate(r.buffer, r.starts[dsAt] ?? 0, r.ends[dsAt] ?? 0);
      if (day === BAD) return aside(r, 'ds', 'not a date', text(r, dsAt));
      if (Number.isNaN(rows.day)) rows.day = day;
      if (day !== rows.day)
        return aside(
          r,
          'ds',
          `not the day of this delivery, ${formatDay(rows.day)}`,
          text(r, dsAt),
        );
      const companyId = text(r, companyAt);
      const locationId = text(r, locationAt);
      const key = `${companyId}\u001f${locationId}`;
      const hash = hashOf(r);
      const twin = keys.get(key);
      if (twin?.hash === hash) {
        rows.repeated++;
        return;
      }
      if (twin) {
        conflicting.add(twin.row);
        return aside(
          r,
          'location_id',
          'a second, different row for this office and day',
          locationId,
        );
      }
      if (rows.count === capacity) grow();
      const attributes = decodeRow(r, h, options.wantAttributes(companyId, locationId, day));
      if (attributes === BAD) return;
      const row = rows.count++;
      keys.set(key, { row, hash });
      rows.companyIds[row] = companyId;
      rows.locationIds[row] = locationId;
      rows.attributes[row] = attributes;
      rows.fileOf[row] = file;
      rows.recordOf[row] = seen - 1;
    }

    /** Decodes every value, so that a bad one is found whether or not the attributes are kept. */
    function decodeRow(r: CsvRecord, h: Header, keep: boolean): Attributes | undefined | Bad {
      const values: Record<string, string | number | null> = {};
      let extra: Record<string, string> | null = null;
      const row = rows.count;
      for (let i = 0; i < h.columns.length; i++) {
        const column = h.columns[i];
        if (column?.of === 'key') continue;
        const missing = nullAt(r, i);
        if (!column) {
          if (keep && !missing) (extra ??= {})[h.names[i] ?? ''] = text(r, i);
          continue;
        }
        if (column.of === 'measure') {
          const value = missing ? Number.NaN : decodeMeasure(r, i, column);
          if (value === BAD) {
            undo(row);
            aside(r, column.name, `not ${NAMES[column.type]}`, text(r, i));
            return BAD;
          }
          measureColumn(column.name)[row] = value;
          continue;
        }
        if (missing) {
          if (keep) values[column.name] = null;
          continue;
        }
        if (!keep && (column.type === 'text' || column.type === 'id')) continue;
        const value = decodeAttribute(r, i, column);
        if (value === BAD) {
          undo(row);
          aside(r, column.name, `not ${NAMES[column.type]}`, text(r, i));
          return BAD;
        }
        if (keep) values[column.name] = value;
      }
      return keep ? { values, extra } : undefined;
    }

    /** A half-decoded row leaves nothing behind. */
    function undo(row: number): void {
      for (const column of rows.measures.values()) column[row] = Number.NaN;
    }

    function decodeMeasure(r: CsvRecord, i: number, column: Column): number | Bad {
      const from = r.starts[i] ?? 0;
      const to = r.ends[i] ?? 0;
      if (column.type === 'boolean') return decodeBoolean(r.buffer, from, to);
      if (column.type === 'integer') return decodeInteger(r.buffer, from, to);
      return decodeNumber(r.buffer, from, to);
    }

    function decodeAttribute(
      r: CsvRecord,
      i: number,
      column: Column,
    ): string | number | null | Bad {
      const from = r.starts[i] ?? 0;
      const to = r.ends[i] ?? 0;
      switch (column.type) {
        case 'integer':
          return decodeInteger(r.buffer, from, to);
        case 'decimal':
        case 'real': {
          const value = decodeNumber(r.buffer, from, to);
          return value !== BAD && Number.isNaN(value) ? null : value;
        }
        case 'boolean':
          return decodeBoolean(r.buffer, from, to);
        case 'date': {
          const day = decodeDate(r.buffer, from, to);
          return day === BAD ? BAD : formatDay(day);
        }
        case 'timestamp':
          return decodeTimestamp(text(r, i));
        case 'id':
        case 'text':
          return text(r, i);
      }
    }

    return { take, seen: () => seen };
  }

  return {
    rows,
    startFile,
    finish() {
      rows.unknownColumns = [...unknown];
      return conflicting.size === 0 ? rows : without(rows, conflicting);
    },
  };
}

const NAMES: Readonly<Record<Column['type'], string>> = {
  id: 'a text',
  text: 'a text',
  date: 'a date',
  timestamp: 'a time',
  integer: 'a whole number',
  decimal: 'a number',
  real: 'a number',
  boolean: 'true or false',
};

/** FNV-1a over the record's bytes: tells a repeated row from a different one with the same key. */
function hashOf(r: CsvRecord): number {
  let hash = 0x811c9dc5;
  for (let i = r.start; i < r.end; i++) hash = Math.imul(hash ^ (r.buffer[i] ?? 0), 0x01000193);
  return hash;
}

/** Of two different rows for one office and day neither is believed: both are set aside. */
function without(rows: DayRows, dropped: ReadonlySet<number>): DayRows {
  const keep = Array.from({ length: rows.count }, (_, i) => i).filter((i) => !dropped.has(i));
  const setAside = [...dropped].map((i): SetAside => ({
    file: rows.files[rows.fileOf[i] ?? 0] ?? '',
    record: rows.recordOf[i] ?? 0,
    byteOffset: 0,
    column: 'location_id',
    reason: 'another, different row for this office and day follows',
    value: rows.locationIds[i] ?? null,
  }));
  const pick = <T>(list: readonly T[]): T[] => keep.map((i) => list[i] as T);
  return {
    ...rows,
    count: keep.length,
    companyIds: pick(rows.companyIds),
    locationIds: pick(rows.locationIds),
    attributes: pick(rows.attributes),
    fileOf: pick(rows.fileOf),
    recordOf: pick(rows.recordOf),
    measures: new Map(
      [...rows.measures].map(([name, values]) => [
        name,
        Float64Array.from(keep, (i) => values[i] ?? Number.NaN),
      ]),
    ),
    setAside: [...rows.setAside, ...setAside],
  };
}
