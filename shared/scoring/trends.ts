import type { Prior } from './book.ts';
import { calibratedK } from './calibrated-k.ts';
import { officesWith } from './columns.ts';
import { weeklyK } from './overdispersion.ts';
import { peerShifts } from './peer-shift.ts';
import {
  ELL,
  hasTrend,
  likelihood,
  POINTS,
  posterior,
  posteriorMoments,
  priorOnGrid,
  trendRows,
  type Trend,
  type TrendRows,
} from './posterior.ts';
import { byMean, learnPrior } from './prior.ts';
import { seasonalMeans } from './season.ts';
import type { ActivityGrid } from './series.ts';
import type { Windows } from './windows.ts';

export interface Trends {
  /** Posterior mean of ℓ; NaN where there is too little exposure to say anything. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** The whole posterior, by the same rule. */
  readonly at: (office: number) => Trend | undefined;
  readonly kEff: number;
  readonly prior: Prior;
}

/**
 * Trend of every eligible office: overdispersion, prior by EM over the book, exact posterior.
 * @param eligible offices past onboarding that are still customers
 * @param learned overdispersion and prior where they are known already
 */
export function readTrends(
  windows: Windows,
  { stratum, strata, offices: n }: Pick<ActivityGrid, 'stratum' | 'strata' | 'offices'>,
  eligible: Uint8Array,
  learned?: Pick<Trends, 'kEff' | 'prior'>,
): Trends {
  const { x1, x0 } = windows;
  const offices = officesWith(
    n,
    (i) => eligible[i] === 1 && hasTrend({ x1: x1[i] ?? 0, x0: x0[i] ?? 0 }),
  );
  const stratumOf = (row: number) => stratum[offices[row] ?? 0] ?? 0;
  const withoutShift = (of: Pick<Windows, 'y1' | 'x1' | 'y0' | 'x0'>): TrendRows => {
    const rows = trendRows(of, offices);
    const shifts = peerShifts(rows, stratumOf, strata);
    return { ...rows, x1: rows.x1.map((x, row) => x * (shifts[stratumOf(row)] ?? 1)) };
  };
  const inputs = withoutShift(windows);
  const half = learned?.kEff ?? weeklyK(windows, n, eligible) / 2;
  const means = seasonalMeans(inputs, withoutShift(windows.lastYear), half);
  const { kEff, prior } = learned ?? learn(inputs, means, half);

  const densityAt = byMean((mean) => {
    const density = priorOnGrid(prior, mean);
    const first = density.map((p, j) => p * (ELL[j] ?? 0));
    return { density, first, second: first.map((p, j) => p * (ELL[j] ?? 0)) };
  });
  const like = new Float64Array(POINTS);
  const mean = new Float64Array(n).fill(Number.NaN);
  const sd = new Float64Array(n).fill(Number.NaN);
  const rowOf = new Int32Array(n).fill(-1);
  const moments = new Float64Array(2);
  offices.forEach((i, row) => {
    rowOf[i] = row;
    likelihood(inputs, row, kEff, like, 0);
    posteriorMoments(like, densityAt(means[row] ?? 0), moments);
    mean[i] = moments[0] ?? Number.NaN;
    sd[i] = moments[1] ?? Number.NaN;
  });
  const known = new Map<number, Trend>();
  return {
    mean,
    sd,
    at(office) {
      const row = rowOf[office] ?? -1;
      if (row < 0) return undefined;
      const again = known.get(office);
      if (again) return again;
      likelihood(inputs, row, kEff, like, 0);
      const trend = posterior(like, 0, densityAt(means[row] ?? 0).density);
      known.set(office, trend);
      return trend;
    },
    kEff,
    prior,
  };
}

/** Overdispersion and prior, the one checked against what it predicts under the other. */
function learn(
  inputs: TrendRows,
  means: Float64Array,
  half: number,
): { readonly kEff: number; readonly prior: Prior } {
  const like = new Float64Array(inputs.count * POINTS);
  const fit = (kEff: number): Prior => {
    for (let row = 0; row < inputs.count; row++) likelihood(inputs, row, kEff, like, row * POINTS);
    return learnPrior(like, inputs.count, means);
  };
  const prior = fit(half);
  const kEff = calibratedK(half, prior, inputs, like, means);
  return { kEff, prior: kEff === half ? prior : fit(kEff) };
}
