import { weekday } from '../domain/day.ts';
import {
  trailing,
  trailingRate,
  usualWeekdays,
  type ActivityGrid,
  type Calendar,
} from './calendar.ts';

const MIN_OFFICES = 25;
/** A zero says nothing where few events were expected anyway. */
const MIN_EXPECTED = 2;

/**
 * Days on which more than 60 % of the offices lie below a quarter of what the weekday usually brings: the feed of the
 * whole book failed (or the whole world was on holiday). They are set to unknown for everybody, in place.
 * Compared with the usual weekday, because the day's own calendar factor is learned from the same counts.
 * @returns indices of the days, oldest first
 */
export function leaveOutBookDrops(grid: ActivityGrid, calendar: Calendar): number[] {
  const { offices: n, days, values } = grid;
  const usual = usualWeekdays(calendar, grid.firstDay);
  const window = trailing({ ...grid, values: values.slice() });
  const found: number[] = [];
  for (let d = 0; d < days; d++) {
    window.moveTo(d);
    const w = weekday(grid.firstDay + d);
    let eligible = 0;
    let below = 0;
    for (let i = 0, at = d * n; i < n; i++, at++) {
      if (!grid.live[i]) continue;
      const y = values[at] ?? Number.NaN;
      if (Number.isNaN(y)) continue;
      const m = trailingRate(window.sum[i], window.count[i], d - (grid.liveFrom[i] ?? 0));
      const expected = m * (usual[(grid.stratum[i] ?? 0) * 7 + w] ?? 1);
      if (!(expected >= MIN_EXPECTED)) continue;
      eligible++;
      if (y < expected / 4) below++;
    }
    if (eligible < MIN_OFFICES || below <= 0.6 * eligible) continue;
    values.fill(Number.NaN, d * n, (d + 1) * n);
    found.push(d);
  }
  return found;
}

const MAX_GAP_DAYS = 14;
const IMPOSSIBLE = 1e-4;

/**
 * Zeros in a row that a negative binomial with k = 3 gives less than 1 in 10,000, and after which use went on: a
 * recording gap. At most two weeks; a longer silence is a fact about the office. Set to unknown, in place.
 * @returns number of days left out per office over the last 84 days
 */
export function leaveOutZeroRuns(grid: ActivityGrid, calendar: Calendar): Uint16Array {
  const { offices: n, days, values } = grid;
  const leftOut = new Uint16Array(n);
  const start = new Int32Array(n).fill(-1);
  const exposure = new Float64Array(n);
  // Exponentially fading rate (half-life about 40 days) of the days before the run.
  const events = new Float64Array(n);
  const standard = new Float64Array(n);
  for (let d = 0, at = 0; d < days; d++) {
    for (let i = 0; i < n; i++, at++) {
      if (!grid.live[i]) continue;
      const y = values[at] ?? Number.NaN;
      if (Number.isNaN(y)) continue;
      const c = calendar.factors[(grid.stratum[i] ?? 0) * calendar.days + d] ?? 0;
      if (y === 0) {
        if ((start[i] ?? -1) < 0) {
          start[i] = d;
          exposure[i] = 0;
        }
        exposure[i] = (exposure[i] ?? 0) + c;
        continue;
      }
      const from = start[i] ?? -1;
      if (from >= 0) {
        const x = exposure[i] ?? 0;
        const seen = standard[i] ?? 0;
        const r = seen > 10 ? (events[i] ?? 0) / seen : 0;
        if (d - from <= MAX_GAP_DAYS && (1 + (r * x) / 3) ** -3 < IMPOSSIBLE) {
          for (let k = from; k < d; k++) values[k * n + i] = Number.NaN;
          if (d > days - 84) leftOut[i] = (leftOut[i] ?? 0) + d - from;
        } else {
          standard[i] = seen + x;
        }
        start[i] = -1;
      }
      events[i] = FADE * (events[i] ?? 0) + y;
      standard[i] = FADE * (standard[i] ?? 0) + c;
    }
  }
  return leftOut;
}

const FADE = 0.983;
