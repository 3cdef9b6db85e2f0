import {
  bestCuts,
  newRunning,
  type Cuts,
  type Running,
  type Sign,
  type StepLimits,
} from './cuts.ts';

/**
 * One Newton step of a term: from the sums per cell (gradient, Hessian, gradient, …) and the rows per cell to a value per
 * cell. Cells without training rows get 0. False when there is no step worth taking.
 */
export type Step = (sums: Float64Array, rows: Float64Array, out: Float64Array) => boolean;

/** Bins in their order; bin 0, unknown, is a leaf of its own and stands outside the order. */
export function numericStep(bins: number, sign: Sign, limits: StepLimits): Step {
  const m = bins - 1;
  const running = newRunning(m);
  const cuts: Cuts = { first: 0, second: 0, gain: 0 };
  return (sums, rows, out) => {
    out.fill(0, 0, bins);
    for (let i = 1; i <= m; i++) addUp(running, i, i, sums, rows);
    const found = bestCuts(running, m, sign, limits, cuts);
    if (found) {
      const low = leaf(running, 0, cuts.first, limits.lambda);
      const middle = leaf(running, cuts.first, cuts.second, limits.lambda);
      const high = leaf(running, cuts.second, m, limits.lambda);
      for (let b = 1; b <= m; b++)
        out[b] = b <= cuts.first ? low : b <= cuts.second ? middle : high;
    }
    const unknown = (rows[0] ?? 0) >= limits.minLeaf;
    if (unknown) out[0] = (sums[0] ?? 0) / ((sums[1] ?? 0) + limits.lambda);
    return found || unknown;
  };
}

/**
 * Bins of names, unknown among them, put in the order of their own values before they are cut (Fisher, "On grouping for
 * maximum homogeneity", 1958).
 */
export function categoricalStep(bins: number, limits: StepLimits): Step {
  const running = newRunning(bins);
  const cuts: Cuts = { first: 0, second: 0, gain: 0 };
  const order = new Int32Array(bins);
  const value = new Float64Array(bins);
  return (sums, rows, out) => {
    out.fill(0, 0, bins);
    let m = 0;
    for (let b = 0; b < bins; b++) {
      if ((rows[b] ?? 0) === 0) continue;
      const v = (sums[2 * b] ?? 0) / ((sums[2 * b + 1] ?? 0) + limits.lambda);
      value[b] = v;
      let at = m++;
      while (at > 0 && (value[order[at - 1] ?? 0] ?? 0) > v) {
        order[at] = order[at - 1] ?? 0;
        at--;
      }
      order[at] = b;
    }
    for (let i = 1; i <= m; i++) addUp(running, i, order[i - 1] ?? 0, sums, rows);
    if (!bestCuts(running, m, 0, limits, cuts)) return false;
    for (let i = 1; i <= m; i++) {
      const [from, to] =
        i <= cuts.first
          ? [0, cuts.first]
          : i <= cuts.second
            ? [cuts.first, cuts.second]
            : [cuts.second, m];
      out[order[i - 1] ?? 0] = leaf(running, from, to, limits.lambda);
    }
    return true;
  };
}

function addUp(
  { g, h, n }: Running,
  i: number,
  bin: number,
  sums: Float64Array,
  rows: Float64Array,
): void {
  g[i] = (g[i - 1] ?? 0) + (sums[2 * bin] ?? 0);
  h[i] = (h[i - 1] ?? 0) + (sums[2 * bin + 1] ?? 0);
  n[i] = (n[i - 1] ?? 0) + (rows[bin] ?? 0);
}

function leaf({ g, h }: Running, from: number, to: number, lambda: number): number {
  if (to <= from) return 0;
  return ((g[to] ?? 0) - (g[from] ?? 0)) / ((h[to] ?? 0) - (h[from] ?? 0) + lambda);
}
