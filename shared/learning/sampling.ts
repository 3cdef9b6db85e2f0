import { hash } from './random.ts';

/** Rows of the commoner outcome kept for each row of the rarer one, at least. */
const LEAST_RATIO = 2;

/**
 * Rows to learn from, in their order: all, or, when there are more than `most`, all of the rarer outcome and a random
 * share of the other. Discrimination and calibration stay, once the intercept is corrected (King and Zeng, "Logistic
 * regression in rare events data", 2001); resampling without the correction would spoil every percentage.
 */
export function keepRows(y: Uint8Array, most: number, seed: number): Int32Array {
  const rows = Int32Array.from(y.keys());
  if (y.length <= most) return rows;
  const events = y.reduce((sum, v) => sum + v, 0);
  const rare = events * 2 <= y.length ? 1 : 0;
  const rarer = rare === 1 ? events : y.length - events;
  const share = Math.max(most - rarer, LEAST_RATIO * rarer) / (y.length - rarer);
  if (share >= 1) return rows;
  return rows.filter((i) => y[i] === rare || hash(seed, i) < share * 4294967296);
}
