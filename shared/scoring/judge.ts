import type { Adoption } from '../domain/score.ts';
import { aggregate, MIN_CONFIDENCE } from './adoption.ts';
import type { Scales } from './book.ts';
import { partsOf, type Yardsticks } from './office-parts.ts';
import { termsOf, type Term } from './office-terms.ts';
import type { Prepared } from './prepared.ts';
import type { ScoreSettings } from './settings.ts';
import { TERMS, type TermCode } from './terms.ts';

export type Terms = Readonly<Record<TermCode, Term>>;

/** Adoption of one office; null where its state or what is known of it does not allow a number. */
export function adoptionOf(
  p: Prepared,
  i: number,
  by: Yardsticks,
  scales: Scales,
): Adoption | null {
  if (!isJudged(p, i)) return null;
  const adoption = aggregate(partsOf(p, i, by, scales), p.book.settings.weights);
  return adoption.confidence < MIN_CONFIDENCE ? null : adoption;
}

/**
 * Terms of churn risk of one office; null where its state does not allow a number.
 * @param adoption its adoption score; NaN = none
 */
export function riskTerms(p: Prepared, i: number, adoption: number): Terms | null {
  return isJudged(p, i) ? weighted(termsOf(p, i, adoption), p.book.settings.factors) : null;
}

/** What a term looks at stays known, whatever its weight: only its points change. */
function weighted(terms: Terms, factors: ScoreSettings['factors']): Terms {
  if (!factors) return terms;
  const own = { ...terms };
  for (const code of TERMS) {
    const { value, points } = terms[code];
    // Adding 0 keeps a switched-off negative term from being −0.
    own[code] = { value, points: points * factors[code] + 0 };
  }
  return own;
}

export function isJudged(p: Prepared, i: number): boolean {
  const state = p.placed[i]?.state;
  return state === 'scored' || state === 'onboarding';
}

export function sumPoints(terms: Terms): number {
  let sum = 0;
  for (const code of TERMS) sum += terms[code].points;
  return sum;
}

const HARD_OVERDUE_DAYS = 60;

/** What waits for no evaluation: an invoice overdue for more than 60 days. */
export function isHardFact({ overdue }: Pick<Terms, 'overdue'>): boolean {
  return overdue.value > HARD_OVERDUE_DAYS;
}
