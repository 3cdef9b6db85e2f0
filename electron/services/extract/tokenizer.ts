import { isUtf8 } from 'node:buffer';
import { CSV, nullMarkers, type Dialect } from './dialect.ts';
import { newRecord, type RawRecord } from './record.ts';
import { csvScan } from './scan-csv.ts';
import { textScan } from './scan-text.ts';

/** A record longer than this is a quote that never closes; it is given up instead of filling memory. */
export const MAX_RECORD_BYTES = 1 << 20;

const LF = 0x0a;

/** Takes a stream's chunks, of any sizes. */
export interface Tokenizer {
  push(chunk: Uint8Array): void;
  /** The end of the file: a last record without a line end is a record too. */
  end(): void;
}

/**
 * Reads one record at `at` into `out`; where the next one starts, or −1 when the record is not complete yet (never
 * when `final`). Returns with `out.fields` 0 and a fault when it can say only that the line is not a record.
 */
export type Scan = (out: RawRecord, bytes: Uint8Array, at: number, final: boolean) => number;

/**
 * Records out of a byte stream: bounded memory, one pass, nothing decoded. For each record its number, its byte offset
 * and, for each field, its place and whether it was quoted.
 */
export function createTokenizer(
  onRecord: (record: RawRecord) => void,
  dialect: Dialect = CSV,
): Tokenizer {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const nulls = nullMarkers(dialect);
  const scan =
    dialect.format === 'csv' || (dialect.quotes && !dialect.escape)
      ? csvScan(delimiter, dialect.format === 'text')
      : textScan({ delimiter, quotes: dialect.quotes, escape: dialect.escape, nulls });
  return splitRecords(scan, newRecord(nulls), onRecord);
}

/** Asked once for many records. A letter cut off at the end belongs to the record that is not whole yet. */
function isCleanText(bytes: Uint8Array): boolean {
  const end = bytes.lastIndexOf(LF) + 1;
  return isUtf8(end === 0 ? bytes : bytes.subarray(0, end)) && !bytes.includes(0);
}

/** Feeds a scan with what has come so far and keeps what is not a whole record yet. */
export function splitRecords(
  scan: Scan,
  out: RawRecord,
  onRecord: (record: RawRecord) => void,
): Tokenizer {
  // One stretch of memory for all chunks: what is left of one moves to its front, the next follows.
  let room = new Uint8Array(1 << 16);
  let held = 0;
  let consumed = 0;
  let first = true;

  function drain(final: boolean): void {
    // A view of its own for each chunk, by which those who remember what stood where see that it has changed.
    const bytes = new Uint8Array(room.buffer, 0, held);
    let at = 0;
    if (first) {
      first = false;
      // A byte order mark is no part of the first column's name.
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
    }
    out.plain = isCleanText(bytes);
    while (at < bytes.length) {
      let next = scan(out, bytes, at, final);
      if (next < 0) {
        if (bytes.length - at <= MAX_RECORD_BYTES) break;
        next = giveUp(bytes, at);
      }
      const blank =
        out.fault === undefined &&
        out.fields === 1 &&
        out.quoted[0] === 0 &&
        out.starts[0] === out.ends[0];
      if (!blank) {
        out.offset = consumed + at;
        if (out.buffer !== bytes && out.fields === 0) out.buffer = bytes;
        onRecord(out);
        out.record++;
      }
      at = Math.min(next, bytes.length);
    }
    consumed += at;
    room.copyWithin(0, at, held);
    held -= at;
  }

  /** Resynchronises at the next line: one bad quote must not swallow the file. */
  function giveUp(bytes: Uint8Array, at: number): number {
    const line = bytes.indexOf(LF, at);
    out.fields = 0;
    out.start = at;
    out.end = line < 0 ? bytes.length : line;
    out.fault = `a record longer than ${MAX_RECORD_BYTES} bytes: a quote may never close`;
    return out.end + 1;
  }

  return {
    push(chunk) {
      if (held + chunk.length > room.length) {
        const larger = new Uint8Array(Math.max(held + chunk.length, 2 * room.length));
        larger.set(room.subarray(0, held));
        room = larger;
      }
      room.set(chunk, held);
      held += chunk.length;
      if (first && held < 3) return;
      drain(false);
    },
    end() {
      if (held > 0) drain(true);
    },
  };
}
