import { logistic } from './maths.ts';

/** Chance of a notice within the horizon when a share `annual` gives notice per year. */
export function horizonProbability(annual: number, horizonDays: number): number {
  return 1 - (1 - annual) ** (horizonDays / 365);
}

/**
 * η0 with mean σ(η0 + points) = target, by Newton (at most 60 steps, kept in a bracket so it cannot run away).
 * @param near where to begin, if something is known of it
 * @returns logit(target) for an empty book
 */
export function solveBaseline(points: Float64Array, target: number, near = Number.NaN): number {
  const logit = Math.log(target / (1 - target));
  const n = points.length;
  if (n === 0) return logit;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const p of points) {
    if (p < smallest) smallest = p;
    if (p > largest) largest = p;
  }
  let low = logit - largest;
  let high = logit - smallest;
  let eta = near >= low && near <= high ? near : (low + high) / 2;
  for (let step = 0; step < 60; step++) {
    let mean = 0;
    let slope = 0;
    for (const p of points) {
      const q = logistic(eta + p);
      mean += q;
      slope += q * (1 - q);
    }
    const off = mean / n - target;
    if (off > 0) high = eta;
    else low = eta;
    if (Math.abs(off) < 1e-15) break;
    const next = eta - off / (slope / n);
    eta = next >= low && next <= high ? next : (low + high) / 2;
  }
  return eta;
}
