import { weekday, type Day } from '../domain/day.ts';
import { sumCalendar, type CalendarSums } from './calendar-sums.ts';
import { clip, quantile } from './maths.ts';
import type { ActivityGrid } from './series.ts';

const MIN_OFFICES = 25;
const TEMPLATE = [1, 1, 1, 1, 1, 0.05, 0.05];

export interface Calendar {
  /** `factors[stratum * days + day]`: how much of a standard day this was. */
  readonly factors: Float64Array;
  readonly days: number;
  readonly strata: number;
  /** Share of (stratum, day) learned from at least 25 offices. */
  readonly learned: number;
  /** What it was learned from. */
  readonly sums: CalendarSums;
}

/**
 * How busy each day was, learned from the offices themselves: weighted mean of count ÷ own trailing mean. Weekends,
 * public holidays, seasons and common shocks come out of the data, so no holiday table is needed.
 * Back-off: stratum of the day → all offices of the day → same weekday in the stratum → same weekday of all → template.
 * @param leftOut days that are unknown for everybody
 * @param later the calendar of a reading of the same counts that ends on a later day
 */
export function learnCalendar(
  grid: ActivityGrid,
  leftOut: readonly number[] = [],
  later?: Calendar,
): Calendar {
  const { days, strata } = grid;
  const sums = sumCalendar(grid, leftOut, later?.sums);
  const { num, den, offices: count } = sums;
  const raw = new Float64Array(strata * days).fill(Number.NaN);
  const all = new Float64Array(days).fill(Number.NaN);
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
  const learned = strata * days === 0 ? 0 : known / (strata * days);
  return { factors, days, strata, learned, sums };
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
