import type { TrendRows } from './posterior.ts';

/** As few offices as the calendar itself is learned from. */
const MIN_OFFICES = 25;
/** As in the calendar: a busy office counts as at most 15 a day, a ratio as at most 6. */
const MAX_WEIGHT = 15;
const MAX_RATIO = 6;

/**
 * How far the offices of each stratum moved together between two windows, as a factor on the newer rate. Each factor of
 * the calendar is relative to the eight weeks before its day; after a holiday season those weeks are low, the factors
 * after it high, and every office would seem to have dropped. A trend is relative to peers, so what all share is taken out.
 * Back-off: stratum → whole book → 1.
 */
export function peerShifts(
  { count: rows, y1, x1, y0, x0 }: TrendRows,
  stratum: (row: number) => number,
  strata: number,
): Float64Array {
  const newer = new Float64Array(strata + 1);
  const older = new Float64Array(strata + 1);
  const count = new Int32Array(strata + 1);
  const add = (s: number, ratio1: number, ratio0: number) => {
    newer[s] = (newer[s] ?? 0) + ratio1;
    older[s] = (older[s] ?? 0) + ratio0;
    count[s] = (count[s] ?? 0) + 1;
  };
  for (let row = 0; row < rows; row++) {
    const [a, b] = [x1[row] ?? 0, x0[row] ?? 0];
    const rate = ((y1[row] ?? 0) + (y0[row] ?? 0)) / (a + b);
    if (!(a >= 1 && b >= 1 && rate > 0)) continue;
    const weight = Math.min(rate, MAX_WEIGHT);
    const ratio1 = weight * Math.min((y1[row] ?? 0) / a / rate, MAX_RATIO);
    const ratio0 = weight * Math.min((y0[row] ?? 0) / b / rate, MAX_RATIO);
    add(stratum(row), ratio1, ratio0);
    add(strata, ratio1, ratio0);
  }
  const shift = (s: number): number | undefined => {
    const [a, b] = [newer[s] ?? 0, older[s] ?? 0];
    return (count[s] ?? 0) >= MIN_OFFICES && a > 0 && b > 0 ? a / b : undefined;
  };
  const ofAll = shift(strata) ?? 1;
  return Float64Array.from({ length: strata }, (_, s) => shift(s) ?? ofAll);
}
