/** Beyond 1 in a million a longer gap says nothing more. */
export const SILENCE_CAP = 6;

/**
 * How surprising the current gap is: −log10 of the chance of no event over its exposure, negative binomial with k = 3,
 * at the office's own rate. Measured in standard days, so weekends, holidays and small sites are not penalised.
 * (Instead of "days since last activity".)
 */
export function silence(input: {
  readonly y84: number;
  readonly x84: number;
  readonly yOlder: number;
  readonly xOlder: number;
  /** Exposure since the last event. */
  readonly xSilent: number;
}): number {
  const rate = (input.y84 + 0.25 * input.yOlder + 0.5) / (input.x84 + 0.25 * input.xOlder + 0.7);
  return Math.min(SILENCE_CAP, 3 * Math.log10(1 + (rate * input.xSilent) / 3));
}
