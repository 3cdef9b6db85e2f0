import type { Prior } from './book.ts';
import { decay, softplusSeries } from './fast-maths.ts';
import { numbers } from './columns.ts';
import { clip } from './maths.ts';

/** Grid of the log rate-ratio ℓ: −3.2 … 1.6, step .05. */
export const STEP = 0.05;
export const POINTS = 97;
const LOWEST = -3.2;
export const ELL = Float64Array.from({ length: POINTS }, (_, j) => LOWEST + STEP * j);
/** ℓ below which use dropped by more than 20 %, and above which it rose by more than 25 %. */
const DROP = Math.log(0.8);
const RISE = Math.log(1.25);

export interface TrendInput {
  readonly y1: number;
  readonly x1: number;
  readonly y0: number;
  readonly x0: number;
}

export interface Trend {
  /** Posterior mean of ℓ. */
  readonly mean: number;
  readonly sd: number;
  readonly q10: number;
  readonly q90: number;
  /** P(ℓ < ln .8) */
  readonly drop: number;
  /** P(ℓ > ln 1.25) */
  readonly rise: number;
}

/** A trend needs at least one standard day in both windows. */
export function hasTrend({ x1, x0 }: Pick<TrendInput, 'x1' | 'x0'>): boolean {
  return x1 >= 1 && x0 >= 1;
}

/** The rows of some offices. */
export function trendRows(
  of: Pick<TrendRows, 'y1' | 'x1' | 'y0' | 'x0'>,
  offices: Int32Array,
): TrendRows {
  const take = (column: Float64Array) =>
    numbers(offices.length, (row) => column[offices[row] ?? 0] ?? 0);
  return {
    count: offices.length,
    y1: take(of.y1),
    x1: take(of.x1),
    y0: take(of.y0),
    x0: take(of.x0),
  };
}

/** Counts and exposures of many offices, a row each. */
export interface TrendRows {
  readonly count: number;
  readonly y1: Float64Array;
  readonly x1: Float64Array;
  readonly y0: Float64Array;
  readonly x0: Float64Array;
}

/**
 * Likelihood of ℓ on the grid, scaled to a maximum of 1, written to `out[at … at + 96]`. Counts and exposures are
 * divided by their overdispersion φ, so a noisy site says less; given the total, the newer count is then binomial.
 */
export function likelihood(
  t: TrendRows,
  row: number,
  kEff: number,
  out: Float64Array,
  at: number,
): void {
  const counted1 = t.y1[row] ?? 0;
  const counted0 = t.y0[row] ?? 0;
  const phi1 = 1 + counted1 / 4 / kEff;
  const phi0 = 1 + counted0 / 8 / kEff;
  const y1 = counted1 / phi1;
  const total = y1 + counted0 / phi0;
  const ratio = (t.x1[row] ?? 0) / phi1 / ((t.x0[row] ?? 0) / phi0);
  // ln(x1·e^ℓ + x0) is ln x0, which all points share, and ln(1 + e^(ℓ + ln ratio)).
  softplusSeries(LOWEST + Math.log(ratio), STEP, POINTS, out, at);
  let max = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < POINTS; j++) {
    const log = y1 * (ELL[j] ?? 0) - total * (out[at + j] ?? 0);
    out[at + j] = log;
    if (log > max) max = log;
  }
  for (let j = 0; j < POINTS; j++) out[at + j] = decay(max - (out[at + j] ?? 0));
}

/** Discretised normal density on the grid, up to a common factor. */
export function normalOnGrid(mean: number, sd: number): Float64Array {
  const density = new Float64Array(POINTS);
  for (let j = 0; j < POINTS; j++) {
    const z = ((ELL[j] ?? 0) - mean) / sd;
    density[j] = Math.exp((-z * z) / 2) / sd;
  }
  return density;
}

export function priorOnGrid(prior: Prior, stableMean: number): Float64Array {
  const stable = normalOnGrid(stableMean, prior.s0);
  const moved = normalOnGrid(prior.m1, prior.s1);
  return stable.map((p, j) => prior.pi * p + (1 - prior.pi) * (moved[j] ?? 0));
}

/** Posterior of one office from its likelihood row and the prior density on the grid. */
export function posterior(like: Float64Array, at: number, prior: Float64Array): Trend {
  let total = 0;
  let first = 0;
  let second = 0;
  for (let j = 0; j < POINTS; j++) {
    const p = (like[at + j] ?? 0) * (prior[j] ?? 0);
    const l = ELL[j] ?? 0;
    total += p;
    first += p * l;
    second += p * l * l;
  }
  const mean = first / total;
  const cumulative = (l: number) => cdf(like, at, prior, l) / total;
  return {
    mean,
    sd: Math.sqrt(Math.max(0, second / total - mean * mean)),
    q10: quantileOf(like, at, prior, 0.1 * total),
    q90: quantileOf(like, at, prior, 0.9 * total),
    drop: clip(cumulative(DROP), 0, 1),
    rise: clip(1 - cumulative(RISE), 0, 1),
  };
}

/** Mass below `l`; each grid point stands for a cell of one step around it. */
function cdf(like: Float64Array, at: number, prior: Float64Array, l: number): number {
  let sum = 0;
  for (let j = 0; j < POINTS; j++) {
    const share = clip((l - (ELL[j] ?? 0)) / STEP + 0.5, 0, 1);
    if (share === 0) break;
    sum += share * (like[at + j] ?? 0) * (prior[j] ?? 0);
  }
  return sum;
}

function quantileOf(like: Float64Array, at: number, prior: Float64Array, mass: number): number {
  let sum = 0;
  for (let j = 0; j < POINTS; j++) {
    const p = (like[at + j] ?? 0) * (prior[j] ?? 0);
    if (sum + p >= mass) {
      return (ELL[j] ?? 0) + STEP * ((p === 0 ? 0.5 : (mass - sum) / p) - 0.5);
    }
    sum += p;
  }
  return ELL[POINTS - 1] ?? 0;
}

/** A prior density on the grid, and the same times ℓ and ℓ². */
export interface PriorMoments {
  readonly density: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Mean and standard deviation of {@link posterior} alone, written to `into`. */
export function posteriorMoments(
  like: Float64Array,
  { density, first, second }: PriorMoments,
  into: Float64Array,
): void {
  let total = 0;
  let sum = 0;
  let square = 0;
  for (let j = 0; j < POINTS; j++) {
    const l = like[j] ?? 0;
    total += l * (density[j] ?? 0);
    sum += l * (first[j] ?? 0);
    square += l * (second[j] ?? 0);
  }
  const mean = sum / total;
  into[0] = mean;
  into[1] = Math.sqrt(Math.max(0, square / total - mean * mean));
}
