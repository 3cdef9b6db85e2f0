import { hash } from './random.ts';

/**
 * Rows to learn from, in their order: all, or, when there are more than `most`, about as many: of the rarer outcome all,
 * up to half of them, and of the other a random share. Discrimination and calibration stay once the intercept is put
 * right on all rows (King and Zeng, "Logistic regression in rare events data", 2001); without that, resampling would spoil
 * every percentage.
 */
export function keepRows(y: Uint8Array, most: number, seed: number): Int32Array {
  const rows = Int32Array.from(y.keys());
  if (y.length <= most) return rows;
  const events = y.reduce((sum, v) => sum + v, 0);
  const rare = events * 2 <= y.length ? 1 : 0;
  const rarer = rare === 1 ? events : y.length - events;
  const ofRarer = Math.min(rarer, most / 2);
  const share = [(most - ofRarer) / (y.length - rarer), ofRarer / Math.max(1, rarer)];
  return rows.filter((i) => hash(seed, i) < (share[y[i] === rare ? 1 : 0] ?? 1) * 4294967296);
}
