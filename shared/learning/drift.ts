/** Where the numbers of a column lay: shares of the parts between rising cuts, and of the unknown. */
export interface Spread {
  readonly name: string;
  readonly cuts: readonly number[];
  /** One more than cuts, and last the unknown. They sum to 1. */
  readonly shares: readonly number[];
}

const PARTS = 10;
/** Above this, what a model learned from is not what it looks at (a rule of thumb of credit scoring: Siddiqi 2006). */
export const DRIFTED = 0.2;
/** A part that stood empty would make any row in it infinitely surprising. */
const LEAST = 1e-4;

/**
 * Ten parts with about equally many rows each; equal values never apart. NaN = unknown. Numbers are taken as float32, as
 * scorings keep them: else a value that many share would move to the next part by being kept.
 */
export function spreadOf(name: string, values: Float64Array): Spread {
  const known = Float32Array.from(values)
    .filter((v) => !Number.isNaN(v))
    .toSorted();
  const cuts: number[] = [];
  for (let part = 1; part < PARTS; part++) {
    const cut = known[Math.floor((part * known.length) / PARTS)];
    if (cut !== undefined && cut > (cuts.at(-1) ?? known[0] ?? cut)) cuts.push(cut);
  }
  return { name, cuts, shares: sharesOf(cuts, values) };
}

function sharesOf(cuts: readonly number[], values: Float64Array): readonly number[] {
  const counts = new Float64Array(cuts.length + 2);
  for (const value of values) {
    const part = Number.isNaN(value) ? cuts.length + 1 : partOf(cuts, value);
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return Array.from(counts, (n) => n / Math.max(1, values.length));
}

function partOf(cuts: readonly number[], value: number): number {
  let part = 0;
  const kept = Math.fround(value);
  while (part < cuts.length && kept >= (cuts[part] ?? 0)) part++;
  return part;
}

/** Population stability index of values against where they lay: 0 = the same. */
export function stabilityIndex({ cuts, shares }: Spread, values: Float64Array): number {
  return sharesOf(cuts, values).reduce((sum, now, part) => {
    const then = Math.max(LEAST, shares[part] ?? 0);
    const present = Math.max(LEAST, now);
    return sum + (present - then) * Math.log(present / then);
  }, 0);
}
