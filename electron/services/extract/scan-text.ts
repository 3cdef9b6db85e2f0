import { isMarker, type NullMarkers } from './dialect.ts';
import { growRecord, type RawRecord } from './record.ts';
import type { Scan } from './tokenizer.ts';

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BACKSLASH = 0x5c;
const LF = 0x0a;
const CR = 0x0d;

export interface TextForm {
  readonly delimiter: number;
  /** ADDQUOTES. */
  readonly quotes: boolean;
  /** ESCAPE. */
  readonly escape: boolean;
  readonly nulls: NullMarkers;
}

const BAD_ESCAPE = 'a backslash before a character that needs none';
const DANGLING = 'a backslash ends the file';
const UNCLOSED = 'a quote opens and does not close on its line';
const AFTER_QUOTE = 'text follows a closing quote';

/**
 * UNLOAD's delimited text. With ESCAPE a backslash stands before LF, CR, the delimiter, a backslash and quotes, so
 * that a line end after a backslash is data. Anything else after a backslash UNLOAD does not write; unless the whole
 * value is a NULL marker such as `\N`, such a record is not believed.
 */
export function textScan(form: TextForm): Scan {
  const { delimiter, quotes, escape, nulls } = form;
  const escapable = new Uint8Array(256);
  for (const byte of [delimiter, QUOTE, APOSTROPHE, BACKSLASH, LF, CR]) escapable[byte] = 1;

  return (out, bytes, at, final) => {
    const length = bytes.length;
    let i = at;
    let n = 0;
    out.fault = undefined;
    out.buffer = bytes;
    for (;;) {
      if (n === out.starts.length) growRecord(out, n + 1);
      const inQuotes = quotes && i < length && bytes[i] === QUOTE;
      let kind = inQuotes ? 1 : 0;
      let fault: string | undefined;
      if (inQuotes) i++;
      const from = i;
      for (; i < length; i++) {
        const byte = bytes[i] ?? 0;
        if (byte === LF || (inQuotes ? byte === QUOTE : byte === delimiter)) break;
        if (!escape || byte !== BACKSLASH) continue;
        if (++i >= length) {
          if (!final) return -1;
          return broken(out, bytes, at, DANGLING);
        }
        kind |= 4;
        if (escapable[bytes[i] ?? 0] === 0) {
          fault ??= BAD_ESCAPE;
          // The byte may be a line end's neighbour: only this one is skipped.
        }
      }
      if (i >= length && !final) return -1;
      let to = i;
      if (inQuotes) {
        if (i >= length || bytes[i] !== QUOTE) return broken(out, bytes, at, UNCLOSED, i);
        i++;
        if (i >= length && !final) return -1;
        if (i < length && bytes[i] === CR) {
          if (i + 1 >= length && !final) return -1;
          if (i + 1 >= length || bytes[i + 1] === LF) i++;
        }
        if (i < length && bytes[i] !== delimiter && bytes[i] !== LF) {
          fault ??= AFTER_QUOTE;
          while (i < length && bytes[i] !== delimiter && bytes[i] !== LF)
            i += escape && bytes[i] === BACKSLASH ? 2 : 1;
          if (i >= length && !final) return -1;
        }
      } else if (to > from && bytes[to - 1] === CR && (i >= length || bytes[i] === LF)) {
        if (!isEscapedAt(bytes, from, to - 1, escape)) to--;
      }
      if (fault === BAD_ESCAPE && isMarker(nulls, bytes, from, to)) {
        fault = undefined;
        kind &= ~4;
      }
      out.fault ??= fault;
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
  };
}

/** Whether an odd number of backslashes stands before `at`. */
function isEscapedAt(bytes: Uint8Array, from: number, at: number, escape: boolean): boolean {
  if (!escape) return false;
  let k = at;
  while (k > from && bytes[k - 1] === BACKSLASH) k--;
  return (at - k) % 2 === 1;
}

/** A record that ends nowhere sensible costs its line: `stop` is where reading gave up. */
function broken(
  out: RawRecord,
  bytes: Uint8Array,
  at: number,
  fault: string,
  stop = bytes.length,
): number {
  out.fields = 0;
  out.start = at;
  out.end = Math.min(stop, bytes.length);
  out.fault = fault;
  return out.end + 1;
}
