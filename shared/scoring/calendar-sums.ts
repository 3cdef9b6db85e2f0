import { readSeries, type ActivityGrid } from './series.ts';

const WINDOW = 56;
const MIN_OBSERVED = 28;
const MIN_RATE = 0.4;
const MIN_AGE = 70;
/** A busy office counts as at most 15 a day, a ratio as at most 6. */
const MAX_WEIGHT = 15;
const MAX_RATIO = 6;

/** What a calendar is made of: `values[stratum * days + day]`. */
export interface CalendarSums {
  readonly grid: ActivityGrid;
  /** Days that are unknown for everybody. */
  readonly leftOut: readonly number[];
  /** Σ weight × count ÷ own trailing mean */
  readonly num: Float64Array;
  /** Σ weight */
  readonly den: Float64Array;
  readonly offices: Int32Array;
}

/**
 * @param later of a reading of the same counts that ends on a later day: its sums are taken over, and only the offices
 * that take part in one of the two alone, or since another day, are counted
 */
export function sumCalendar(
  grid: ActivityGrid,
  leftOut: readonly number[],
  later?: CalendarSums,
): CalendarSums {
  const { days, strata } = grid;
  const shared = later && sharesCounts(grid, leftOut, later) ? later : undefined;
  const [num, den] = [new Float64Array(strata * days), new Float64Array(strata * days)];
  const offices = new Int32Array(strata * days);
  if (shared)
    for (let s = 0; s < strata; s++) {
      const from = s * shared.grid.days;
      num.set(shared.num.subarray(from, from + days), s * days);
      den.set(shared.den.subarray(from, from + days), s * days);
      offices.set(shared.offices.subarray(from, from + days), s * days);
    }
  const series = new Float32Array(days);
  let first = 0;
  let sign = 1;
  const count = (d: number, y: number, m: number): void => {
    const at = first + d;
    const w = sign * (m < MAX_WEIGHT ? m : MAX_WEIGHT);
    num[at] = (num[at] ?? 0) + w * Math.min(y / m, MAX_RATIO);
    den[at] = (den[at] ?? 0) + w;
    offices[at] = (offices[at] ?? 0) + sign;
  };
  const countIn = (by: ActivityGrid, i: number, as: 1 | -1): void => {
    if (!by.live[i]) return;
    first = (by.stratum[i] ?? 0) * days;
    sign = as;
    eachRate(series, by.liveFrom[i] ?? 0, count);
  };
  for (let i = 0; i < grid.offices; i++) {
    if (shared ? takesPartAlike(i, grid, shared.grid) : !grid.live[i]) continue;
    readSeries(grid, i, leftOut, series);
    if (shared) countIn(shared.grid, i, -1);
    countIn(grid, i, 1);
  }
  return { grid, leftOut, num, den, offices };
}

function sharesCounts(
  { values, days, strata }: ActivityGrid,
  leftOut: readonly number[],
  later: CalendarSums,
): boolean {
  const before = later.leftOut.filter((d) => d < days);
  return (
    later.grid.values === values &&
    later.grid.strata === strata &&
    later.grid.days >= days &&
    before.length === leftOut.length &&
    before.every((d, k) => d === leftOut[k])
  );
}

function takesPartAlike(i: number, a: ActivityGrid, b: ActivityGrid): boolean {
  return (
    a.live[i] === b.live[i] && a.liveFrom[i] === b.liveFrom[i] && a.stratum[i] === b.stratum[i]
  );
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
