import { RUNG_FROM, RUNGS, type RungName } from '../domain/learning.ts';
import { fitLogistic, type LogisticFit, type Prior } from './ridge.ts';

/** What the number of churned offices allows to be learned: the more of them, the more of the model. */
export type Rung = RungName;

/** @param churned distinct offices with an event in the training data */
export function rungFor(churned: number): Rung {
  return RUNGS.findLast((rung) => churned >= RUNG_FROM[rung]) ?? 'intercept';
}

/** The observed rate drawn to the declared one with the weight of three events. */
export function shrunkRate(events: number, rows: number, declared: number): number {
  return (events + 3) / (rows + 3 / declared);
}

/** Calibration of a logit: intercept + slope · logit. */
export interface Platt {
  readonly intercept: number;
  readonly slope: number;
}

/** sd .3: few events move the slope little (Platt 1999 has no prior; ours is that the logit is right). */
const SLOPE: Prior = { mean: 1, precision: 1 / 0.3 ** 2 };
/** Nearly flat, so that a window without an event still has an answer. */
const SHIFT: Prior = { mean: 0, precision: 1 / 3 ** 2 };

export function fitPlatt(logits: Float64Array, y: Uint8Array): Platt {
  const ones = new Float64Array(y.length).fill(1);
  const { coefficients } = fitLogistic([ones, logits], y, [SHIFT, SLOPE]);
  return { intercept: coefficients[0] ?? 0, slope: coefficients[1] ?? 1 };
}

export function calibrated({ intercept, slope }: Platt, logits: Float64Array): Float64Array {
  return logits.map((z) => intercept + slope * z);
}

/**
 * The scorecard's logit with a coefficient near 1, helped by strongly shrunken features.
 * @param features standardised: mean 0, variance 1; unknown = 0
 * @param featureSd how far a coefficient may go
 * @returns coefficients: intercept, scorecard, features
 */
export function fitOffsetRidge(
  scorecard: Float64Array,
  features: readonly Float64Array[],
  y: Uint8Array,
  featureSd = 0.1,
): LogisticFit {
  const ones = new Float64Array(y.length).fill(1);
  const shrunk: Prior = { mean: 0, precision: 1 / featureSd ** 2 };
  return fitLogistic([ones, scorecard, ...features], y, [
    SHIFT,
    { mean: 1, precision: 1 / 0.1 ** 2 },
    ...features.map(() => shrunk),
  ]);
}
