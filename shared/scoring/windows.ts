import type { ActivityGrid, Calendar } from './calendar.ts';
import type { Grid } from './book.ts';
import type { Day } from '../domain/day.ts';

export const WEEKS = 12;

/** Counts (y), exposures in standard days (x) and observed days (n) per office. */
export interface Windows {
  /** Last 28 days. */
  readonly y1: Float64Array;
  readonly x1: Float64Array;
  readonly n1: Float64Array;
  /** The 56 days before. */
  readonly y0: Float64Array;
  readonly x0: Float64Array;
  readonly n0: Float64Array;
  /** Everything older than 84 days. */
  readonly yOlder: Float64Array;
  readonly xOlder: Float64Array;
  /** Exposure since the last event. */
  readonly xSilent: Float64Array;
  /** Index of the day of the last event; −1 = none. */
  readonly lastEvent: Int32Array;
  /** The last 12 weeks, newest first: `weekY[week * offices + office]`. */
  readonly weekY: Float64Array;
  readonly weekX: Float64Array;
  /** The same two windows a year earlier; exposure 0 where history is shorter. */
  readonly lastYear: {
    readonly y1: Float64Array;
    readonly x1: Float64Array;
    readonly y0: Float64Array;
    readonly x0: Float64Array;
  };
}

const YEAR = 364;
/** With less history than this there is no season to compare with. */
const SEASON_DAYS = 420;

/**
 * One pass over the activity; days before an office went live do not count.
 * @param from index of the first day to look at; what lies before is then in no sum
 */
export function sumWindows(grid: ActivityGrid, calendar: Calendar, from = 0): Windows {
  const { offices: n, days, values } = grid;
  const zeros = () => new Float64Array(n);
  const w = {
    y1: zeros(),
    x1: zeros(),
    n1: zeros(),
    y0: zeros(),
    x0: zeros(),
    n0: zeros(),
    yOlder: zeros(),
    xOlder: zeros(),
    xSilent: zeros(),
    lastEvent: new Int32Array(n).fill(-1),
    weekY: new Float64Array(WEEKS * n),
    weekX: new Float64Array(WEEKS * n),
    lastYear: { y1: zeros(), x1: zeros(), y0: zeros(), x0: zeros() },
  };
  for (let d = from; d < days; d++) {
    const ago = days - d; // 1 = newest day
    const [ys, xs, ns] =
      ago <= 28
        ? [w.y1, w.x1, w.n1]
        : ago <= 84
          ? [w.y0, w.x0, w.n0]
          : [w.yOlder, w.xOlder, undefined];
    const past = ago - YEAR;
    const [ly, lx] =
      days < SEASON_DAYS || past < 1 || past > 84
        ? [undefined, undefined]
        : past <= 28
          ? [w.lastYear.y1, w.lastYear.x1]
          : [w.lastYear.y0, w.lastYear.x0];
    const week = Math.floor((ago - 1) / 7);
    for (let i = 0, at = d * n; i < n; i++, at++) {
      const y = values[at] ?? Number.NaN;
      if (Number.isNaN(y) || d < (grid.liveFrom[i] ?? 0)) continue;
      const c = calendar.factors[(grid.stratum[i] ?? 0) * calendar.days + d] ?? 0;
      ys[i] = (ys[i] ?? 0) + y;
      xs[i] = (xs[i] ?? 0) + c;
      if (ns) ns[i] = (ns[i] ?? 0) + 1;
      if (ly && lx) {
        ly[i] = (ly[i] ?? 0) + y;
        lx[i] = (lx[i] ?? 0) + c;
      }
      if (week < WEEKS) {
        w.weekY[week * n + i] = (w.weekY[week * n + i] ?? 0) + y;
        w.weekX[week * n + i] = (w.weekX[week * n + i] ?? 0) + c;
      }
      if (y > 0) {
        w.lastEvent[i] = d;
        w.xSilent[i] = 0;
      } else {
        w.xSilent[i] = (w.xSilent[i] ?? 0) + c;
      }
    }
  }
  return w;
}

export interface Sums {
  readonly sum: Float64Array;
  /** Observed days. */
  readonly observed: Float64Array;
}

/** Plain sums of a measure over the days `fromAgo … toAgo` before the end (0 = asOf, both inclusive). */
export function sumDays(
  grid: Grid | undefined,
  asOf: Day,
  toAgo: number,
  fromAgo: number,
  offices: number,
): Sums {
  const sum = new Float64Array(offices);
  const observed = new Float64Array(offices);
  if (!grid) return { sum, observed };
  const first = Math.max(0, asOf - fromAgo - grid.firstDay);
  const last = Math.min(grid.days - 1, asOf - toAgo - grid.firstDay);
  for (let d = first; d <= last; d++) {
    for (let i = 0, at = d * offices; i < offices; i++, at++) {
      const y = grid.values[at] ?? Number.NaN;
      if (Number.isNaN(y) || y < 0) continue;
      sum[i] = (sum[i] ?? 0) + y;
      observed[i] = (observed[i] ?? 0) + 1;
    }
  }
  return { sum, observed };
}

/** Newest known value at or up to six days before `day`; NaN where there is none. */
export function newestAt(grid: Grid | undefined, day: Day, offices: number): Float64Array {
  const found = new Float64Array(offices).fill(Number.NaN);
  if (!grid) return found;
  for (let back = 0; back < 7; back++) {
    const d = day - back - grid.firstDay;
    if (d < 0 || d >= grid.days) continue;
    for (let i = 0, at = d * offices; i < offices; i++, at++) {
      const y = grid.values[at] ?? Number.NaN;
      if (!Number.isNaN(y) && y >= 0 && Number.isNaN(found[i] ?? Number.NaN)) found[i] = y;
    }
  }
  return found;
}

/** Sum of day-to-day rises over the last `span` days: openings, where only what is open is known. */
export function sumRises(grid: Grid | undefined, asOf: Day, span: number, offices: number): Sums {
  const sum = new Float64Array(offices);
  const observed = new Float64Array(offices);
  if (!grid) return { sum, observed };
  const before = new Float64Array(offices).fill(Number.NaN);
  for (let d = Math.max(0, asOf - span - grid.firstDay); d <= asOf - grid.firstDay; d++) {
    if (d >= grid.days) break;
    for (let i = 0, at = d * offices; i < offices; i++, at++) {
      const y = grid.values[at] ?? Number.NaN;
      if (Number.isNaN(y)) continue;
      const previous = before[i] ?? Number.NaN;
      before[i] = y;
      if (Number.isNaN(previous)) continue;
      sum[i] = (sum[i] ?? 0) + Math.max(0, y - previous);
      observed[i] = (observed[i] ?? 0) + 1;
    }
  }
  return { sum, observed };
}
