import type { Prior } from './book.ts';
import { clip } from './maths.ts';

/** Grid of the log rate-ratio ℓ: −3.2 … 1.6, step .05. */
export const STEP = 0.05;
export const POINTS = 97;
export const ELL = Float64Array.from({ length: POINTS }, (_, j) => -3.2 + STEP * j);
const EXP_ELL = ELL.map((l) => Math.exp(l));
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
export function hasTrend(t: TrendInput): boolean {
  return t.x1 >= 1 && t.x0 >= 1;
}

/**
 * Likelihood of ℓ on the grid, scaled to a maximum of 1, written to `out[at … at + 96]`. Counts and exposures are
 * divided by their overdispersion φ, so a noisy site says less; given the total, the newer count is then binomial.
 */
export function likelihood(t: TrendInput, kEff: number, out: Float64Array, at: number): void {
  const phi1 = 1 + t.y1 / 4 / kEff;
  const phi0 = 1 + t.y0 / 8 / kEff;
  const y1 = t.y1 / phi1;
  const y0 = t.y0 / phi0;
  const x1 = t.x1 / phi1;
  const x0 = t.x0 / phi0;
  const total = y1 + y0;
  let max = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < POINTS; j++) {
    const log = y1 * (ELL[j] ?? 0) - total * Math.log(x1 * (EXP_ELL[j] ?? 1) + x0);
    out[at + j] = log;
    if (log > max) max = log;
  }
  for (let j = 0; j < POINTS; j++) out[at + j] = Math.exp((out[at + j] ?? 0) - max);
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
