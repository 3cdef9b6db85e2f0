import { officesWith } from './columns.ts';
import { clip } from './maths.ts';
import type { TrendRows } from './posterior.ts';
import { stableShares } from './prior.ts';
import type { Prior } from './book.ts';

/** Half of a normal distribution lies within this many standard deviations. */
const Z50 = 0.6744897501960817;
const MIN_OFFICES = 200;
/** Below this expectation a count is too lumpy for an interval of exactly half. */
const MIN_EXPECTED = 8;
const FACTORS = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4];

/**
 * Check of the overdispersion: of the offices that did not move, about half must lie inside the 50 % interval predicted
 * for the newer window. Between 45 % and 55 % `kEff` stays as it is; otherwise the factor that comes closest is taken.
 */
export function calibratedK(
  kEff: number,
  prior: Prior,
  inputs: TrendRows,
  like: Float64Array,
  means: Float64Array,
): number {
  const stable = stableShares(prior, like, inputs.count, means);
  const { y0, x0, x1 } = inputs;
  const usable = officesWith(
    inputs.count,
    (row) => !(((y0[row] ?? 0) / (x0[row] ?? 0)) * (x1[row] ?? 0) < MIN_EXPECTED),
  );
  if (usable.length < MIN_OFFICES) return kEff;
  const shareAt = (k: number) => {
    let inside = 0;
    let total = 0;
    for (const row of usable) {
      const weight = stable[row] ?? 0;
      total += weight;
      const z = predictiveZ(inputs, row, k, prior.s0, means[row] ?? 0);
      if (Math.abs(z) <= Z50) inside += weight;
    }
    return inside / total;
  };
  const now = shareAt(kEff);
  if (now >= 0.45 && now <= 0.55) return kEff;
  let best = kEff;
  let distance = Math.abs(now - 0.5);
  for (const factor of FACTORS) {
    const k = clip(kEff * factor, 0.5, 400);
    const off = Math.abs(shareAt(k) - 0.5);
    if (off < distance) [best, distance] = [k, off];
  }
  return best;
}

/** Standardised distance of the newer count from what the older one predicts for an office that did not move. */
function predictiveZ(t: TrendRows, row: number, k: number, s0: number, mean: number): number {
  const y0 = t.y0[row] ?? 0;
  const factor = ((t.x1[row] ?? 0) / (t.x0[row] ?? 0)) * Math.exp(mean);
  const expected = y0 * factor;
  const own = expected * (1 + expected / 4 / k);
  const estimated = factor * factor * y0 * (1 + y0 / 8 / k);
  return ((t.y1[row] ?? 0) - expected) / Math.sqrt(own + estimated + (expected * s0) ** 2);
}
