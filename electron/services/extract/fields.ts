import type { Column } from '../../../shared/domain/company-facts.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import {
  BAD,
  decodeBoolean,
  decodeDate,
  decodeDecimal,
  decodeInteger,
  decodeNumber,
  decodeTimestamp,
  formatSeconds,
  type Bad,
} from './decode.ts';
import { isMarker } from './dialect.ts';
import { DOUBLED, ESCAPED, QUOTED, UNKNOWN, type RawRecord } from './record.ts';

/** What a value was expected to be, for the sentence about one that is not. */
export const NOT_A: Readonly<Record<Column['type'], string>> = {
  id: 'not a text',
  text: 'not a text',
  date: 'not a date',
  timestamp: 'not a time',
  integer: 'not a whole number',
  decimal: 'not a number, or one of more digits than can be kept',
  real: 'not a number',
  boolean: 'not true or false',
};

/** Unknown: the marker, bare; nothing, where the dialect says so; what the format itself says. */
export function nullAt(r: RawRecord, i: number): boolean {
  const kind = r.quoted[i] ?? 0;
  const from = r.starts[i] ?? 0;
  const to = r.ends[i] ?? 0;
  if (kind === 0) {
    if (from === to) return r.nulls.empty;
    return r.nulls.first[r.buffer[from] ?? 0] === 1 && isMarker(r.nulls, r.buffer, from, to);
  }
  if (kind & UNKNOWN) return true;
  return r.nulls.quoted && kind === QUOTED && isMarker(r.nulls, r.buffer, from, to);
}

/** Whether nothing stands there, quoted or not. */
export const emptyAt = (r: RawRecord, i: number): boolean => r.starts[i] === r.ends[i];

/** Numbers, dates and truths have no empty value: where nothing stands, bare, it is unknown. */
export function unknownAt(r: RawRecord, i: number, column: Column | undefined): boolean {
  if (r.quoted[i] === 0) {
    const from = r.starts[i] ?? 0;
    if (from !== r.ends[i]) return r.nulls.first[r.buffer[from] ?? 0] === 1 && nullAt(r, i);
    if (r.nulls.empty) return true;
    return column !== undefined && column.type !== 'text' && column.type !== 'id';
  }
  return nullAt(r, i);
}

let viewed: Uint8Array | undefined;
let view: Buffer = Buffer.alloc(0);

/** A field as text. The Buffer over a chunk is made once: records of a chunk share their bytes. */
export function textAt(r: RawRecord, i: number): string {
  if (viewed !== r.buffer) {
    viewed = r.buffer;
    view = Buffer.from(r.buffer.buffer, r.buffer.byteOffset, r.buffer.length);
  }
  const raw = view.toString('utf8', r.starts[i], r.ends[i]);
  const kind = r.quoted[i] ?? 0;
  const text =
    kind & DOUBLED
      ? raw.replaceAll('""', '"')
      : kind & ESCAPED
        ? raw.replaceAll(/\\([^])/g, '$1')
        : raw;
  // SQLite's text functions stop at NUL, and no screen shows one.
  return r.plain ? text : text.replaceAll('\0', '\ufffd');
}

export function dateAt(r: RawRecord, i: number): number | Bad {
  return decodeDate(r.buffer, r.starts[i] ?? 0, r.ends[i] ?? 0);
}

/** A daily number; NaN where the file says so itself (`nan`). */
export function measureAt(r: RawRecord, i: number, { type }: Column): number | Bad {
  const from = r.starts[i] ?? 0;
  const to = r.ends[i] ?? 0;
  if (type === 'boolean') return decodeBoolean(r.buffer, from, to);
  if (type === 'integer') return decodeInteger(r.buffer, from, to);
  if (type === 'decimal') return decodeDecimal(r.buffer, from, to);
  return decodeNumber(r.buffer, from, to);
}

/** An attribute as the store keeps it: dates and times as ISO text, booleans as 0/1. */
export function attributeAt(r: RawRecord, i: number, column: Column): string | number | null | Bad {
  const { type } = column;
  if (type === 'id' || type === 'text') return textAt(r, i);
  const value =
    type === 'timestamp'
      ? timestampAt(r, i)
      : type === 'date'
        ? dateAt(r, i)
        : measureAt(r, i, column);
  if (value === BAD) return BAD;
  if (Number.isNaN(value)) return null;
  if (type === 'timestamp') return once(seconds, value, formatSeconds);
  return type === 'date' ? once(days, value, formatDay) : value;
}

/** The same few days and moments stand in thousands of rows; writing one out costs more than looking it up. */
const days = new Map<number, string>();
const seconds = new Map<number, string>();
const REMEMBERED = 20_000;

function once(texts: Map<number, string>, value: number, write: (value: number) => string): string {
  const there = texts.get(value);
  if (there !== undefined) return there;
  const text = write(value);
  if (texts.size === REMEMBERED) texts.clear();
  texts.set(value, text);
  return text;
}

function timestampAt(r: RawRecord, i: number): number | Bad {
  return decodeTimestamp(r.buffer, r.starts[i] ?? 0, r.ends[i] ?? 0);
}
