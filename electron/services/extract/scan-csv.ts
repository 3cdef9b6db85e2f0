import { growRecord } from './record.ts';
import type { Scan } from './tokenizer.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) with any delimiter. `addQuotes`: the text is UNLOAD's ADDQUOTES
 * without ESCAPE, where a quote inside a value is written as it is, so that only values without one can be told.
 */
export function csvScan(delimiter: number, addQuotes = false): Scan {
  return (out, bytes, at, final) => {
    const length = bytes.length;
    let { starts, ends, quoted } = out;
    let i = at;
    let n = 0;
    out.fault = undefined;
    out.buffer = bytes;
    for (;;) {
      if (n === starts.length) {
        growRecord(out, n + 1);
        ({ starts, ends, quoted } = out);
      }
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
            return unclosed(out, bytes, at);
          }
          if (i + 1 >= length && !final) return -1;
          if (bytes[i + 1] !== QUOTE) break;
          kind = 3;
          i += 2;
        }
        to = i;
        i++;
        if (i < length && bytes[i] !== delimiter && bytes[i] !== LF && bytes[i] !== CR) {
          out.fault ??= 'text follows a closing quote';
          while (i < length && bytes[i] !== delimiter && bytes[i] !== LF) i++;
        }
        if (addQuotes && kind === 3)
          out.fault ??= 'a quote inside a quoted value, which without ESCAPE has no single reading';
      } else {
        let byte = -1;
        while (i < length && (byte = bytes[i] ?? -1) !== delimiter && byte !== LF) i++;
        to = i;
        if (to > from && i < length && byte === LF && bytes[to - 1] === CR) to--;
      }
      if (i >= length && !final) return -1;
      if (kind !== 0 && i < length && bytes[i] === CR) {
        if (i + 1 >= length && !final) return -1;
        if (i + 1 >= length || bytes[i + 1] === LF) i++;
        else {
          out.fault ??= 'text follows a closing quote';
          while (i < length && bytes[i] !== delimiter && bytes[i] !== LF) i++;
          if (i >= length && !final) return -1;
        }
      }
      if (i >= length && kind === 0 && to > from && bytes[to - 1] === CR) to--;
      starts[n] = from;
      ends[n] = to;
      quoted[n] = kind;
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

/** At the end of the file a quote that never closed costs its own line and no more. */
function unclosed(out: Parameters<Scan>[0], bytes: Uint8Array, at: number): number {
  const line = bytes.indexOf(LF, at);
  out.start = at;
  out.end = line < 0 ? bytes.length : line;
  // The line itself stands for it where it is shown.
  out.fields = 1;
  out.starts[0] = out.start;
  out.ends[0] = out.end;
  out.quoted[0] = 0;
  out.fault = 'a quote opens and never closes';
  return out.end + 1;
}
