const WINDOW = 56;
/** Below this many observed days there is no trailing maximum worth comparing with. */
const ENOUGH = 14;
/** Counts up to this are never impossible. */
export const ALWAYS_POSSIBLE = 50;

/**
 * Sets negative counts and counts above 50 × (trailing 56-day maximum + 1) of one office to unknown, in place: an
 * impossible count says that something was recorded wrongly, not what it should have been.
 * @returns number of counts set to unknown
 */
export function cleanCounts(y: Float32Array): number {
  if (allPossible(y)) return 0;
  let dropped = 0;
  let seen = 0;
  // A value known to lie in the window: a lower bound of its maximum, so most days need no look back.
  let peak = 0;
  let peakDay = -WINDOW - 1;
  for (let d = 0; d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    if (Number.isNaN(count)) continue;
    const old = peakDay < d - WINDOW;
    const known = old ? 0 : peak;
    const spike = seen >= ENOUGH && count > 50 * (known + 1) && isSpike(y, d, count);
    if (count < 0 || spike) {
      y[d] = Number.NaN;
      dropped++;
      continue;
    }
    seen++;
    if (old || count >= known) {
      peak = count;
      peakDay = d;
    }
  }
  return dropped;
}

function allPossible(y: Float32Array): boolean {
  for (let d = 0; d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    if (count < 0 || count > ALWAYS_POSSIBLE) return false;
  }
  return true;
}

function isSpike(y: Float32Array, d: number, count: number): boolean {
  let max = 0;
  let observed = 0;
  for (let back = Math.max(0, d - WINDOW); back < d; back++) {
    const v = y[back] ?? Number.NaN;
    if (Number.isNaN(v)) continue;
    observed++;
    if (v > max) max = v;
  }
  return observed >= ENOUGH && count > 50 * (max + 1);
}

/**
 * Open days in a row (newest first) with the same non-zero count; closed days and unknown days are passed over.
 * @param factors what each day was of a standard day, @param open from which factor on it counts as open
 */
export function sameValueRun(y: Float32Array, factors: Float64Array, open: number): number {
  let run = 0;
  let last = Number.NaN;
  for (let d = Math.max(0, y.length - 84); d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    if (Number.isNaN(count) || !((factors[d] ?? 0) >= open)) continue;
    run = count > 0 && count === last ? run + 1 : count > 0 ? 1 : 0;
    last = count;
  }
  return run;
}

/** From this many on, a run says that the feed repeats itself. */
export const STUCK_RUN = 10;
