import type { Grid } from './book.ts';
import type { Day } from '../domain/day.ts';
import { WEEKS_BACK } from './hysteresis.ts';

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
/** Weeks that are summed one by one: twelve at the newest reading and at each of the weekly evaluations before. */
const SUMMED = WEEKS + WEEKS_BACK;

/** Windows of a book to be filled office by office, and the same some weeks earlier, which share what they are made of. */
export interface WindowSums {
  /** @param y days of the office, unknown = NaN, @param factors what each was of a standard day, @param from went live */
  readonly add: (office: number, y: Float32Array, factors: Float64Array, from: number) => void;
  /** @param back whole weeks before the last day; what lies before 84 days is then that of the newest */
  readonly at: (back: number) => Windows;
}

export function windowSums(n: number): WindowSums {
  const zeros = () => new Float64Array(n);
  const weekY = new Float64Array(SUMMED * n);
  const weekX = new Float64Array(SUMMED * n);
  const weekN = new Uint8Array(SUMMED * n);
  /** By weeks back; counted from the beginning of history. */
  const silent = new Float64Array(WEEKS_BACK * n);
  const lastEvent = new Int32Array(n).fill(-1);
  const yOlder = zeros();
  const xOlder = zeros();
  const lastYear = { y1: zeros(), x1: zeros(), y0: zeros(), x0: zeros() };

  const add: WindowSums['add'] = (i, y, factors, from) => {
    const days = y.length;
    const first = Math.max(0, from);
    let older = 0;
    let olderX = 0;
    for (let d = first; d < days - 7 * WEEKS; d++) {
      const count = y[d] ?? Number.NaN;
      if (Number.isNaN(count)) continue;
      older += count;
      olderX += factors[d] ?? 0;
    }
    yOlder[i] = older;
    xOlder[i] = olderX;
    for (let week = 0; week < SUMMED; week++) {
      const end = days - 7 * week;
      if (end <= first) break;
      let sum = 0;
      let exposure = 0;
      let known = 0;
      for (let d = Math.max(first, end - 7); d < end; d++) {
        const count = y[d] ?? Number.NaN;
        if (Number.isNaN(count)) continue;
        sum += count;
        exposure += factors[d] ?? 0;
        known++;
      }
      weekY[week * n + i] = sum;
      weekX[week * n + i] = exposure;
      weekN[week * n + i] = known;
    }
    let since = Math.max(first, days - 7 * WEEKS_BACK);
    let last = since - 1;
    while (last >= first && !((y[last] ?? Number.NaN) > 0)) last--;
    let exposure = 0;
    for (let d = Math.max(first, last + 1); d < since; d++) {
      if (!Number.isNaN(y[d] ?? Number.NaN)) exposure += factors[d] ?? 0;
    }
    if (last < first) last = -1;
    for (let back = WEEKS_BACK - 1; back >= 0; back--) {
      const end = days - 7 * back;
      for (; since < end; since++) {
        const count = y[since] ?? Number.NaN;
        if (Number.isNaN(count)) continue;
        if (count > 0) {
          last = since;
          exposure = 0;
        } else exposure += factors[since] ?? 0;
      }
      silent[back * n + i] = exposure;
    }
    lastEvent[i] = last;
    if (days < SEASON_DAYS) return;
    const sumYear = (fromAgo: number, toAgo: number, ys: Float64Array, xs: Float64Array) => {
      let sum = 0;
      let seen = 0;
      for (let d = Math.max(first, days - fromAgo); d < days - toAgo; d++) {
        const count = y[d] ?? Number.NaN;
        if (Number.isNaN(count)) continue;
        sum += count;
        seen += factors[d] ?? 0;
      }
      ys[i] = sum;
      xs[i] = seen;
    };
    sumYear(YEAR + 28, YEAR, lastYear.y1, lastYear.x1);
    sumYear(YEAR + 84, YEAR + 28, lastYear.y0, lastYear.x0);
  };

  const sumWeeks = (weeks: Float64Array | Uint8Array, from: number, to: number): Float64Array => {
    const sum = zeros();
    for (let week = to - 1; week >= from; week--)
      for (let i = 0, at = week * n; i < n; i++, at++) sum[i] = (sum[i] ?? 0) + (weeks[at] ?? 0);
    return sum;
  };

  const at = (back: number): Windows => {
    const [middle, end] = [back + 4, back + WEEKS];
    const x1 = sumWeeks(weekX, back, middle);
    const x0 = sumWeeks(weekX, middle, end);
    const xSilent = silent.slice(back * n, (back + 1) * n);
    // An earlier week looks back 84 days: a silence that is longer is as long as they are.
    if (back > 0)
      for (let i = 0; i < n; i++)
        xSilent[i] = Math.min(xSilent[i] ?? 0, (x1[i] ?? 0) + (x0[i] ?? 0));
    return {
      y1: sumWeeks(weekY, back, middle),
      x1,
      n1: sumWeeks(weekN, back, middle),
      y0: sumWeeks(weekY, middle, end),
      x0,
      n0: sumWeeks(weekN, middle, end),
      yOlder,
      xOlder,
      xSilent,
      lastEvent,
      weekY: weekY.subarray(back * n, end * n),
      weekX: weekX.subarray(back * n, end * n),
      lastYear,
    };
  };
  return { add, at };
}

export interface Sums {
  readonly sum: Float64Array;
  /** Observed days. */
  readonly observed: Uint16Array;
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
  const observed = new Uint16Array(offices);
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
  let missing = offices;
  for (let back = 0; back < 7 && missing > 0; back++) {
    const d = day - back - grid.firstDay;
    if (d < 0 || d >= grid.days) continue;
    for (let i = 0, at = d * offices; i < offices; i++, at++) {
      const y = grid.values[at] ?? Number.NaN;
      if (!(y >= 0) || !Number.isNaN(found[i] ?? Number.NaN)) continue;
      found[i] = y;
      missing--;
    }
  }
  return found;
}

/** Sum of day-to-day rises over the last `span` days: openings, where only what is open is known. */
export function sumRises(grid: Grid | undefined, asOf: Day, span: number, offices: number): Sums {
  const sum = new Float64Array(offices);
  const observed = new Uint16Array(offices);
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
