import type { Grid } from './book.ts';

const WINDOW = 56;
/** Below this many observed days there is no trailing maximum worth comparing with. */
const ENOUGH = 14;

export interface Cleaned {
  readonly values: Float32Array;
  /** Impossible counts set to unknown, per office. */
  readonly dropped: Uint16Array;
}

/**
 * A copy in which negative counts and counts above 50 × (trailing 56-day maximum + 1) are unknown.
 * An impossible count says that something was recorded wrongly, not what it should have been.
 */
export function cleanCounts(grid: Grid): Cleaned {
  const n = grid.offices;
  const values = grid.values.slice();
  const dropped = new Uint16Array(n);
  const seen = new Uint8Array(n);
  // A value known to lie in the window: a lower bound of its maximum, so most days need no look back.
  const peak = new Float32Array(n);
  const peakDay = new Int32Array(n).fill(-WINDOW - 1);
  for (let d = 0, at = 0; d < grid.days; d++) {
    for (let i = 0; i < n; i++, at++) {
      const y = values[at] ?? Number.NaN;
      if (Number.isNaN(y)) continue;
      if (y < 0) {
        values[at] = Number.NaN;
        dropped[i] = (dropped[i] ?? 0) + 1;
        continue;
      }
      const old = (peakDay[i] ?? 0) < d - WINDOW;
      const known = old ? 0 : (peak[i] ?? 0);
      const count = seen[i] ?? 0;
      if (count >= ENOUGH && y > 50 * (known + 1) && isSpike(values, n, d, i, y)) {
        values[at] = Number.NaN;
        dropped[i] = (dropped[i] ?? 0) + 1;
        continue;
      }
      if (count < 255) seen[i] = count + 1;
      if (old || y >= known) {
        peak[i] = y;
        peakDay[i] = d;
      }
    }
  }
  return { values, dropped };
}

function isSpike(values: Float32Array, n: number, d: number, i: number, y: number): boolean {
  let max = 0;
  let observed = 0;
  for (let back = Math.max(0, d - WINDOW); back < d; back++) {
    const v = values[back * n + i] ?? Number.NaN;
    if (Number.isNaN(v)) continue;
    observed++;
    if (v > max) max = v;
  }
  return observed >= ENOUGH && y > 50 * (max + 1);
}

/** Open days in a row (newest first) with the same non-zero count; closed days and unknown days are passed over. */
export function sameValueRun(
  values: Float32Array,
  offices: number,
  days: number,
  isOpen: (day: number, office: number) => boolean,
): Uint16Array {
  const run = new Uint16Array(offices);
  const last = new Float32Array(offices).fill(Number.NaN);
  for (let d = Math.max(0, days - 84); d < days; d++) {
    for (let i = 0; i < offices; i++) {
      const y = values[d * offices + i] ?? Number.NaN;
      if (Number.isNaN(y) || !isOpen(d, i)) continue;
      run[i] = y > 0 && y === last[i] ? (run[i] ?? 0) + 1 : y > 0 ? 1 : 0;
      last[i] = y;
    }
  }
  return run;
}

/** From this many on, a run says that the feed repeats itself. */
export const STUCK_RUN = 10;
