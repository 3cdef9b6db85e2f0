import { weekday, type Day } from '../domain/day.ts';
import { clip, quantile } from './maths.ts';
import { readSeries, type ActivityGrid } from './series.ts';

const WINDOW = 56;
const MIN_OBSERVED = 28;
const MIN_RATE = 0.4;
const MIN_AGE = 70;
const MIN_OFFICES = 25;
const TEMPLATE = [1, 1, 1, 1, 1, 0.05, 0.05];

export interface Calendar {
  /** `factors[stratum * days + day]`: how much of a standard day this was. */
  readonly factors: Float64Array;
  readonly days: number;
  readonly strata: number;
  /** Share of (stratum, day) learned from at least 25 offices. */
  readonly learned: number;
}

/**
 * Calls `see` with each known day of one office whose 56 days before say enough, with their mean.
 * @param from index of the day it went live
 */
export function eachRate(
  y: Float32Array,
  from: number,
  see: (day: number, count: number, rate: number) => void,
): void {
  const start = Math.max(MIN_OBSERVED, from + MIN_AGE + 1);
  let sum = 0;
  let known = 0;
  for (let d = Math.max(0, start - WINDOW); d < start && d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    if (Number.isNaN(count)) continue;
    sum += count;
    known++;
  }
  for (let d = start; d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    const isKnown = !Number.isNaN(count);
    if (isKnown && known >= MIN_OBSERVED) {
      const rate = sum / known;
      if (rate >= MIN_RATE) see(d, count, rate);
    }
    if (isKnown) {
      sum += count;
      known++;
    }
    if (d < WINDOW) continue;
    const oldest = y[d - WINDOW] ?? Number.NaN;
    if (Number.isNaN(oldest)) continue;
    sum -= oldest;
    known--;
  }
}

/**
 * How busy each day was, learned from the offices themselves: weighted mean of count ÷ own trailing mean. Weekends,
 * public holidays, seasons and common shocks come out of the data, so no holiday table is needed.
 * Back-off: stratum of the day → all offices of the day → same weekday in the stratum → same weekday of all → template.
 * @param leftOut days that are unknown for everybody
 */
export function learnCalendar(grid: ActivityGrid, leftOut: readonly number[] = []): Calendar {
  const { days, offices: n, strata } = grid;
  const raw = new Float64Array(strata * days).fill(Number.NaN);
  const all = new Float64Array(days).fill(Number.NaN);
  const num = new Float64Array(strata * days);
  const den = new Float64Array(strata * days);
  const count = new Int32Array(strata * days);
  const series = new Float32Array(days);
  let first = 0;
  const add = (d: number, y: number, m: number): void => {
    const at = first + d;
    const w = m < 15 ? m : 15;
    num[at] = (num[at] ?? 0) + w * Math.min(y / m, 6);
    den[at] = (den[at] ?? 0) + w;
    count[at] = (count[at] ?? 0) + 1;
  };
  for (let i = 0; i < n; i++) {
    if (!grid.live[i]) continue;
    readSeries(grid, i, leftOut, series);
    first = (grid.stratum[i] ?? 0) * days;
    eachRate(series, grid.liveFrom[i] ?? 0, add);
  }
  let known = 0;
  for (let d = 0; d < days; d++) {
    let allNum = 0;
    let allDen = 0;
    let allCount = 0;
    for (let s = 0; s < strata; s++) {
      const at = s * days + d;
      allNum += num[at] ?? 0;
      allDen += den[at] ?? 0;
      allCount += count[at] ?? 0;
      if ((count[at] ?? 0) < MIN_OFFICES) continue;
      raw[at] = clip((num[at] ?? 0) / (den[at] ?? 1), 0.01, 6);
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
