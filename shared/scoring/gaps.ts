import { weekday } from '../domain/day.ts';
import { usualWeekdays, type Calendar } from './calendar.ts';
import { eachRate } from './calendar-sums.ts';
import { readSeries, type ActivityGrid } from './series.ts';

const MIN_OFFICES = 25;
/** A zero says nothing where few events were expected anyway. */
const MIN_EXPECTED = 2;

/**
 * Days on which more than 60 % of the offices lie below a quarter of what the weekday usually brings: the feed of the
 * whole book failed (or the whole world was on holiday). They count as unknown for everybody.
 * Compared with the usual weekday, because the day's own calendar factor is learned from the same counts.
 * @returns indices of the days, oldest first
 */
export function bookDrops(grid: ActivityGrid, calendar: Calendar): number[] {
  const { offices: n, days, strata } = grid;
  const usual = usualWeekdays(calendar, grid.firstDay);
  const usually = Float64Array.from({ length: strata * days }, (_, at) => {
    const s = Math.floor(at / days);
    return usual[s * 7 + weekday(grid.firstDay + (at - s * days))] ?? 1;
  });
  const eligible = new Int32Array(days);
  const below = new Int32Array(days);
  const series = new Float32Array(days);
  let first = 0;
  const compare = (d: number, y: number, rate: number): void => {
    const expected = rate * (usually[first + d] ?? 1);
    if (!(expected >= MIN_EXPECTED)) return;
    eligible[d] = (eligible[d] ?? 0) + 1;
    if (y < expected / 4) below[d] = (below[d] ?? 0) + 1;
  };
  for (let i = 0; i < n; i++) {
    if (!grid.live[i]) continue;
    readSeries(grid, i, [], series);
    first = (grid.stratum[i] ?? 0) * days;
    eachRate(series, grid.liveFrom[i] ?? 0, compare);
  }
  const found: number[] = [];
  for (let d = 0; d < days; d++) {
    const of = eligible[d] ?? 0;
    if (of >= MIN_OFFICES && (below[d] ?? 0) > 0.6 * of) found.push(d);
  }
  return found;
}

const MAX_GAP_DAYS = 14;
const IMPOSSIBLE = 1e-4;
const RECENT_DAYS = 84;

/**
 * Zeros in a row that a negative binomial with k = 3 gives less than 1 in 10,000, and after which use went on: a
 * recording gap. At most two weeks; a longer silence is a fact about the office. Set to unknown, in place.
 * @param y days of one office, @param factors what each of them was of a standard day
 * @returns number of days left out over the last 84 days
 */
export function leaveOutZeroRuns(y: Float32Array, factors: Float64Array): number {
  let leftOut = 0;
  let start = -1;
  let exposure = 0;
  // Exponentially fading rate (half-life about 40 days) of the days before the run.
  let events = 0;
  let standard = 0;
  for (let d = 0; d < y.length; d++) {
    const count = y[d] ?? Number.NaN;
    if (Number.isNaN(count)) continue;
    const c = factors[d] ?? 0;
    if (count === 0) {
      if (start < 0) {
        start = d;
        exposure = 0;
      }
      exposure += c;
      continue;
    }
    if (start >= 0) {
      const rate = standard > 10 ? events / standard : 0;
      if (d - start <= MAX_GAP_DAYS && (1 + (rate * exposure) / 3) ** -3 < IMPOSSIBLE) {
        y.fill(Number.NaN, start, d);
        if (d > y.length - RECENT_DAYS) leftOut += d - start;
      } else {
        standard += exposure;
      }
      start = -1;
    }
    events = FADE * events + count;
    standard = FADE * standard + c;
  }
  return leftOut;
}

const FADE = 0.983;
