import type { Column } from '../../../shared/domain/company-facts.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import {
  BAD,
  decodeBoolean,
  decodeDate,
  decodeInteger,
  decodeNumber,
  decodeTimestamp,
  formatSeconds,
  isNull,
  type Bad,
} from './decode.ts';
import type { CsvRecord } from './tokenizer.ts';

/** What a value was expected to be, for the sentence about one that is not. */
export const NOT_A: Readonly<Record<Column['type'], string>> = {
  id: 'not a text',
  text: 'not a text',
  date: 'not a date',
  timestamp: 'not a time',
  integer: 'not a whole number',
  decimal: 'not a number',
  real: 'not a number',
  boolean: 'not true or false',
};

export function nullAt(r: CsvRecord, i: number): boolean {
  return isNull(r.buffer, r.starts[i] ?? 0, r.ends[i] ?? 0, r.quoted[i] ?? 0);
}

let viewed: Uint8Array | undefined;
let view: Buffer = Buffer.alloc(0);

/** A field as text. The Buffer over a chunk is made once: records of a chunk share their bytes. */
export function textAt(r: CsvRecord, i: number): string {
  if (viewed !== r.buffer) {
    viewed = r.buffer;
    view = Buffer.from(r.buffer.buffer, r.buffer.byteOffset, r.buffer.length);
  }
  const raw = view.toString('utf8', r.starts[i], r.ends[i]);
  return r.quoted[i] === 2 ? raw.replaceAll('""', '"') : raw;
}

export function dateAt(r: CsvRecord, i: number): number | Bad {
  return decodeDate(r.buffer, r.starts[i] ?? 0, r.ends[i] ?? 0);
}

/** A daily number; NaN where the file says so itself (`nan`). */
export function measureAt(r: CsvRecord, i: number, column: Column): number | Bad {
  const from = r.starts[i] ?? 0;
  const to = r.ends[i] ?? 0;
  if (column.type === 'boolean') return decodeBoolean(r.buffer, from, to);
  if (column.type === 'integer') return decodeInteger(r.buffer, from, to);
  return decodeNumber(r.buffer, from, to);
}

/** Whether an attribute that is not kept is of its type: the same answer as {@link attributeAt}, without the text. */
export function isAttribute(r: CsvRecord, i: number, column: Column): boolean {
  const { type } = column;
  if (type === 'id' || type === 'text') return true;
  if (type === 'date') return dateAt(r, i) !== BAD;
  if (type === 'timestamp') return timestampAt(r, i) !== BAD;
  return measureAt(r, i, column) !== BAD;
}

/** An attribute as the store keeps it: dates and times as ISO text, booleans as 0/1. */
export function attributeAt(r: CsvRecord, i: number, column: Column): string | number | null | Bad {
  const { type } = column;
  if (type === 'id' || type === 'text') return textAt(r, i);
  if (type === 'timestamp') {
    const seconds = timestampAt(r, i);
    return seconds === BAD ? BAD : formatSeconds(seconds);
  }
  if (type === 'date') {
    const day = dateAt(r, i);
    return day === BAD ? BAD : formatDay(day);
  }
  const value = measureAt(r, i, column);
  return value !== BAD && Number.isNaN(value) ? null : value;
}

function timestampAt(r: CsvRecord, i: number): number | Bad {
  return decodeTimestamp(r.buffer, r.starts[i] ?? 0, r.ends[i] ?? 0);
}
