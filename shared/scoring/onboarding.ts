import type { Flag } from '../domain/score.ts';
import type { ActivityGrid, Calendar } from './calendar.ts';
import { date } from './words.ts';

/** Old enough for a steady rate after the ramp. */
const COMPLETED_DAYS = 168;
const RAMP_WEEKS = 16;

/** Weekly rate by week of age ÷ the steady rate of weeks 16–23, for every office that went live inside the history. */
export function completedOnboardings(grid: ActivityGrid, calendar: Calendar): number[][] {
  const curves: number[][] = [];
  for (let i = 0; i < grid.offices; i++) {
    const from = grid.liveFrom[i] ?? 0;
    if (!grid.live[i] || from < 0 || grid.days - from < COMPLETED_DAYS) continue;
    const y = new Float64Array(24);
    const x = new Float64Array(24);
    for (let d = from; d < from + COMPLETED_DAYS; d++) {
      const count = grid.values[d * grid.offices + i] ?? Number.NaN;
      if (Number.isNaN(count)) continue;
      const w = Math.floor((d - from) / 7);
      y[w] = (y[w] ?? 0) + count;
      x[w] = (x[w] ?? 0) + (calendar.factors[(grid.stratum[i] ?? 0) * calendar.days + d] ?? 0);
    }
    let steadyY = 0;
    let steadyX = 0;
    for (let w = RAMP_WEEKS; w < 24; w++) {
      steadyY += y[w] ?? 0;
      steadyX += x[w] ?? 0;
    }
    if (steadyY < 5 || steadyX < 10) continue;
    const steady = steadyY / steadyX;
    curves.push(
      Array.from({ length: RAMP_WEEKS }, (_, w) => {
        const exposure = x[w] ?? 0;
        return exposure < 1 ? Number.NaN : (y[w] ?? 0) / exposure / steady;
      }),
    );
  }
  return curves;
}

/** What a new office has reached: first use, ten events, a second feature, first host. */
export function milestones(input: {
  readonly grid: ActivityGrid;
  readonly office: number;
  readonly noun: string;
  /** NaN = unknown. */
  readonly featuresUsed: number;
  readonly hosts: number;
}): Flag {
  const { grid, office } = input;
  let total = 0;
  let first: number | undefined;
  let tenth: number | undefined;
  for (let d = Math.max(0, grid.liveFrom[office] ?? 0); d < grid.days; d++) {
    const y = grid.values[d * grid.offices + office] ?? Number.NaN;
    if (Number.isNaN(y) || y === 0) continue;
    total += y;
    first ??= d;
    if (total >= 10) tenth ??= d;
  }
  const when = (d: number | undefined) => (d === undefined ? 'not yet' : date(grid.firstDay + d));
  return {
    code: 'milestones',
    text: `First ${input.noun}: ${when(first)}; ten ${input.noun}: ${when(tenth)}; first host: ${reached(input.hosts, 0.01)}; second feature: ${reached(input.featuresUsed, 2)}`,
  };
}

function reached(value: number, floor: number): string {
  return Number.isNaN(value) ? 'unknown' : value >= floor ? 'reached' : 'not yet';
}
