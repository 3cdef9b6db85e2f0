import { crc32 } from 'node:zlib';
import { refuse } from '../../../shared/contracts/problem.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import {
  bitsAt,
  FLOAT,
  newPlan,
  planVectors,
  readVector,
  writeVectors,
  type Target,
} from './packing-vectors.ts';

/** Offices of a block, by ordinal. */
export const OFFICES = 64;
/** Days of a tile. */
export const DAYS = 32;
/** What a block covers: a strip is one day as one vector of offices, a tile has a vector of days for each office. */
export interface Shape {
  readonly vectors: number;
  readonly length: number;
}
export const STRIP: Shape = { vectors: 1, length: OFFICES };
export const TILE: Shape = { vectors: OFFICES, length: DAYS };

const MAGIC = 0x31484d41; // 'AMH1'
/** Words of a block's head, and of an entry of its directory. */
export const HEAD = 6;
export const ENTRY = 4;

/** One measure's values in a block, vector behind vector; NaN = unknown. */
export interface BlockMeasure {
  readonly id: number;
  readonly values: Float64Array;
  /** Index of the first value. */
  readonly from: number;
}

export interface BlockPlace {
  readonly block: number;
  readonly firstDay: Day;
  /** Bit i: day `firstDay + i` is held here; a day that is not is unknown in every vector. */
  readonly days: number;
}

let buffer = new Uint32Array(1 << 16);

export interface Encoded {
  readonly data: Uint8Array;
  /** Of which something is known. */
  readonly measures: number;
}

/**
 * A block's bytes (docs/history-format.md) from measures by rising id; those of which nothing is known are left out.
 * Each is done with before the next is asked for, so that they may share their values.
 */
export function encodeBlock(
  shape: Shape,
  place: BlockPlace,
  measures: Iterable<BlockMeasure> & { readonly length: number },
): Encoded {
  const { vectors, length } = shape;
  const plan = vectors === 1 ? stripPlan : tilePlan;
  let at = HEAD + measures.length * ENTRY;
  let entry = HEAD;
  for (const { id, values, from } of measures) {
    planVectors(plan, values, from, length);
    if (!plan.known) continue;
    ensure(at + vectors * 2 + 2 + plan.words);
    const kinds = packed(plan.kinds);
    const bases = packed(plan.bases);
    buffer[entry] = id | (plan.scale << 16);
    buffer[entry + 1] = at;
    buffer[entry + 2] = kinds.base | (kinds.width << 8) | (bases.width << 16);
    buffer[entry + 3] = bases.base;
    entry += ENTRY;
    at = writePacked(at, plan.kinds, kinds);
    at = writePacked(at, plan.bases, bases);
    at = writeVectors(buffer, at, plan, values, from, length);
  }
  return finishBlock(buffer, shape, place, { room: measures.length, entry, at });
}

/** Where the directory of a block ends, which has room for so many measures, and where the block does; in words. */
interface Ends {
  readonly room: number;
  readonly entry: number;
  readonly at: number;
}

/** Writes the head of a block in a buffer that holds the rest; its bytes. */
export function finishBlock(
  words: Uint32Array,
  { vectors, length }: Shape,
  place: BlockPlace,
  { room, entry, at }: Ends,
): Encoded {
  const count = (entry - HEAD) / ENTRY;
  // Where measures were left out their places in the directory are closed.
  const gap = HEAD + room * ENTRY - entry;
  if (gap > 0) {
    words.copyWithin(entry, entry + gap, at);
    for (let e = HEAD; e < entry; e += ENTRY) words[e + 1] = (words[e + 1] ?? 0) - gap;
  }
  words[0] = MAGIC;
  words[2] = place.block;
  words[3] = place.firstDay;
  words[4] = place.days;
  words[5] = vectors | (length << 8) | (count << 16);
  const data = new Uint8Array(words.buffer, 0, (at - gap) * 4).slice();
  new Uint32Array(data.buffer)[1] = crc32(data.subarray(8));
  return { data, measures: count };
}

const stripPlan = newPlan(1);
const tilePlan = newPlan(OFFICES);

function ensure(words: number): void {
  if (words <= buffer.length) return;
  const larger = new Uint32Array(words * 2);
  larger.set(buffer);
  buffer = larger;
}

interface Packed {
  readonly base: number;
  readonly width: number;
}

function packed(values: Uint8Array | Int32Array): Packed {
  let low = values[0] ?? 0;
  let high = low;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? low;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { base: low, width: 32 - Math.clz32(high - low) };
}

function writePacked(at: number, values: Uint8Array | Int32Array, { base, width }: Packed): number {
  if (width === 0) return at;
  const words = Math.ceil((values.length * width) / 32);
  buffer.fill(0, at, at + words);
  for (let i = 0; i < values.length; i++) {
    const bit = i * width;
    const word = at + (bit >>> 5);
    const shift = bit & 31;
    const code = (values[i] ?? base) - base;
    buffer[word] = (buffer[word] ?? 0) | (code << shift);
    if (shift + width > 32) buffer[word + 1] = code >>> (32 - shift);
  }
  return at + words;
}

/** A block as it is read: its words, and where each measure stands. */
export interface Block {
  readonly words: Uint32Array;
  readonly shape: Shape;
  readonly place: BlockPlace;
  readonly measures: number;
}

/** Reads a block's head; refuses one whose bytes changed since they were written, or that stands in a wrong place. */
export function openBlock(
  data: Uint8Array,
  shape: Shape,
  expected: Pick<BlockPlace, 'block' | 'firstDay'>,
): Block {
  // SQLite's buffers may start anywhere; words must start aligned.
  const bytes = data.byteOffset % 4 === 0 ? data : data.slice();
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  const form = words[5] ?? 0;
  if (
    words.length < HEAD ||
    words[0] !== MAGIC ||
    words[1] !== crc32(bytes.subarray(8)) ||
    words[2] !== expected.block ||
    words[3] !== expected.firstDay ||
    (form & 0xffff) !== (shape.vectors | (shape.length << 8))
  )
    throw damaged(shape, expected);
  return {
    words,
    shape,
    place: { ...expected, days: words[4] ?? 0 },
    measures: form >>> 16,
  };
}

function damaged(shape: Shape, { block, firstDay }: Pick<BlockPlace, 'block' | 'firstDay'>): Error {
  const days =
    shape === STRIP
      ? formatDay(firstDay)
      : `${formatDay(firstDay)} to ${formatDay(firstDay + DAYS - 1)}`;
  return refuse(
    'damaged_database',
    `The history of ${days} is damaged for the offices ${block * OFFICES} to ${block * OFFICES + OFFICES - 1} (block ${block} of facts.db).`,
    {
      stillWorks: 'Lists, and the history of other offices and days, stay as they are.',
      next: 'Move facts.db away and sync again: facts come back from the deliveries.',
    },
  );
}

/** One measure of a block: what is common to its vectors. */
export interface Entry {
  readonly scale: number;
  readonly at: number;
  readonly kindBase: number;
  readonly kindWidth: number;
  readonly baseWidth: number;
  readonly base: number;
}

/** By rising id. */
export function measureIds({ words, measures }: Block): number[] {
  const ids: number[] = [];
  for (let i = 0; i < measures; i++) ids.push((words[HEAD + i * ENTRY] ?? 0) & 0xffff);
  return ids;
}

/** Undefined where the block knows nothing of the measure. */
export function findMeasure({ words, measures }: Block, id: number): Entry | undefined {
  let low = 0;
  let high = measures - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const e = HEAD + middle * ENTRY;
    const head = words[e] ?? 0;
    const found = head & 0xffff;
    if (found < id) low = middle + 1;
    else if (found > id) high = middle - 1;
    else {
      const widths = words[e + 2] ?? 0;
      return {
        scale: (head >>> 16) & 0xff,
        at: words[e + 1] ?? 0,
        kindBase: widths & 0xff,
        kindWidth: (widths >>> 8) & 0xff,
        baseWidth: (widths >>> 16) & 0xff,
        base: (words[e + 3] ?? 0) | 0,
      };
    }
  }
  return undefined;
}

const vector = { kind: 0, base: 0, scale: 0 };

/** Vectors `from` ≤ v < `to` of a measure, and of each the values `first` ≤ i < `last`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
}

/** Reads a measure; each vector begins `between` places behind the one before. NaN = unknown. */
export function readVectors(
  block: Block,
  entry: Entry,
  span: Span,
  target: Target,
  between: number,
): void {
  const { words, shape } = block;
  const { vectors, length } = shape;
  const kindBits = entry.at * 32;
  const basesAt = entry.at + Math.ceil((vectors * entry.kindWidth) / 32);
  const baseBits = basesAt * 32;
  const kindMask = 2 ** entry.kindWidth - 1;
  const baseMask = 2 ** entry.baseWidth - 1;
  let at = basesAt + Math.ceil((vectors * entry.baseWidth) / 32);
  vector.scale = entry.scale;
  for (let v = 0; v < span.to; v++) {
    vector.kind =
      entry.kindBase +
      (entry.kindWidth === 0
        ? 0
        : bitsAt(words, kindBits + v * entry.kindWidth, entry.kindWidth) & kindMask);
    if (v >= span.from) {
      vector.base =
        entry.base +
        (entry.baseWidth === 0
          ? 0
          : bitsAt(words, baseBits + v * entry.baseWidth, entry.baseWidth) & baseMask);
      readVector(words, at, vector, span.first, span.last, target);
      target.at += between;
    }
    const width = vector.kind >>> 1;
    at += width === FLOAT ? length * 2 : (length * width) / 32;
  }
}
