import { gammaCdf, median } from './maths.ts';

/** Share of the steady rate an office reaches by age. */
export interface Ramp {
  readonly at: (ageDays: number) => number;
  /** Completed onboardings it was learned from; 0 = the general curve. */
  readonly learnedFrom: number;
}

const MIN_COMPLETED = 30;
const TAU_DAYS = 6.5 * 7;

/** 1 − e^(−age / 6.5 weeks) */
export function generalRamp(ageDays: number): number {
  return 1 - Math.exp(-Math.max(0, ageDays) / TAU_DAYS);
}

/**
 * Median over completed onboardings of the weekly rate ÷ the office's own steady rate, never falling with age.
 * @param curves per completed onboarding, the ratio by week of age (NaN = not observed)
 */
export function learnRamp(curves: readonly (readonly number[])[]): Ramp {
  if (curves.length < MIN_COMPLETED) return { at: generalRamp, learnedFrom: 0 };
  const weeks: number[] = [];
  let reached = 0.02;
  for (let w = 0; w < 16; w++) {
    reached = Math.max(
      reached,
      Math.min(1, median(curves.map((c) => c[w] ?? Number.NaN)) ?? reached),
    );
    weeks.push(reached);
  }
  return {
    at: (ageDays) => weeks[Math.min(15, Math.max(0, Math.floor(ageDays / 7)))] ?? 1,
    learnedFrom: curves.length,
  };
}

/**
 * Chance that the rate is below a quarter of what the ramp expects: Gamma posterior with the expectation worth two
 * events. Stalled from a chance of 80 % on.
 */
export function stalledProbability(input: {
  readonly y: number;
  readonly x: number;
  /** μ̂, events per standard day at the steady state. */
  readonly expectedRate: number;
  readonly ramp: number;
}): number {
  const { y, x, expectedRate, ramp } = input;
  if (!(expectedRate > 0)) return 0;
  return gammaCdf(2 + y, (2 / expectedRate + x) * 0.25 * ramp * expectedRate);
}

export const STALLED_FROM_DAYS = 56;
export const STALLED_CHANCE = 0.8;
export const ONBOARDING_DAYS = 84;
