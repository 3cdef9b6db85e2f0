import { MIN_CONFIDENCE, PARTS, type PartCode } from './adoption.ts';
import type { Evaluation } from './evaluation.ts';
import { adoptionPoints, TERMS, type TermCode } from './terms.ts';

/** Factors on the points of the terms: 1 = as in the scorecard, 0 = switched off. What is not named counts as 1. */
export type TermFactors = Readonly<Partial<Record<TermCode, number>>>;

/** How parts and terms are added up. */
export interface Weighting {
  readonly weights: Readonly<Record<PartCode, number>>;
  readonly factors?: TermFactors | undefined;
}

export interface Sums {
  /** 0–100; NaN = none. */
  readonly adoption: Float64Array;
  /** Σ w·q / Σ w of it, 0–1. */
  readonly confidence: Float64Array;
  /** Σ points; NaN = not judged. */
  readonly points: Float64Array;
}

const ADOPTION = TERMS.indexOf('adoption');

/** Adoption and the sum of the points of every office. */
export function addUp(
  { offices: n, parts, quality, points, judged, byAdoption }: Evaluation,
  { weights, factors = {} }: Weighting,
): Sums {
  const shares = Float64Array.from(PARTS, (code) => weights[code]);
  const factor = Float64Array.from(TERMS, (code) => factors[code] ?? 1);
  const adoption = new Float64Array(n).fill(Number.NaN);
  const confidence = new Float64Array(n).fill(Number.NaN);
  const sums = new Float64Array(n).fill(Number.NaN);
  for (let i = 0; i < n; i++) {
    if (!judged[i]) continue;
    let total = 0;
    let known = 0;
    for (let row = 0, at = i; row < shares.length; row++, at += n) {
      if (Number.isNaN(parts[at] ?? Number.NaN)) continue;
      total += shares[row] ?? 0;
      known += (shares[row] ?? 0) * (quality[at] ?? 0);
    }
    let score = Number.NaN;
    if (total > 0 && known / total >= MIN_CONFIDENCE) {
      score = 0;
      for (let row = 0, at = i; row < shares.length; row++, at += n) {
        const part = parts[at] ?? Number.NaN;
        if (!Number.isNaN(part)) score += ((shares[row] ?? 0) / total) * part;
      }
      adoption[i] = score;
      confidence[i] = known / total;
    }
    let sum = 0;
    for (let row = 0, at = i; row < factor.length; row++, at += n) {
      const own = points[at] ?? Number.NaN;
      if (!Number.isNaN(own)) sum += (factor[row] ?? 1) * own;
      else if (row === ADOPTION && byAdoption[i] && !Number.isNaN(score)) {
        sum += (factor[row] ?? 1) * adoptionPoints(score);
      }
    }
    sums[i] = sum;
  }
  return { adoption, confidence, points: sums };
}
