import { clip } from './maths.ts';
import { hasTrend, type TrendInput } from './posterior.ts';

/** Variance of what seasons do to an office: .25². */
const SEASON = 0.0625;

/**
 * Where the stable offices of the prior are centred: last year's change over the same season, shrunk by its own noise,
 * as far as last year's changes foretell this year's in this book. 0 without a year of history.
 */
export function seasonalMeans(
  now: readonly TrendInput[],
  lastYear: readonly TrendInput[],
  kEff: number,
): Float64Array {
  const shrunk = lastYear.map((past) => {
    if (!hasTrend(past)) return 0;
    return (change(past) * SEASON) / (SEASON + noise(past, kEff));
  });
  const share = foretold(now, shrunk, kEff);
  // Rounded, so that offices share the densities they are compared with.
  return Float64Array.from(shrunk, (mean) => Math.round(share * mean * 100) / 100);
}

/**
 * Share of last year's shrunk changes that came again, 0–1: their weighted regression slope. In a book of offices
 * without seasons of their own, last year's change is noise, and to expect it again would be confident and wrong. With few
 * offices the slope stays near 1, where it is taken to be unless the book says otherwise.
 */
function foretold(now: readonly TrendInput[], shrunk: readonly number[], kEff: number): number {
  let top = 1;
  let bottom = 1;
  now.forEach((input, row) => {
    const mean = shrunk[row] ?? 0;
    if (mean === 0) return;
    const weight = 1 / (noise(input, kEff) + SEASON);
    top += weight * mean * change(input);
    bottom += weight * mean * mean;
  });
  return clip(top / bottom, 0, 1);
}

function change({ y1, x1, y0, x0 }: TrendInput): number {
  return Math.log((y1 + 0.5) / x1 / ((y0 + 0.5) / x0));
}

/** Variance of {@link change} from counting alone. */
function noise({ y1, y0 }: TrendInput, kEff: number): number {
  return (1 + y1 / 4 / kEff) / (y1 + 0.5) + (1 + y0 / 8 / kEff) / (y0 + 0.5);
}
