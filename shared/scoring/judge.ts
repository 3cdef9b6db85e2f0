import type { Adoption } from '../domain/score.ts';
import { aggregate, confidenceOf, MIN_CONFIDENCE, scoreOf } from './adoption.ts';
import type { Scales } from './book.ts';
import { partsOf, type Yardsticks } from './office-parts.ts';
import { termsOf, type Term } from './office-terms.ts';
import type { Prepared } from './prepared.ts';
import { TERMS, type TermCode } from './terms.ts';

export type Terms = Readonly<Record<TermCode, Term>>;

/** Adoption of one office; null where its state or what is known of it does not allow a number. */
export function adoptionOf(
  p: Prepared,
  i: number,
  by: Yardsticks | undefined,
  scales: Scales,
): Adoption | null {
  if (!by || !isJudged(p, i)) return null;
  const adoption = aggregate(partsOf(p, i, by, scales), p.book.settings.weights);
  return adoption.confidence < MIN_CONFIDENCE ? null : adoption;
}

/** The score of {@link adoptionOf} alone, without its sentences; NaN = none. */
export function adoptionScore(
  p: Prepared,
  i: number,
  by: Yardsticks | undefined,
  scales: Scales,
): number {
  if (!by || !isJudged(p, i)) return Number.NaN;
  const { weights } = p.book.settings;
  const parts = partsOf(p, i, by, scales);
  return confidenceOf(parts, weights) < MIN_CONFIDENCE ? Number.NaN : scoreOf(parts, weights);
}

/**
 * Terms of churn risk of one office; null where its state does not allow a number.
 * @param adoption its adoption score; NaN = none
 */
export function riskTerms(p: Prepared, i: number, adoption: number): Terms | null {
  return isJudged(p, i) ? termsOf(p, i, adoption) : null;
}

function isJudged(p: Prepared, i: number): boolean {
  const state = p.placed[i]?.state;
  return state === 'scored' || state === 'onboarding';
}

export function sumPoints(terms: Terms): number {
  let sum = 0;
  for (const code of TERMS) sum += terms[code].points;
  return sum;
}
