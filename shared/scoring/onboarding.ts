import type { Day } from '../domain/day.ts';
import type { Flag } from '../domain/score.ts';
import { date } from './words.ts';

/** Old enough for a steady rate after the ramp. */
const COMPLETED_DAYS = 168;
const RAMP_WEEKS = 16;

/**
 * Weekly rate by week of age ÷ the steady rate of weeks 16–23 of an office that went live inside the history; undefined
 * where that is not long enough ago, or too little was counted.
 * @param y days of the office, @param factors what each was of a standard day, @param from index of the day it went live
 */
export function onboardingCurve(
  y: Float32Array,
  factors: Float64Array,
  from: number,
): number[] | undefined {
  if (from < 0 || y.length - from < COMPLETED_DAYS) return undefined;
  const sum = new Float64Array(24);
  const exposure = new Float64Array(24);
  for (let d = from; d < from + COMPLETED_DAYS; d++) {
    const count = y[d] ?? Number.NaN;
    if (Number.isNaN(count)) continue;
    const w = Math.floor((d - from) / 7);
    sum[w] = (sum[w] ?? 0) + count;
    exposure[w] = (exposure[w] ?? 0) + (factors[d] ?? 0);
  }
  let steadyY = 0;
  let steadyX = 0;
  for (let w = RAMP_WEEKS; w < 24; w++) {
    steadyY += sum[w] ?? 0;
    steadyX += exposure[w] ?? 0;
  }
  if (steadyY < 5 || steadyX < 10) return undefined;
  const steady = steadyY / steadyX;
  return Array.from({ length: RAMP_WEEKS }, (_, w) => {
    const x = exposure[w] ?? 0;
    return x < 1 ? Number.NaN : (sum[w] ?? 0) / x / steady;
  });
}

/** What a new office has reached: first use, ten events, a second feature, first host. */
export function milestones(input: {
  /** Days of the office; unknown = NaN. */
  readonly y: Float32Array;
  readonly firstDay: Day;
  /** Index of the day it went live. */
  readonly from: number;
  readonly noun: string;
  /** NaN = unknown. */
  readonly featuresUsed: number;
  readonly hosts: number;
}): Flag {
  const { y, firstDay } = input;
  let total = 0;
  let first: number | undefined;
  let tenth: number | undefined;
  for (let d = Math.max(0, input.from); d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    if (Number.isNaN(count) || count === 0) continue;
    total += count;
    first ??= d;
    if (total >= 10) tenth ??= d;
  }
  const when = (d: number | undefined) => (d === undefined ? 'not yet' : date(firstDay + d));
  return {
    code: 'milestones',
    text: `First ${input.noun}: ${when(first)}; ten ${input.noun}: ${when(tenth)}; first host: ${reached(input.hosts, 0.01)}; second feature: ${reached(input.featuresUsed, 2)}`,
  };
}

function reached(value: number, floor: number): string {
  return Number.isNaN(value) ? 'unknown' : value >= floor ? 'reached' : 'not yet';
}
