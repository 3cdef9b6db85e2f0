import type { Sign, StepLimits } from './cuts.ts';
import type { Step } from './steps.ts';

/** Bins of a feature in a pair, unknown (0) not counted: coarse, so that each cell still has rows. */
const COARSE = 12;

/** A feature as one side of a pair. */
export interface Side {
  /** Coarse bin of each bin; bin 0 stays 0. */
  readonly coarse: readonly number[];
  readonly size: number;
  readonly sign: Sign;
}

/**
 * Neighbouring bins put together until at most {@link COARSE} with about equally many rows are left.
 * @param order the bins but 0 in the order in which they are neighbours
 * @param rows training rows by bin
 */
export function sideOf(order: readonly number[], rows: ArrayLike<number>, sign: Sign): Side {
  const total = order.reduce((sum, b) => sum + (rows[b] ?? 0), 0);
  const coarse = Array.from({ length: order.length + 1 }, () => 0);
  let size = 1;
  let seen = 0;
  for (const b of order) {
    const n = rows[b] ?? 0;
    // A coarse bin begins where the middle of a bin's rows passes the next of equal shares.
    const share = 1 + Math.floor((COARSE * (seen + n / 2)) / Math.max(1, total));
    if (size === 1 || order.length <= COARSE || share >= size) size++;
    coarse[b] = size - 1;
    seen += n;
  }
  return { coarse, size, sign };
}

/** Cell of every row in the grid of two sides. */
export function pairCells(a: Side, b: Side, binsA: Uint8Array, binsB: Uint8Array): Uint8Array {
  const rowOf = Uint8Array.from(a.coarse, (c) => c * b.size);
  const columnOf = Uint8Array.from(b.coarse);
  const out = new Uint8Array(binsA.length);
  for (let i = 0; i < out.length; i++)
    out[i] = (rowOf[binsA[i] ?? 0] ?? 0) + (columnOf[binsB[i] ?? 0] ?? 0);
  return out;
}

interface Grid {
  /** Sums over the cells before (i, j) on both sides. */
  readonly g: Float64Array;
  readonly h: Float64Array;
  readonly n: Float64Array;
}

function newGrid(a: number, b: number): Grid {
  const zeros = (): Float64Array => new Float64Array((a + 1) * (b + 1));
  return { g: zeros(), h: zeros(), n: zeros() };
}

function addUp(grid: Grid, a: number, b: number, sums: Float64Array, rows: Float64Array): void {
  const w = b + 1;
  const { g, h, n } = grid;
  for (let i = 1; i <= a; i++)
    for (let j = 1; j <= b; j++) {
      const cell = (i - 1) * b + j - 1;
      const at = i * w + j;
      const add = (sum: Float64Array, x: number): void => {
        sum[at] = x + (sum[at - 1] ?? 0) + (sum[at - w] ?? 0) - (sum[at - w - 1] ?? 0);
      };
      add(g, sums[2 * cell] ?? 0);
      add(h, sums[2 * cell + 1] ?? 0);
      add(n, rows[cell] ?? 0);
    }
}

/** The quadrants of a cut, (low, low), (low, high), (high, low), (high, high): gradient, Hessian and rows of each. */
interface Quadrants {
  readonly g: Float64Array;
  readonly h: Float64Array;
  readonly n: Float64Array;
}

const newQuadrants = (): Quadrants => ({
  g: new Float64Array(4),
  h: new Float64Array(4),
  n: new Float64Array(4),
});

function quadrants(grid: Grid, a: number, b: number, i: number, j: number, out: Quadrants): void {
  const w = b + 1;
  const split = (sum: Float64Array, to: Float64Array): void => {
    const both = sum[i * w + j] ?? 0;
    const low = sum[i * w + b] ?? 0;
    const left = sum[a * w + j] ?? 0;
    to[0] = both;
    to[1] = low - both;
    to[2] = left - both;
    to[3] = (sum[a * w + b] ?? 0) - low - left + both;
  };
  split(grid.g, out.g);
  split(grid.h, out.h);
  split(grid.n, out.n);
}

const enough = ({ n }: Quadrants, least: number): boolean =>
  (n[0] ?? 0) >= least && (n[1] ?? 0) >= least && (n[2] ?? 0) >= least && (n[3] ?? 0) >= least;

/** Newton step of a pair: one cut on each side, a value for each quadrant. */
export function pairStep(a: Side, b: Side, limits: StepLimits): Step {
  const grid = newGrid(a.size, b.size);
  const q = newQuadrants();
  const value = new Float64Array(4);
  const best = new Float64Array(4);
  return (sums, rows, out) => {
    addUp(grid, a.size, b.size, sums, rows);
    let most = 1e-9;
    let cutA = 0;
    let cutB = 0;
    const at = a.size * (b.size + 1) + b.size;
    const whole = (grid.g[at] ?? 0) ** 2 / ((grid.h[at] ?? 0) + limits.lambda);
    for (let i = 1; i < a.size; i++)
      for (let j = 1; j < b.size; j++) {
        quadrants(grid, a.size, b.size, i, j, q);
        if (!enough(q, limits.minLeaf)) continue;
        let gain = -whole;
        for (let k = 0; k < 4; k++) {
          const g = q.g[k] ?? 0;
          const v = g / ((q.h[k] ?? 0) + limits.lambda);
          value[k] = v;
          gain += g * v;
        }
        if (gain <= most || !inOrder(value, a.sign, b.sign)) continue;
        most = gain;
        cutA = i;
        cutB = j;
        best.set(value);
      }
    if (cutA === 0) return false;
    for (let i = 0; i < a.size; i++)
      for (let j = 0; j < b.size; j++)
        out[i * b.size + j] = best[(i < cutA ? 0 : 2) + (j < cutB ? 0 : 1)] ?? 0;
    return true;
  };
}

function inOrder(v: Float64Array, signA: Sign, signB: Sign): boolean {
  const [ll = 0, lh = 0, hl = 0, hh = 0] = v;
  return (
    (signA === 0 || (signA * (hl - ll) >= 0 && signA * (hh - lh) >= 0)) &&
    (signB === 0 || (signB * (lh - ll) >= 0 && signB * (hh - hl) >= 0))
  );
}

/**
 * How much two features say together that they do not say apart: over all cuts of the grid, the largest squared
 * difference of differences of the residuals in its standard errors (a score test with one degree of freedom). One pass
 * over the rows, then sums over rectangles, as in FAST (Lou, Caruana, Gehrke, Hooker, KDD 2013).
 * @param residual,weight y − p and p(1 − p) of every row, p from a model of single features that has not seen the row
 */
export function interaction(
  a: Side,
  b: Side,
  cells: Uint8Array,
  residual: Float64Array,
  weight: Float64Array,
  limits: StepLimits,
): number {
  const sums = new Float64Array(2 * a.size * b.size);
  const rows = new Float64Array(a.size * b.size);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? 0;
    sums[2 * cell] = (sums[2 * cell] ?? 0) + (residual[i] ?? 0);
    sums[2 * cell + 1] = (sums[2 * cell + 1] ?? 0) + (weight[i] ?? 0);
    rows[cell] = (rows[cell] ?? 0) + 1;
  }
  const grid = newGrid(a.size, b.size);
  addUp(grid, a.size, b.size, sums, rows);
  const q = newQuadrants();
  let most = 0;
  for (let i = 1; i < a.size; i++)
    for (let j = 1; j < b.size; j++) {
      quadrants(grid, a.size, b.size, i, j, q);
      if (!enough(q, limits.minLeaf)) continue;
      let contrast = 0;
      let variance = 0;
      for (let k = 0; k < 4; k++) {
        const h = (q.h[k] ?? 0) + limits.lambda;
        contrast += ((k === 0 || k === 3 ? 1 : -1) * (q.g[k] ?? 0)) / h;
        variance += 1 / h;
      }
      most = Math.max(most, (contrast * contrast) / variance);
    }
  return most;
}
