import type { CategoricalColumn, Column, NumericColumn } from './table.ts';

/** Bins of a column, the unknown one (0) included. */
export const MAX_BINS = 48;

/** Bin b > 1 begins at `cuts[b − 2]`; bin 1 is all below the first cut. */
export interface NumericBins {
  readonly kind: 'numeric';
  /** Rising, finite. */
  readonly cuts: readonly number[];
}

/** `bins[i]` is the bin of `levels[i]`; rare levels share one. A level that is not listed is unknown. */
export interface CategoricalBins {
  readonly kind: 'categorical';
  readonly levels: readonly string[];
  readonly bins: readonly number[];
}

export type Bins = NumericBins | CategoricalBins;

/** Number of bins, the unknown one included. */
export function binCount(bins: Bins): number {
  if (bins.kind === 'numeric') return bins.cuts.length + 2;
  return bins.bins.reduce((most, b) => Math.max(most, b), 0) + 1;
}

/** Bins of a column: about equally many rows in each, equal values never apart. Levels with fewer than `rare` rows are pooled. */
export function findBins(column: Column, rare: number): Bins {
  return column.kind === 'numeric' ? numericBins(column) : categoricalBins(column, rare);
}

function numericBins({ values }: NumericColumn): NumericBins {
  const sorted = values.filter((v) => Number.isFinite(v)).toSorted();
  const n = sorted.length;
  const cuts: number[] = [];
  let open = MAX_BINS - 1;
  let from = 0;
  // A value that fills a bin alone leaves the others to be shared out anew.
  while (from < n && open > 1) {
    const target = (n - from) / open;
    let to = from;
    while (to < n && to - from < target) to = endOfEqual(sorted, to);
    // The run of equal values that passed the target begins the next bin when that is nearer.
    const last = beginOfEqual(sorted, to - 1, from);
    if (last > from && to - from - target > target - (last - from)) to = last;
    if (to >= n) break;
    cuts.push(between(sorted[to - 1] ?? 0, sorted[to] ?? 0));
    from = to;
    open--;
  }
  return { kind: 'numeric', cuts };
}

function endOfEqual(sorted: Float64Array, at: number): number {
  let to = at + 1;
  while (to < sorted.length && sorted[to] === sorted[at]) to++;
  return to;
}

function beginOfEqual(sorted: Float64Array, at: number, low: number): number {
  let from = at;
  while (from > low && sorted[from - 1] === sorted[at]) from--;
  return from;
}

/** A number above a and at most b: the middle, unless rounding takes it out of there. */
function between(a: number, b: number): number {
  const middle = a / 2 + b / 2;
  return middle > a && middle <= b ? middle : b;
}

function categoricalBins({ codes, levels }: CategoricalColumn, rare: number): CategoricalBins {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const present = levels
    .map((level, code) => ({ level, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
  // Pooling a single level would only rename it.
  const frequent = present.filter(({ count }) => count >= rare).length;
  const own = present.length <= MAX_BINS - 1 ? frequent : Math.min(frequent, MAX_BINS - 2);
  return {
    kind: 'categorical',
    levels: present.map(({ level }) => level),
    bins: present.map((_, rank) => 1 + Math.min(rank, own)),
  };
}

/** Bin of a number. */
export function numericBin(cuts: ArrayLike<number>, value: number): number {
  if (!Number.isFinite(value)) return 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (cuts[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

/**
 * The bin of every row; undefined column = unknown everywhere.
 * @throws Error when the column is of the other kind
 */
export function binRows(
  bins: Bins,
  name: string,
  column: Column | undefined,
  rows: number,
): Uint8Array {
  const out = new Uint8Array(rows);
  if (!column) return out;
  if (bins.kind === 'numeric' && column.kind === 'numeric') {
    const cuts = Float64Array.from(bins.cuts);
    for (let i = 0; i < rows; i++) out[i] = numericBin(cuts, column.values[i] ?? Number.NaN);
    return out;
  }
  if (bins.kind === 'categorical' && column.kind === 'categorical') {
    const binOf = new Map(bins.levels.map((level, i) => [level, bins.bins[i] ?? 0]));
    const ofCode = Uint8Array.from(column.levels, (level) => binOf.get(level) ?? 0);
    for (let i = 0; i < rows; i++) out[i] = ofCode[column.codes[i] ?? -1] ?? 0;
    return out;
  }
  throw new Error(`${name} was ${bins.kind} when the model was fitted and is ${column.kind} now.`);
}
