import { clip } from './maths.ts';
import type { TrendRows } from './posterior.ts';

/** Variance of what seasons do to an office: .25². */
const SEASON = 0.0625;

/**
 * Where the stable offices of the prior are centred: last year's change over the same season, shrunk by its own noise,
 * as far as last year's changes foretell this year's in this book. 0 without a year of history.
 */
export function seasonalMeans(now: TrendRows, lastYear: TrendRows, kEff: number): Float64Array {
  const shrunk = new Float64Array(now.count);
  for (let row = 0; row < shrunk.length; row++) {
    if (!((lastYear.x1[row] ?? 0) >= 1 && (lastYear.x0[row] ?? 0) >= 1)) continue;
    shrunk[row] = (change(lastYear, row) * SEASON) / (SEASON + noise(lastYear, row, kEff));
  }
  const share = foretold(now, shrunk, kEff);
  // Rounded, so that offices share the densities they are compared with.
  return shrunk.map((mean) => Math.round(share * mean * 100) / 100);
}

/**
 * Share of last year's shrunk changes that came again, 0–1: their weighted regression slope. In a book of offices
 * without seasons of their own, last year's change is noise, and to expect it again would be confident and wrong. With few
 * offices the slope stays near 1, where it is taken to be unless the book says otherwise.
 */
function foretold(now: TrendRows, shrunk: Float64Array, kEff: number): number {
  let top = 1;
  let bottom = 1;
  for (let row = 0; row < shrunk.length; row++) {
    const mean = shrunk[row] ?? 0;
    if (mean === 0) continue;
    const weight = 1 / (noise(now, row, kEff) + SEASON);
    top += weight * mean * change(now, row);
    bottom += weight * mean * mean;
  }
  return clip(top / bottom, 0, 1);
}

function change({ y1, x1, y0, x0 }: TrendRows, row: number): number {
  const newer = ((y1[row] ?? 0) + 0.5) / (x1[row] ?? 0);
  return Math.log(newer / (((y0[row] ?? 0) + 0.5) / (x0[row] ?? 0)));
}

/** Variance of {@link change} from counting alone. */
function noise({ y1, y0 }: TrendRows, row: number, kEff: number): number {
  const [newer, older] = [y1[row] ?? 0, y0[row] ?? 0];
  return (1 + newer / 4 / kEff) / (newer + 0.5) + (1 + older / 8 / kEff) / (older + 0.5);
}
