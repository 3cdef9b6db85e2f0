import type { Day } from '../domain/day.ts';
import { horizonProbability, solveBaseline } from './base-rate.ts';
import type { Thresholds } from './book.ts';
import { daysSinceEvaluation } from './earlier.ts';
import { settle, type Settled } from './hysteresis.ts';
import { quantile } from './maths.ts';
import type { ScoreSettings } from './settings.ts';

/** Enough offices to take thresholds from. */
export const SETTLED_OFFICES = 20;

/** What the risk of every office of a book is measured by. */
export interface BookRisk {
  readonly eta0: number;
  readonly meanP: number;
  readonly thresholds: Thresholds;
}

/**
 * η0 so that the mean chance over all judged offices is the declared one; thresholds from the scored ones.
 * @param points Σ points by office; NaN = not judged
 * @param scored 1 = in the state `scored`
 */
export function bookRisk(
  points: Float64Array,
  scored: Uint8Array,
  settings: Pick<ScoreSettings, 'annualChurn' | 'horizonDays' | 'thresholds'>,
): BookRisk {
  const meanP = horizonProbability(settings.annualChurn, settings.horizonDays);
  const judged = points.filter((sum) => !Number.isNaN(sum));
  const eta0 = solveBaseline(judged, meanP);
  return { eta0, meanP, thresholds: settings.thresholds ?? topShares() };

  function topShares(): Thresholds {
    const ofScored = points.filter((sum, i) => scored[i] === 1 && !Number.isNaN(sum));
    // A book whose history has only begun has hardly any scored office: then all that carry a risk stand in.
    const sums = ofScored.length >= SETTLED_OFFICES ? ofScored : judged;
    const logits = sums.map((sum) => sum + eta0);
    return {
      high: quantile(logits, 0.95) ?? Number.POSITIVE_INFINITY,
      elevated: quantile(logits, 0.8) ?? Number.POSITIVE_INFINITY,
    };
  }
}

/**
 * The settled band of an office that is judged today, by the thresholds of the book or by others.
 * @param weeks Σ points of the evaluations before, oldest first, each by office
 * @param hardFacts of each of them, 1 = there was a hard fact
 */
export function settledBands(
  { eta0, meanP, thresholds }: BookRisk,
  asOf: Day,
  weeks: readonly Float64Array[],
  hardFacts: readonly Uint8Array[] = [],
): (i: number, points: number, hardFact: boolean, by?: Thresholds) => Settled {
  const days = daysSinceEvaluation(asOf);
  // Each has the baseline of its own day: one for all would move every office whenever it moves.
  const baselines = weeks.map((week) => {
    const known = week.filter((points) => !Number.isNaN(points));
    return known.length > 0 ? solveBaseline(known, meanP, eta0) : eta0;
  });
  const logits = new Float64Array(weeks.length);
  const facts = new Uint8Array(weeks.length);
  return (i, points, hardFact, by = thresholds) => {
    weeks.forEach((week, k) => {
      logits[k] = (baselines[k] ?? eta0) + (week[i] ?? Number.NaN);
      facts[k] = hardFacts[k]?.[i] ?? 0;
    });
    return settle(logits, { logit: eta0 + points, days, hardFact }, by, facts);
  };
}
