import { isUtf8 } from 'node:buffer';
import { CSV, nullMarkers, type Dialect } from './dialect.ts';
import { newRecord, type RawRecord } from './record.ts';
import { csvScan } from './scan-csv.ts';
import { textScan } from './scan-text.ts';

/** A record longer than this is a quote that never closes; it is given up instead of filling memory. */
export const MAX_RECORD_BYTES = 1 << 20;

/** So much is looked at in one go: few enough bytes to stay in the cache. */
const PIECE = 1 << 18;

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
  batch?: Batch,
): Tokenizer {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const nulls = nullMarkers(dialect);
  const scan =
    dialect.format === 'csv' || (dialect.quotes && !dialect.escape)
      ? csvScan(delimiter, dialect.format === 'text')
      : textScan({ delimiter, quotes: dialect.quotes, escape: dialect.escape, nulls });
  return splitRecords(scan, newRecord(nulls), onRecord, batch);
}

/** Takes many records at once off what has come. */
export interface Batch {
  /** Where the bytes are collected: room for a record and a piece. Asked for anew after each {@link take}. */
  room(): Uint8Array<ArrayBuffer>;
  /**
   * Takes records from `at` on while they are whole and plain; where the first one begins that is not. `offset`: where
   * in the file `bytes` begin.
   */
  take(bytes: Uint8Array, at: number, offset: number): number;
}

/** After records that a batch could not take, so many more go by before it is asked again. */
const MOST_PATIENCE = 256;

/** Asked once for many records. A letter cut off at the end belongs to the record that is not whole yet. */
function isCleanText(bytes: Uint8Array<ArrayBuffer>): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = whole.lastIndexOf(LF) + 1;
  return isUtf8(end === 0 ? whole : whole.subarray(0, end)) && whole.indexOf(0) < 0;
}

/** Feeds a scan with what has come so far and keeps what is not a whole record yet. */
export function splitRecords(
  scan: Scan,
  out: RawRecord,
  onRecord: (record: RawRecord) => void,
  batch?: Batch,
): Tokenizer {
  // One stretch of memory for all chunks: what is left of one moves to its front, the next follows.
  let room = batch?.room() ?? new Uint8Array(1 << 16);
  let held = 0;
  let consumed = 0;
  let first = true;
  let waiting = 0;
  let patience = 0;

  function drain(final: boolean): void {
    // A view of its own for each chunk, by which those who remember what stood where see that it has changed.
    let bytes = new Uint8Array(room.buffer, room.byteOffset, held);
    let at = 0;
    if (first) {
      first = false;
      // A byte order mark is no part of the first column's name.
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
    }
    out.plain = isCleanText(bytes);
    while (at < bytes.length) {
      if (batch && out.plain && waiting-- <= 0) {
        const taken = batch.take(bytes, at, consumed);
        room = batch.room();
        if (room.buffer !== bytes.buffer)
          bytes = new Uint8Array(room.buffer, room.byteOffset, held);
        patience = taken > at ? 0 : Math.min(MOST_PATIENCE, 2 * patience + 1);
        waiting = patience;
        at = taken;
        if (at >= bytes.length) break;
      }
      let next = scan(out, bytes, at, final);
      if (next < 0) {
        // Nothing is wrong with it but that it is not here yet.
        waiting = patience = 0;
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

  function add(piece: Uint8Array): void {
    if (held + piece.length > room.length) {
      const larger = new Uint8Array(Math.max(held + piece.length, 2 * room.length));
      larger.set(room.subarray(0, held));
      room = larger;
    }
    room.set(piece, held);
    held += piece.length;
    if (first && held < 3) return;
    drain(false);
  }

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += PIECE) add(chunk.subarray(at, at + PIECE));
    },
    end() {
      if (held > 0) drain(true);
    },
  };
}
