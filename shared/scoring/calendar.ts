import { weekday, type Day } from '../domain/day.ts';
import { clip, quantile } from './maths.ts';

const WINDOW = 56;
const MIN_OBSERVED = 28;
const MIN_RATE = 0.4;
const MIN_AGE = 70;
const MIN_OFFICES = 25;
const TEMPLATE = [1, 1, 1, 1, 1, 0.05, 0.05];

/** Daily counts of the activity that stands for use, and who takes part in learning the calendar. */
export interface ActivityGrid {
  readonly firstDay: Day;
  readonly days: number;
  readonly offices: number;
  readonly values: Float32Array;
  /** Stratum per office; its calendar also applies to offices that take no part. */
  readonly stratum: Int32Array;
  readonly strata: number;
  /** 1 = takes part. */
  readonly live: Uint8Array;
  /** Index of the day the office went live; negative = before the grid. */
  readonly liveFrom: Int32Array;
}

export interface Calendar {
  /** `factors[stratum * days + day]`: how much of a standard day this was. */
  readonly factors: Float64Array;
  readonly days: number;
  readonly strata: number;
  /** Share of (stratum, day) learned from at least 25 offices. */
  readonly learned: number;
}

/** Trailing sums over the 56 days before the current one, moved a day at a time. */
export function trailing(grid: ActivityGrid) {
  const { offices: n, values } = grid;
  const sum = new Float64Array(n);
  const count = new Int32Array(n);
  const add = (d: number, sign: 1 | -1) => {
    for (let i = 0, at = d * n; i < n; i++, at++) {
      const y = values[at] ?? Number.NaN;
      if (Number.isNaN(y)) continue;
      sum[i] = (sum[i] ?? 0) + sign * y;
      count[i] = (count[i] ?? 0) + sign;
    }
  };
  return {
    sum,
    count,
    /** Call with d = 0, 1, 2 … in order. */
    moveTo(d: number) {
      if (d > 0) add(d - 1, 1);
      if (d > WINDOW) add(d - 1 - WINDOW, -1);
    },
  };
}

/** Mean of the trailing window, or NaN where it says too little. */
export function trailingRate(
  sum: number | undefined,
  count: number | undefined,
  age: number,
): number {
  if (!count || count < MIN_OBSERVED || age <= MIN_AGE) return Number.NaN;
  const m = (sum ?? 0) / count;
  return m >= MIN_RATE ? m : Number.NaN;
}

/**
 * How busy each day was, learned from the offices themselves: weighted mean of count ÷ own trailing mean. Weekends,
 * public holidays, seasons and common shocks come out of the data, so no holiday table is needed.
 * Back-off: stratum of the day → all offices of the day → same weekday in the stratum → same weekday of all → template.
 */
export function learnCalendar(grid: ActivityGrid): Calendar {
  const { days, offices: n, strata, values } = grid;
  const raw = new Float64Array(strata * days).fill(Number.NaN);
  const all = new Float64Array(days).fill(Number.NaN);
  const window = trailing(grid);
  const num = new Float64Array(strata);
  const den = new Float64Array(strata);
  const count = new Int32Array(strata);
  let known = 0;
  for (let d = 0; d < days; d++) {
    window.moveTo(d);
    num.fill(0);
    den.fill(0);
    count.fill(0);
    for (let i = 0, at = d * n; i < n; i++, at++) {
      if (!grid.live[i]) continue;
      const y = values[at] ?? Number.NaN;
      if (Number.isNaN(y)) continue;
      const m = trailingRate(window.sum[i], window.count[i], d - (grid.liveFrom[i] ?? 0));
      if (Number.isNaN(m)) continue;
      const s = grid.stratum[i] ?? 0;
      const w = m < 15 ? m : 15;
      num[s] = (num[s] ?? 0) + w * Math.min(y / m, 6);
      den[s] = (den[s] ?? 0) + w;
      count[s] = (count[s] ?? 0) + 1;
    }
    let allNum = 0;
    let allDen = 0;
    let allCount = 0;
    for (let s = 0; s < strata; s++) {
      allNum += num[s] ?? 0;
      allDen += den[s] ?? 0;
      allCount += count[s] ?? 0;
      if ((count[s] ?? 0) < MIN_OFFICES) continue;
      raw[s * days + d] = clip((num[s] ?? 0) / (den[s] ?? 1), 0.01, 6);
      known++;
    }
    if (allCount >= MIN_OFFICES) all[d] = clip(allNum / allDen, 0.01, 6);
  }
  const allWeekdays = weekdayMeans(all, 0, days, grid.firstDay, TEMPLATE);
  const factors = new Float64Array(strata * days);
  for (let s = 0; s < strata; s++) {
    const ownWeekdays = weekdayMeans(raw, s * days, days, grid.firstDay, allWeekdays);
    for (let d = 0; d < days; d++) {
      const own = raw[s * days + d] ?? Number.NaN;
      const everyone = all[d] ?? Number.NaN;
      const usual = ownWeekdays[weekday(grid.firstDay + d)] ?? 1;
      factors[s * days + d] = !Number.isNaN(own) ? own : !Number.isNaN(everyone) ? everyone : usual;
    }
  }
  return { factors, days, strata, learned: strata * days === 0 ? 0 : known / (strata * days) };
}

function weekdayMeans(
  factors: Float64Array,
  from: number,
  days: number,
  firstDay: Day,
  otherwise: readonly number[],
): number[] {
  return otherwise.map((fallback, wanted) => {
    let sum = 0;
    let n = 0;
    for (let d = 0; d < days; d++) {
      const c = factors[from + d] ?? Number.NaN;
      if (weekday(firstDay + d) !== wanted || Number.isNaN(c)) continue;
      sum += c;
      n++;
    }
    return n === 0 ? fallback : sum / n;
  });
}

/** What each weekday usually is in each stratum: `usual[stratum * 7 + weekday]`, medians, unmoved by single bad days. */
export function usualWeekdays(calendar: Calendar, firstDay: Day): Float64Array {
  const usual = new Float64Array(calendar.strata * 7);
  for (let s = 0; s < calendar.strata; s++) {
    const byDay: number[][] = [[], [], [], [], [], [], []];
    for (let d = 0; d < calendar.days; d++) {
      byDay[weekday(firstDay + d)]?.push(calendar.factors[s * calendar.days + d] ?? 0);
    }
    byDay.forEach((values, w) => {
      usual[s * 7 + w] = quantile(values, 0.5) ?? TEMPLATE[w] ?? 1;
    });
  }
  return usual;
}
