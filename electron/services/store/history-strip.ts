import { ENTRY, finishBlock, HEAD, OFFICES, STRIP } from './history-block.ts';
import type { BlockPlace, Encoded } from './history-block.ts';
import { BOUND, newPlan, planVectors, writeVectors } from './packing-vectors.ts';

/** Values of one measure by row; NaN = unknown. */
export interface DeliveredColumn {
  readonly numbers: Float64Array | Float32Array;
  /** Where numbers repeat: the value of row `i` is `numbers[ids[i]]`, unknown where there is no such place. */
  readonly ids?: Int32Array | undefined;
}

let buffer = new Uint32Array(1 << 14);
/** The values of one vector: as numbers, and as far as they are whole. */
const values = new Float64Array(OFFICES);
const whole = new Int32Array(OFFICES);
/** No whole number of a vector is this small. */
const UNKNOWN = -(2 ** 31);
const plan = newPlan(1);
const found = { low: 0, high: 0, unknown: 0, odd: false };

/**
 * A block of one day, with the values still where they were delivered. Nearly all of them are small whole numbers,
 * which are gathered and measured in one pass; what is not goes the way of all blocks. It is done for every office,
 * column and day.
 * @param columns by rising id
 * @param rows of each office of the block; -1 = none
 */
export function encodeStrip(
  place: BlockPlace,
  columns: readonly { readonly id: number; readonly column: DeliveredColumn }[],
  rows: Int32Array,
): Encoded {
  let at = HEAD + columns.length * ENTRY;
  let entry = HEAD;
  const most = at + columns.length * 2 * OFFICES;
  if (most > buffer.length) buffer = new Uint32Array(2 * most);
  for (const { id, column } of columns) {
    gather(column, rows);
    const { low, high, unknown, odd } = found;
    if (odd || (high >= low && (low <= -BOUND || high >= BOUND))) {
      planVectors(plan, values, 0, OFFICES);
      at = writeVectors(buffer, at, plan, values, 0, OFFICES);
      entry = writeEntry(
        entry,
        id | (plan.scale << 16),
        at - plan.words,
        plan.kinds[0] ?? 0,
        plan.bases[0] ?? 0,
      );
    } else if (high >= low) {
      const width = 32 - Math.clz32(high - low + unknown);
      entry = writeEntry(entry, id, at, 2 * width + unknown, low);
      if (width > 0) at = pack(at, width, unknown - low);
    }
  }
  return finishBlock(buffer, STRIP, place, { room: columns.length, entry, at });
}

function writeEntry(entry: number, head: number, at: number, kind: number, base: number): number {
  buffer[entry] = head;
  buffer[entry + 1] = at;
  buffer[entry + 2] = kind;
  buffer[entry + 3] = base;
  return entry + ENTRY;
}

/** Fills `values`, `whole` and `found`. */
function gather({ numbers, ids }: DeliveredColumn, rows: Int32Array): void {
  let low = BOUND;
  let high = -BOUND;
  let unknown = 0;
  let odd = false;
  for (let i = 0; i < OFFICES; i++) {
    let at = rows[i] ?? -1;
    if (ids !== undefined && at >= 0) at = ids[at] ?? -1;
    const value = at >= 0 && at < numbers.length ? (numbers[at] ?? Number.NaN) : Number.NaN;
    values[i] = value;
    const n = value | 0;
    if (n === value) {
      whole[i] = n;
      if (n < low) low = n;
      if (n > high) high = n;
    } else if (Number.isNaN(value)) {
      whole[i] = UNKNOWN;
      unknown = 1;
    } else odd = true;
  }
  found.low = low;
  found.high = high;
  found.unknown = unknown;
  found.odd = odd;
}

/** Writes `whole` in so many bits each, unknown as 0; the word behind them. */
function pack(at: number, width: number, shift: number): number {
  const words = buffer;
  let word = at;
  let fill = 0;
  let bits = 0;
  for (let i = 0; i < OFFICES; i++) {
    const n = whole[i] ?? UNKNOWN;
    const code = n === UNKNOWN ? 0 : n + shift;
    bits |= code << fill;
    fill += width;
    if (fill >= 32) {
      words[word++] = bits;
      fill -= 32;
      bits = fill > 0 ? code >>> (width - fill) : 0;
    }
  }
  return word;
}
