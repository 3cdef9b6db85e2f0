import type { Attributes } from './day-rows.ts';
import { NO_MARKERS } from './dialect.ts';
import { textAt } from './fields.ts';
import { newRecord, type RawRecord } from './record.ts';
import { spilledBytes } from './spilled-bytes.ts';

/** What stands in columns that the contract does not know: kept as bytes, which become text when they are asked for. */
export interface ExtraColumns {
  /** Field `i` of a record is a value of the row's. Rows come in their order. */
  keep(this: void, row: number, name: string, r: RawRecord, i: number): void;
  at(row: number): Attributes['extra'];
}

/** Numbers a value: row, name, how it stood in the file, where its bytes are, how many. */
const NUMBERS = 5;

export function extraColumns(): ExtraColumns {
  const bytes = spilledBytes();
  const names: string[] = [];
  const record = newRecord(NO_MARKERS);
  let values = new Float64Array(1 << 8);
  let count = 0;

  /** The first value of a row or of one behind it. */
  function firstOf(row: number): number {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle * NUMBERS] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    keep(row, name, r, i) {
      let number = names.indexOf(name);
      if (number < 0) number = names.push(name) - 1;
      const from = r.starts[i] ?? 0;
      const to = r.ends[i] ?? 0;
      if ((count + 1) * NUMBERS > values.length)
        values = new Float64Array(values.buffer.transfer(2 * values.byteLength));
      const place = bytes.put(r.buffer, from, to);
      values.set([row, number, r.quoted[i] ?? 0, place, to - from], count * NUMBERS);
      count++;
    },
    at(row) {
      let extra: Record<string, string> | null = null;
      for (let v = firstOf(row); v < count && values[v * NUMBERS] === row; v++) {
        const [, number = 0, kind = 0, place = 0, length = 0] = values.subarray(
          v * NUMBERS,
          (v + 1) * NUMBERS,
        );
        record.buffer = bytes.at(place, length);
        record.ends[0] = length;
        record.quoted[0] = kind;
        (extra ??= {})[names[number] ?? ''] = textAt(record, 0);
      }
      return extra;
    },
  };
}
