import type { Adoption } from '../domain/score.ts';
import { aggregate, MIN_CONFIDENCE } from './adoption.ts';
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

/** Terms of churn risk of one office; null where its state does not allow a number. */
export function riskTerms(p: Prepared, i: number, adoption: Adoption | null): Terms | null {
  return isJudged(p, i) ? termsOf(p, i, adoption?.score ?? Number.NaN) : null;
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
