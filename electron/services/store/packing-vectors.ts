/**
 * Vectors of numbers as bits: an integer is stored as its distance from the least one of its vector, in as many bits as
 * the vector needs (frame of reference, Lemire & Boytsov 2015, https://arxiv.org/abs/1209.2137). Each vector can be read
 * without the ones before it. docs/history-format.md is the format in words.
 */

/** Width of a vector whose values are float64: not whole at any scale, or too large. */
export const FLOAT = 64;
/** Greatest number of decimal places that are kept as integers. */
const MAX_SCALE = 6;
const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];
/** Integers are below this, so that every distance fits 31 bits and 0 is left for unknown. */
export const BOUND = 2 ** 30;

/** Kind of a vector: twice its width, plus one where code 0 stands for unknown. */
export type Kind = number;

/** What {@link planVectors} found: one entry per vector. */
export interface Plan {
  readonly kinds: Uint8Array;
  readonly bases: Int32Array;
  /** Values are integers ÷ 10^scale. */
  scale: number;
  /** Words the vectors take. */
  words: number;
  /** Whether any value is known. */
  known: boolean;
}

export const newPlan = (vectors: number): Plan => ({
  kinds: new Uint8Array(vectors),
  bases: new Int32Array(vectors),
  scale: 0,
  words: 0,
  known: false,
});

/** Looks at `plan.kinds.length` vectors of `length` values that stand behind each other; NaN = unknown. */
export function planVectors(plan: Plan, values: Float64Array, from: number, length: number): void {
  plan.scale = 0;
  if (planWhole(plan, values, from, length)) return;
  plan.scale = scaleOf(values, from, from + plan.kinds.length * length);
  planScaled(plan, values, from, length, 10 ** plan.scale);
}

/** The plan where all values are whole; false as soon as one is not. */
function planWhole(plan: Plan, values: Float64Array, from: number, length: number): boolean {
  const { kinds } = plan;
  let words = 0;
  plan.known = false;
  for (let r = 0; r < kinds.length; r++) {
    const start = from + r * length;
    let low = BOUND;
    let high = -BOUND;
    let unknown = 0;
    let before = Number.NaN;
    for (let i = start; i < start + length; i++) {
      const value = values[i] ?? Number.NaN;
      // From day to day most things stay as they are.
      if (value === before) continue;
      before = value;
      const n = value | 0;
      if (n === value) {
        if (n < low) low = n;
        if (n > high) high = n;
      } else if (Number.isNaN(value)) unknown = 1;
      else return false;
    }
    if (high >= low && (low <= -BOUND || high >= BOUND)) return false;
    words += planned(plan, r, length, low, high, unknown);
  }
  evenBases(plan);
  plan.words = words;
  return true;
}

/** The plan of one vector of integers; the words it takes. */
function planned(
  plan: Plan,
  r: number,
  length: number,
  low: number,
  high: number,
  unknown: number,
): number {
  const known = high >= low;
  const width = known ? 32 - Math.clz32(high - low + unknown) : 0;
  if (known) plan.known = true;
  plan.kinds[r] = width * 2 + unknown;
  plan.bases[r] = known ? low : 0;
  return (length * width) / 32;
}

/** A vector without integers takes any base: the one before it, so that bases stay alike. */
function evenBases({ kinds, bases }: Plan): void {
  for (let r = 1; r < kinds.length; r++)
    if ((kinds[r] ?? 0) === 1 || (kinds[r] ?? 0) >> 1 === FLOAT) bases[r] = bases[r - 1] ?? 0;
}

/** The plan of decimals; a vector with a value that is no integer at this scale is planned as float64. */
function planScaled(
  plan: Plan,
  values: Float64Array,
  from: number,
  length: number,
  factor: number,
): void {
  const { kinds, bases } = plan;
  plan.known = false;
  let words = 0;
  for (let r = 0; r < kinds.length; r++) {
    const start = from + r * length;
    let low = BOUND;
    let high = -BOUND;
    let unknown = 0;
    let odd = false;
    let before = Number.NaN;
    for (let i = start; i < start + length; i++) {
      const value = values[i] ?? Number.NaN;
      if (value === before) continue;
      before = value;
      if (Number.isNaN(value)) {
        unknown = 1;
        continue;
      }
      const n = Math.round(value * factor);
      if ((n | 0) !== n || n >= BOUND || n <= -BOUND || n / factor !== value) {
        odd = true;
        break;
      }
      if (n < low) low = n;
      if (n > high) high = n;
    }
    if (odd) {
      plan.known = true;
      kinds[r] = FLOAT * 2;
      bases[r] = 0;
      words += length * 2;
      continue;
    }
    words += planned(plan, r, length, low, high, unknown);
  }
  evenBases(plan);
  plan.words = words;
}

/** The fewest decimal places with which every value that has at most six of them is an integer. */
function scaleOf(values: Float64Array, from: number, to: number): number {
  let scale = 0;
  let before = Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value) || value === before) continue;
    before = value;
    for (let places = scale; places <= MAX_SCALE; places++) {
      const factor = POWERS[places] ?? 1;
      const n = Math.round(value * factor);
      if (Math.abs(n) >= BOUND || n / factor !== value) continue;
      scale = places;
      break;
    }
  }
  return scale;
}

/** Writes the planned vectors at word `at`; the word behind them. */
export function writeVectors(
  words: Uint32Array,
  at: number,
  plan: Plan,
  values: Float64Array,
  from: number,
  length: number,
): number {
  const factor = 10 ** plan.scale;
  let word = at;
  for (let r = 0; r < plan.kinds.length; r++) {
    const kind = plan.kinds[r] ?? 0;
    const width = kind >>> 1;
    const start = from + r * length;
    if (width === 0) continue;
    if (width === FLOAT) {
      float[0] = 0;
      for (let i = start; i < start + length; i++) {
        const value = values[i] ?? Number.NaN;
        // One pattern for unknown, so that equal histories have equal bytes.
        float[0] = Number.isNaN(value) ? Number.NaN : value;
        words[word++] = floatWords[0] ?? 0;
        words[word++] = floatWords[1] ?? 0;
      }
      continue;
    }
    const unknown = kind & 1;
    const shift = unknown - (plan.bases[r] ?? 0);
    let fill = 0;
    let bits = 0;
    for (let i = start; i < start + length; i++) {
      const value = values[i] ?? Number.NaN;
      const code = Number.isNaN(value)
        ? 0
        : (factor === 1 ? value : Math.round(value * factor)) + shift;
      bits |= code << fill;
      fill += width;
      if (fill >= 32) {
        words[word++] = bits;
        fill -= 32;
        bits = fill > 0 ? code >>> (width - fill) : 0;
      }
    }
  }
  return word;
}

const float = new Float64Array(1);
const floatWords = new Uint32Array(float.buffer);

/** Where values go: the i-th to `out[at + i × stride]`. */
export interface Target {
  readonly out: Float64Array | Float32Array;
  at: number;
  readonly stride: number;
}

/** Reads values `first` ≤ i < `last` of a vector whose bits begin at word `at`; NaN = unknown. */
export function readVector(
  words: Uint32Array,
  at: number,
  vector: { readonly kind: Kind; readonly base: number; readonly scale: number },
  first: number,
  last: number,
  target: Target,
): void {
  const { out, stride } = target;
  const width = vector.kind >>> 1;
  let to = target.at;
  if (width === FLOAT) {
    for (let i = first; i < last; i++, to += stride) {
      floatWords[0] = words[at + i * 2] ?? 0;
      floatWords[1] = words[at + i * 2 + 1] ?? 0;
      out[to] = float[0] ?? Number.NaN;
    }
    return;
  }
  const unknown = vector.kind & 1;
  const factor = 10 ** vector.scale;
  if (width === 0) {
    const value = unknown ? Number.NaN : vector.base / factor;
    for (let i = first; i < last; i++, to += stride) out[to] = value;
    return;
  }
  const base = vector.base - unknown;
  const mask = 2 ** width - 1;
  const bit = first * width;
  let word = at + (bit >>> 5);
  let shift = bit & 31;
  for (let i = first; i < last; i++, to += stride) {
    let code = (words[word] ?? 0) >>> shift;
    shift += width;
    if (shift >= 32) {
      word++;
      shift -= 32;
      if (shift > 0) code |= (words[word] ?? 0) << (width - shift);
    }
    code &= mask;
    const n = code + base;
    out[to] = unknown && code === 0 ? Number.NaN : factor === 1 ? n : n / factor;
  }
}

/** At least `width` (≤ 31) bits from a position, the least significant bit first; what is above them is to be masked. */
export function bitsAt(words: Uint32Array, bit: number, width: number): number {
  const word = bit >>> 5;
  const shift = bit & 31;
  const low = (words[word] ?? 0) >>> shift;
  return shift + width > 32 ? low | ((words[word + 1] ?? 0) << (32 - shift)) : low;
}
