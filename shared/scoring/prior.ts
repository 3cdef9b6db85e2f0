import type { Prior } from './book.ts';
import { clip } from './maths.ts';
import { ELL, normalOnGrid, POINTS } from './posterior.ts';

export const START_PRIOR: Prior = { pi: 0.9, s0: 0.12, s1: 0.5, m1: -0.1 };
const ITERATIONS = 25;

/**
 * Two-component prior of the log rate-ratio by EM over the book: most offices are stable around their own seasonal mean,
 * the rest moved. With a book of one office the prior stays near its start and its clips.
 * @param like likelihood rows, `like[row * 97 + j]`
 * @param stableMean seasonal mean per row
 */
export function learnPrior(like: Float64Array, rows: number, stableMean: Float64Array): Prior {
  let prior = START_PRIOR;
  if (rows === 0) return prior;
  for (let n = 0; n < ITERATIONS; n++) prior = step(prior, like, rows, stableMean);
  return prior;
}

function step(prior: Prior, like: Float64Array, rows: number, stableMean: Float64Array): Prior {
  const stableAt = densities(prior.s0);
  const moved = normalOnGrid(prior.m1, prior.s1);
  let stableShare = 0;
  let stableSquare = 0;
  let movedShare = 0;
  let movedFirst = 0;
  let movedSecond = 0;
  for (let i = 0; i < rows; i++) {
    const m = stableMean[i] ?? 0;
    const stable = stableAt(m);
    let z0 = 0;
    let square = 0;
    let z1 = 0;
    let first = 0;
    let second = 0;
    for (let j = 0, at = i * POINTS; j < POINTS; j++, at++) {
      const l = like[at] ?? 0;
      const ell = ELL[j] ?? 0;
      const p0 = l * (stable[j] ?? 0);
      const p1 = l * (moved[j] ?? 0);
      z0 += p0;
      square += p0 * (ell - m) * (ell - m);
      z1 += p1;
      first += p1 * ell;
      second += p1 * ell * ell;
    }
    const weight0 = prior.pi * z0;
    const weight1 = (1 - prior.pi) * z1;
    const share = weight0 / (weight0 + weight1);
    if (Number.isNaN(share)) continue;
    stableShare += share;
    movedShare += 1 - share;
    if (z0 > 0) stableSquare += (share * square) / z0;
    if (z1 > 0) {
      movedFirst += ((1 - share) * first) / z1;
      movedSecond += ((1 - share) * second) / z1;
    }
  }
  const total = stableShare + movedShare;
  if (total === 0) return prior;
  const m1 = clip(movedShare > 0 ? movedFirst / movedShare : prior.m1, -0.5, 0.1);
  const s1 =
    movedShare > 0
      ? Math.sqrt(
          Math.max(0, (movedSecond - 2 * m1 * movedFirst + m1 * m1 * movedShare) / movedShare),
        )
      : prior.s1;
  const s0 = stableShare > 0 ? Math.sqrt(stableSquare / stableShare) : prior.s0;
  return {
    pi: clip(stableShare / total, 0.5, 0.98),
    s0: clip(s0, 0.05, 0.2),
    s1: clip(s1, 0.3, 1),
    m1,
  };
}

/** Share of the stable component in each row's posterior. */
export function stableShares(
  prior: Prior,
  like: Float64Array,
  rows: number,
  stableMean: Float64Array,
): Float64Array {
  const moved = normalOnGrid(prior.m1, prior.s1);
  const stableAt = densities(prior.s0);
  return Float64Array.from({ length: rows }, (_, i) => {
    const m = stableMean[i] ?? 0;
    const stable = stableAt(m);
    let z0 = 0;
    let z1 = 0;
    for (let j = 0, at = i * POINTS; j < POINTS; j++, at++) {
      z0 += (like[at] ?? 0) * (stable[j] ?? 0);
      z1 += (like[at] ?? 0) * (moved[j] ?? 0);
    }
    const w0 = prior.pi * z0;
    return w0 / (w0 + (1 - prior.pi) * z1);
  });
}

/** Densities of one width by mean, computed once each. */
function densities(sd: number): (mean: number) => Float64Array {
  const known = new Map<number, Float64Array>();
  return (mean) => {
    let density = known.get(mean);
    if (!density) known.set(mean, (density = normalOnGrid(mean, sd)));
    return density;
  };
}
