/**
 * RFC 4180 records out of a byte stream: bounded memory, one pass, nothing decoded. For each record its number, its
 * byte offset and, for each field, its place and whether it was quoted, so that decoders can tell '' from nothing.
 */
export interface CsvRecord {
  /** The bytes; valid only during the call. */
  buffer: Uint8Array;
  fields: number;
  /** Field i is `buffer[starts[i] … ends[i])`, quotes left out. */
  starts: Int32Array;
  ends: Int32Array;
  /** 0 bare, 1 quoted, 2 quoted with doubled quotes inside. */
  quoted: Uint8Array;
  /** 0 = the first record of the file, header included. */
  record: number;
  /** Where the record starts in the uncompressed file. */
  offset: number;
  /** The whole record. */
  start: number;
  end: number;
  /** Why the record cannot be trusted; undefined when it is well formed. */
  fault: string | undefined;
}

/** A record longer than this is a quote that never closes; it is given up instead of filling memory. */
export const MAX_RECORD_BYTES = 1 << 20;

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

export interface Tokenizer {
  push(chunk: Uint8Array): void;
  /** The end of the file: a last record without a line end is a record too. */
  end(): void;
}

export function createTokenizer(
  onRecord: (record: CsvRecord) => void,
  delimiter: number = COMMA,
): Tokenizer {
  const out: CsvRecord = {
    buffer: new Uint8Array(0),
    fields: 0,
    starts: new Int32Array(256),
    ends: new Int32Array(256),
    quoted: new Uint8Array(256),
    record: 0,
    offset: 0,
    start: 0,
    end: 0,
    fault: undefined,
  };
  let rest = new Uint8Array(0);
  let consumed = 0;
  let first = true;

  function grow(): void {
    const starts = new Int32Array(out.starts.length * 2);
    const ends = new Int32Array(out.ends.length * 2);
    const quoted = new Uint8Array(out.quoted.length * 2);
    starts.set(out.starts);
    ends.set(out.ends);
    quoted.set(out.quoted);
    out.starts = starts;
    out.ends = ends;
    out.quoted = quoted;
  }

  /** Reads one record at `at`; returns where the next one starts, or −1 when the record is not complete yet. */
  function scan(bytes: Uint8Array, at: number, final: boolean): number {
    const length = bytes.length;
    let i = at;
    let n = 0;
    out.fault = undefined;
    for (;;) {
      if (n === out.starts.length) grow();
      let kind = 0;
      let from = i;
      let to: number;
      if (i < length && bytes[i] === QUOTE) {
        kind = 1;
        from = ++i;
        for (;;) {
          while (i < length && bytes[i] !== QUOTE) i++;
          if (i >= length) {
            if (!final) return -1;
            out.fault = 'a quote opens and never closes';
            break;
          }
          if (i + 1 >= length && !final) return -1;
          if (bytes[i + 1] !== QUOTE) break;
          kind = 2;
          i += 2;
        }
        to = i;
        if (i < length) i++;
        if (i < length && bytes[i] !== delimiter && bytes[i] !== LF && bytes[i] !== CR) {
          out.fault ??= 'text follows a closing quote';
          while (i < length && bytes[i] !== delimiter && bytes[i] !== LF) i++;
        }
      } else {
        let byte = -1;
        while (i < length && (byte = bytes[i] ?? -1) !== delimiter && byte !== LF) i++;
        to = i;
        if (to > from && i < length && byte === LF && bytes[to - 1] === CR) to--;
      }
      if (i >= length && !final) return -1;
      if (kind !== 0 && i < length && bytes[i] === CR && bytes[i + 1] === LF) i++;
      if (i >= length && kind === 0 && to > from && bytes[to - 1] === CR) to--;
      out.starts[n] = from;
      out.ends[n] = to;
      out.quoted[n] = kind;
      n++;
      if (i >= length || bytes[i] === LF) break;
      i++;
    }
    out.fields = n;
    out.start = at;
    out.end = Math.min(i, length);
    return i + 1;
  }

  function drain(bytes: Uint8Array, final: boolean): Uint8Array<ArrayBuffer> {
    let at = 0;
    while (at < bytes.length) {
      let next = scan(bytes, at, final);
      if (next < 0) {
        if (bytes.length - at <= MAX_RECORD_BYTES) break;
        next = giveUp(bytes, at);
      }
      const blank = out.fields === 1 && out.quoted[0] === 0 && out.starts[0] === out.ends[0];
      if (!blank) {
        out.buffer = bytes;
        out.offset = consumed + at;
        onRecord(out);
        out.record++;
      }
      at = Math.min(next, bytes.length);
    }
    consumed += at;
    return bytes.slice(at);
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
      let bytes = chunk;
      if (rest.length > 0) {
        bytes = new Uint8Array(rest.length + chunk.length);
        bytes.set(rest);
        bytes.set(chunk, rest.length);
      }
      if (first && bytes.length < 3) {
        rest = new Uint8Array(bytes);
        return;
      }
      if (first) {
        first = false;
        // A byte order mark is no part of the first column's name.
        if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
          bytes = bytes.subarray(3);
          consumed = 3;
        }
      }
      rest = drain(bytes, false);
    },
    end() {
      if (rest.length > 0) rest = drain(rest, true);
    },
  };
}
