import { NEUTRAL, PARTS } from './adoption.ts';
import type { Scales } from './book.ts';
import { officesWith } from './columns.ts';
import { isHardFact, isJudged } from './judge.ts';
import { componentAt, type Yardsticks } from './office-parts.ts';
import { termAt } from './office-terms.ts';
import type { Prepared } from './prepared.ts';
import { TERMS } from './terms.ts';

/**
 * What one reading of a book says of every office before weights: column by column, `values[row * offices + office]`,
 * rows in the order of PARTS and TERMS. From here to scores it is arithmetic.
 */
export interface Evaluation {
  readonly offices: number;
  /** What each part stands for, 0–100, a neutral 50 as far as it is not known; NaN = does not apply. */
  readonly parts: Float64Array;
  /** Data quality of each part, 0–1. */
  readonly quality: Float64Array;
  /** Points of each term; NaN = not available. That of adoption is left out: it follows from the parts. */
  readonly points: Float64Array;
  /** 1 = the state allows numbers. */
  readonly judged: Uint8Array;
  /** 1 = adoption counts as a term, where it is known. */
  readonly byAdoption: Uint8Array;
  /** 1 = a fact that waits for no evaluation. */
  readonly hardFact: Uint8Array;
}

/** Any adoption: whether its term counts does not depend on it. */
const SOME_ADOPTION = 50;

/** @param wanted 1 = asked for; the others are left out */
export function evaluate(
  p: Prepared,
  by: Yardsticks,
  scales: Scales,
  wanted?: Uint8Array,
): Evaluation {
  const n = p.book.offices.length;
  const found: Evaluation = {
    offices: n,
    parts: new Float64Array(PARTS.length * n).fill(Number.NaN),
    quality: new Float64Array(PARTS.length * n),
    points: new Float64Array(TERMS.length * n).fill(Number.NaN),
    judged: new Uint8Array(n),
    byAdoption: new Uint8Array(n),
    hardFact: new Uint8Array(n),
  };
  const asked = officesWith(n, (i) => (!wanted || wanted[i] === 1) && isJudged(p, i));
  for (const i of asked) found.judged[i] = 1;
  // Column after column: what one office after the other is asked stays the same.
  PARTS.forEach((code, row) => {
    const applies = p.applicable[code];
    for (const i of asked) {
      if (applies[i] !== 1) continue;
      const component = componentAt(p, i, code, by, scales);
      const known = component ? (p.quality[code][i] ?? 0) : 0;
      found.parts[row * n + i] = known * (component?.score ?? NEUTRAL) + (1 - known) * NEUTRAL;
      found.quality[row * n + i] = known;
    }
  });
  TERMS.forEach((code, row) => {
    for (const i of asked) {
      const term = termAt(p, i, code, SOME_ADOPTION);
      if (Number.isNaN(term.value)) continue;
      if (code === 'adoption') found.byAdoption[i] = 1;
      else found.points[row * n + i] = term.points;
      if (code === 'overdue' && isHardFact({ overdue: term })) found.hardFact[i] = 1;
    }
  });
  return found;
}
