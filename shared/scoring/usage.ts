import type { Day } from '../domain/day.ts';
import type { BookActivity } from './activity.ts';
import { learnCalendar, type Calendar } from './calendar.ts';
import { bookDrops, leaveOutZeroRuns } from './gaps.ts';
import { sameValueRun } from './hygiene.ts';
import { onboardingCurve } from './onboarding.ts';
import { readSeries } from './series.ts';
import { windowSums, type Windows } from './windows.ts';

/** A day this busy counts as open. */
const OPEN = 0.3;

export interface Usage {
  readonly calendar: Calendar;
  /** The calendar before days were left out. */
  readonly asDelivered: Calendar;
  readonly windows: Windows;
  /** The windows some whole weeks earlier. */
  readonly windowsAt: (back: number) => Windows;
  /** Days left out for the whole book. */
  readonly leftOut: readonly Day[];
  /** Days left out as recording gaps, per office. */
  readonly gapDays: Uint16Array;
  readonly sameRun: Uint16Array;
  /** Completed onboardings: weekly rates by week of age. */
  readonly onboardings: readonly (readonly number[])[];
  /** Days of an office, what was left out unknown. */
  readonly seriesOf: (office: number) => Float32Array;
  readonly isOpen: (day: number, office: number) => boolean;
}

/** Open days since the last event: what a person calls working days (a standard day is an average one, weekends included). */
export function workingDaysSilent(activity: BookActivity, usage: Usage, office: number): number {
  const series = usage.seriesOf(office);
  const from = Math.max(
    (usage.windows.lastEvent[office] ?? -1) + 1,
    activity.grid.liveFrom[office] ?? 0,
    0,
  );
  let open = 0;
  for (let d = from; d < series.length; d++) {
    if (!Number.isNaN(series[d] ?? Number.NaN) && usage.isOpen(d, office)) open++;
  }
  return open;
}

/**
 * Calendar, gaps and windows of the activity, one office after the other.
 * @param later the same of a reading that ends on a later day: what it has summed need not be summed again
 */
export function readUsage({ grid }: BookActivity, later?: Usage): Usage {
  const { days, offices: n } = grid;
  const asDelivered = learnCalendar(grid, [], later?.asDelivered);
  const dropped = bookDrops(grid, asDelivered);
  const calendar =
    dropped.length === 0 ? asDelivered : learnCalendar(grid, dropped, later?.calendar);
  const ofStratum = Array.from({ length: calendar.strata }, (_, s) =>
    calendar.factors.subarray(s * days, (s + 1) * days),
  );
  const factorsOf = (i: number) => ofStratum[grid.stratum[i] ?? 0] ?? new Float64Array(days);
  const read = (i: number, into: Float32Array): number => {
    readSeries(grid, i, dropped, into);
    return grid.live[i] ? leaveOutZeroRuns(into, factorsOf(i)) : 0;
  };
  const sums = windowSums(n);
  const gapDays = new Uint16Array(n);
  const sameRun = new Uint16Array(n);
  const onboardings: number[][] = [];
  const y = new Float32Array(days);
  for (let i = 0; i < n; i++) {
    const from = grid.liveFrom[i] ?? 0;
    const factors = factorsOf(i);
    gapDays[i] = read(i, y);
    sums.add(i, y, factors, from);
    sameRun[i] = sameValueRun(y, factors, OPEN);
    const curve = grid.live[i] ? onboardingCurve(y, factors, from) : undefined;
    if (curve) onboardings.push(curve);
  }
  return {
    calendar,
    asDelivered,
    windows: sums.at(0),
    windowsAt: sums.at,
    leftOut: dropped.map((d) => grid.firstDay + d),
    gapDays,
    sameRun,
    onboardings,
    seriesOf(i) {
      const own = new Float32Array(days);
      read(i, own);
      return own;
    },
    isOpen: (day, i) => (factorsOf(i)[day] ?? 0) >= OPEN,
  };
}
