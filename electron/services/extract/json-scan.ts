import { growRecord, QUOTED, UNKNOWN, type RawRecord } from './record.ts';
import type { Scan } from './tokenizer.ts';

const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const COLON = 0x3a;
const COMMA = 0x2c;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Columns of a JSON file in the order of their first appearance; it grows while the file is read. */
export interface JsonNames {
  readonly names: string[];
  readonly at: Map<string, number>;
  /** The names as they stand in a line, quotes included. */
  readonly bytes: Buffer[];
}

export function jsonNames(names: readonly string[] = []): JsonNames {
  return {
    names: [...names],
    at: new Map(names.map((name, i) => [name, i])),
    bytes: names.map((name) => Buffer.from(JSON.stringify(name))),
  };
}

/**
 * One object a line. Values keep their own bytes, so that no number is rounded; `null` and a name that is missing are
 * unknown, "" is empty text. A nested value stays its JSON text.
 */
export function jsonScan(known: JsonNames): Scan {
  let room = Buffer.alloc(1 << 16);
  return (out, bytes, at, final) => {
    let end = bytes.indexOf(LF, at);
    if (end < 0) {
      if (!final) return -1;
      end = bytes.length;
    }
    out.fault = undefined;
    out.replaced = false;
    out.start = at;
    out.end = end;
    if (isBlank(bytes, at, end)) {
      // One bare, empty field: the tokenizer passes blank lines over.
      out.fields = 1;
      out.starts[0] = at;
      out.ends[0] = at;
      out.quoted[0] = 0;
      return end + 1;
    }
    // Values only shrink, by their escapes; each gets two bytes more, and takes five in the line at least.
    if (room.length < end - at) room = Buffer.alloc(2 * (end - at));
    out.fault = readObject(out, bytes, at, end, known, room);
    if (out.fault !== undefined) {
      out.fields = 0;
      out.buffer = bytes;
      return end + 1;
    }
    out.buffer = room;
    return end + 1;
  };
}

/** Fills the record; what is wrong with the line, if anything. Its bytes end up one value after the other in `room`. */
function readObject(
  out: RawRecord,
  bytes: Uint8Array,
  from: number,
  end: number,
  known: JsonNames,
  room: Buffer,
): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let i = blanks(bytes, from, end);
  if (bytes[i] !== OPEN) return 'not a JSON object';
  i = blanks(bytes, i + 1, end);
  out.fields = known.names.length;
  if (out.fields > out.starts.length) growRecord(out, out.fields);
  out.starts.fill(0, 0, out.fields);
  out.ends.fill(0, 0, out.fields);
  out.quoted.fill(0, 0, out.fields);
  let to = 0;
  for (let guess = 0; bytes[i] !== CLOSE; guess++) {
    const nameEnd = stringEnd(bytes, i, end);
    if (nameEnd < 0) return 'not JSON: a name is missing';
    const column = columnAt(text, i, nameEnd, guess, known, out);
    if (column === undefined) return 'not JSON: a name is not a string';
    if (out.quoted[column] !== 0)
      return `the name ${known.names[column]?.slice(0, 64)} stands twice`;
    i = blanks(bytes, nameEnd, end);
    if (bytes[i] !== COLON) return 'not JSON: no colon after a name';
    i = blanks(bytes, i + 1, end);
    const valueEnd = endOfValue(bytes, i, end);
    if (valueEnd <= i) return 'not JSON: a value is missing';
    // What a record is compared by must say which value stands in which column.
    room[to++] = 1 + (column % 126);
    room[to++] = bytes[i] === QUOTE ? 2 : 1;
    out.starts[column] = to;
    out.quoted[column] = QUOTED;
    if (bytes[i] === QUOTE) {
      if (!isPlainString(bytes, i, valueEnd)) {
        const value = unquoted(text, i, valueEnd);
        if (value === undefined) return 'not JSON: a string is not one';
        out.plain = false;
        if (!value.isWellFormed()) out.replaced = true;
        to += room.write(value, to, 'utf8');
      } else to += text.copy(room, to, i + 1, valueEnd - 1);
    } else {
      const value = text.toString('latin1', i, valueEnd);
      if (value === 'null') out.quoted[column] = UNKNOWN;
      else if (value === 'true' || value === 'false' || NUMBER.test(value))
        to += text.copy(room, to, i, valueEnd);
      else if (isNested(text, i, valueEnd)) to += text.copy(room, to, i, valueEnd);
      else return `not JSON: ${value.slice(0, 40)} stands bare`;
    }
    out.ends[column] = to;
    i = blanks(bytes, valueEnd, end);
    if (bytes[i] === COMMA) {
      i = blanks(bytes, i + 1, end);
      if (bytes[i] === CLOSE) return 'not JSON: a comma before the closing brace';
    } else if (bytes[i] !== CLOSE || i >= end) return 'not JSON: the object does not close';
  }
  if (i >= end) return 'not JSON: the object does not close';
  if (blanks(bytes, i + 1, end) < end) return 'something follows the JSON object';
  for (let f = 0; f < out.fields; f++) if (out.quoted[f] === 0) out.quoted[f] = UNKNOWN;
  out.start = 0;
  out.end = to;
  return undefined;
}

/** Rows have their names in the same order nearly always: the guess saves reading them. */
function columnAt(
  text: Buffer,
  from: number,
  to: number,
  guess: number,
  known: JsonNames,
  out: RawRecord,
): number | undefined {
  const expected = known.bytes[guess];
  if (expected?.length === to - from && expected.compare(text, from, to) === 0) return guess;
  const name = unquoted(text, from, to);
  if (name === undefined) return undefined;
  const there = known.at.get(name);
  if (there !== undefined) return there;
  const column = known.names.length;
  known.names.push(name);
  known.at.set(name, column);
  known.bytes.push(Buffer.from(JSON.stringify(name)));
  out.fields = column + 1;
  if (out.fields > out.starts.length) growRecord(out, out.fields);
  out.starts[column] = 0;
  out.ends[column] = 0;
  out.quoted[column] = 0;
  return column;
}

function blanks(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && (bytes[i] === 0x20 || bytes[i] === 0x09 || bytes[i] === 0x0d)) i++;
  return i;
}

const isBlank = (bytes: Uint8Array, from: number, end: number): boolean =>
  blanks(bytes, from, end) === end;

/** Where the string that starts at `i` has ended; −1 when none does. */
function stringEnd(bytes: Uint8Array, i: number, end: number): number {
  if (i >= end || bytes[i] !== QUOTE) return -1;
  for (let k = i + 1; k < end; k++) {
    if (bytes[k] === BACKSLASH) k++;
    else if (bytes[k] === QUOTE) return k + 1;
  }
  return -1;
}

function endOfValue(bytes: Uint8Array, i: number, end: number): number {
  if (bytes[i] === QUOTE) return stringEnd(bytes, i, end);
  let depth = 0;
  for (let k = i; k < end; k++) {
    const byte = bytes[k];
    if (byte === QUOTE) {
      const closed = stringEnd(bytes, k, end);
      if (closed < 0) return -1;
      k = closed - 1;
    } else if (byte === OPEN || byte === 0x5b) depth++;
    else if (depth > 0 && (byte === CLOSE || byte === 0x5d)) {
      if (--depth === 0) return k + 1;
    } else if (depth === 0 && (byte === COMMA || byte === CLOSE || byte === 0x20 || byte === 0x0d))
      return k;
  }
  return depth === 0 ? end : -1;
}

/** No escapes and no control characters, which JSON forbids: the bytes are the text. */
function isPlainString(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === BACKSLASH || byte < 0x20) return false;
  }
  return true;
}

function unquoted(text: Buffer, from: number, to: number): string | undefined {
  try {
    const value: unknown = JSON.parse(text.toString('utf8', from, to));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function isNested(text: Buffer, from: number, to: number): boolean {
  if (text[from] !== OPEN && text[from] !== 0x5b) return false;
  try {
    JSON.parse(text.toString('utf8', from, to));
    return true;
  } catch {
    return false;
  }
}
