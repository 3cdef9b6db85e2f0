import type { Day } from '../domain/day.ts';
import type { BookActivity } from './activity.ts';
import { calibratedK } from './calibrated-k.ts';
import { learnCalendar, type ActivityGrid, type Calendar } from './calendar.ts';
import { leaveOutBookDrops, leaveOutZeroRuns } from './gaps.ts';
import { sameValueRun } from './hygiene.ts';
import { weeklyK } from './overdispersion.ts';
import {
  hasTrend,
  likelihood,
  POINTS,
  posterior,
  priorOnGrid,
  type Trend,
  type TrendInput,
} from './posterior.ts';
import { peerShifts } from './peer-shift.ts';
import { learnPrior } from './prior.ts';
import { seasonalMeans } from './season.ts';
import type { Prior } from './book.ts';
import { sumWindows, type Windows } from './windows.ts';

/** A day this busy counts as open. */
const OPEN = 0.3;

export interface Usage {
  readonly calendar: Calendar;
  readonly windows: Windows;
  /** Days of the last 84 left out for the whole book. */
  readonly leftOut: readonly Day[];
  readonly leftOut84: number;
  /** Days left out as recording gaps, per office. */
  readonly gapDays: Uint16Array;
  readonly sameRun: Uint16Array;
  readonly isOpen: (day: number, office: number) => boolean;
}

/** Open days since the last event: what a person calls working days (a standard day is an average one, weekends included). */
export function workingDaysSilent(activity: BookActivity, usage: Usage, office: number): number {
  const from = Math.max(
    (usage.windows.lastEvent[office] ?? -1) + 1,
    activity.grid.liveFrom[office] ?? 0,
    0,
  );
  let open = 0;
  for (let d = from; d < activity.grid.days; d++) {
    const known = !Number.isNaN(activity.grid.values[d * activity.grid.offices + office]);
    if (known && usage.isOpen(d, office)) open++;
  }
  return open;
}

/** Calendar, gaps and windows of the activity. The grid's values are cleaned in place. */
export function readUsage(activity: BookActivity): Usage {
  const { grid } = activity;
  let calendar = learnCalendar(grid);
  const dropped = leaveOutBookDrops(grid, calendar);
  if (dropped.length > 0) calendar = learnCalendar(grid);
  const gapDays = leaveOutZeroRuns(grid, calendar);
  const isOpen = (day: number, office: number) =>
    (calendar.factors[(grid.stratum[office] ?? 0) * grid.days + day] ?? 0) >= OPEN;
  return {
    calendar,
    windows: sumWindows(grid, calendar),
    leftOut: dropped.map((d) => grid.firstDay + d),
    leftOut84: dropped.filter((d) => d >= grid.days - 84).length,
    gapDays,
    sameRun: sameValueRun(grid.values, grid.offices, grid.days, isOpen),
    isOpen,
  };
}

export interface Trends {
  /** Undefined where there is too little exposure to say anything. */
  readonly of: readonly (Trend | undefined)[];
  readonly kEff: number;
  readonly prior: Prior;
}

/**
 * Trend of every eligible office: overdispersion, prior by EM over the book, exact posterior.
 * @param eligible offices past onboarding that are still customers
 * @param learned overdispersion and prior where they are known already
 */
export function readTrends(
  windows: Windows,
  { stratum, strata, offices }: Pick<ActivityGrid, 'stratum' | 'strata' | 'offices'>,
  eligible: Uint8Array,
  learned?: Pick<Trends, 'kEff' | 'prior'>,
): Trends {
  const rows: number[] = [];
  for (let i = 0; i < offices; i++) {
    if (eligible[i] && hasTrend(inputOf(windows, i))) rows.push(i);
  }
  const withoutShift = (of: Pick<Windows, 'y1' | 'x1' | 'y0' | 'x0'>): TrendInput[] => {
    const inputs = rows.map((i) => inputOf(of, i));
    const stratumOf = (row: number) => stratum[rows[row] ?? 0] ?? 0;
    const shifts = peerShifts(inputs, stratumOf, strata);
    return inputs.map((input, row) => ({
      ...input,
      x1: input.x1 * (shifts[stratumOf(row)] ?? 1),
    }));
  };
  const inputs = withoutShift(windows);
  const half = learned?.kEff ?? weeklyK(windows, offices, eligible) / 2;
  const means = seasonalMeans(inputs, withoutShift(windows.lastYear), half);
  const like = new Float64Array(rows.length * POINTS);
  const fit = (kEff: number): Prior => {
    inputs.forEach((input, r) => likelihood(input, kEff, like, r * POINTS));
    return learned?.prior ?? learnPrior(like, rows.length, means);
  };
  let kEff = half;
  let prior = fit(kEff);
  const checked = learned ? half : calibratedK(half, prior, inputs, like, means);
  if (checked !== half) {
    kEff = checked;
    prior = fit(kEff);
  }
  const of: (Trend | undefined)[] = Array.from({ length: offices });
  const densities = new Map<number, Float64Array>();
  rows.forEach((i, r) => {
    const m = means[r] ?? 0;
    let density = densities.get(m);
    if (!density) densities.set(m, (density = priorOnGrid(prior, m)));
    of[i] = posterior(like, r * POINTS, density);
  });
  return { of, kEff, prior };
}

function inputOf(w: Pick<Windows, 'y1' | 'x1' | 'y0' | 'x0'>, i: number): TrendInput {
  return { y1: w.y1[i] ?? 0, x1: w.x1[i] ?? 0, y0: w.y0[i] ?? 0, x0: w.x0[i] ?? 0 };
}
