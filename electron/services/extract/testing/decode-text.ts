import { CSV, NO_MARKERS, type Dialect } from '../dialect.ts';
import { nullAt, textAt } from '../fields.ts';
import { jsonNames, jsonScan } from '../json-scan.ts';
import { newRecord, type RawRecord } from '../record.ts';
import { createTokenizer, splitRecords, type Tokenizer } from '../tokenizer.ts';
import type { Cell } from './unload.ts';

/** A record as a test sees it. */
export interface SeenRecord {
  readonly cells: readonly Cell[];
  readonly fault: string | undefined;
  readonly offset: number;
}

function seen(r: RawRecord): SeenRecord {
  const cells = Array.from({ length: r.fields }, (_, i) => (nullAt(r, i) ? null : textAt(r, i)));
  return { cells, fault: r.fault, offset: r.offset };
}

function run(
  bytes: Uint8Array,
  piece: number,
  make: (onRecord: (record: RawRecord) => void) => Tokenizer,
): SeenRecord[] {
  const records: SeenRecord[] = [];
  const tokenizer = make((record) => records.push(seen(record)));
  for (let at = 0; at < bytes.length; at += piece) tokenizer.push(bytes.subarray(at, at + piece));
  tokenizer.end();
  return records;
}

/** All records of a text, a header included, fed in pieces. */
export function decodeText(
  bytes: Uint8Array,
  dialect: Dialect = CSV,
  piece = bytes.length || 1,
): SeenRecord[] {
  return run(bytes, piece, (onRecord) => createTokenizer(onRecord, dialect));
}

/** Records of JSON lines, values in the order of `names`. */
export function decodeJson(
  bytes: Uint8Array,
  names: readonly string[] = [],
  piece = bytes.length || 1,
): SeenRecord[] {
  const scan = jsonScan(jsonNames(names));
  return run(bytes, piece, (onRecord) => splitRecords(scan, newRecord(NO_MARKERS), onRecord));
}
