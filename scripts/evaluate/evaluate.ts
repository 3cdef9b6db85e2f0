import type { Mechanism } from '../../shared/testing/simulator/mechanism.ts';
import { simulate } from '../../shared/testing/simulator/simulate.ts';
import {
  bandChanges,
  calendarCorrelation,
  deletionShare,
  HORIZON,
  ranking,
  scoreAt,
  trendFigures,
  type Declines,
} from './measure.ts';
import { info, line, type Line } from './report.ts';
import { mean } from './statistics.ts';

export interface Size {
  readonly seeds: readonly number[];
  /** Companies of a book, and of one in which bands are followed week by week. */
  readonly companies: number;
  readonly followed: number;
  readonly days: number;
  /** Moments of a book at which it is scored, eight weeks apart, all with their outcomes known. */
  readonly moments: number;
  /** Weeks over which bands are followed. */
  readonly weeks: number;
}

export const FULL: Size = {
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  companies: 1000,
  followed: 80,
  days: 910,
  moments: 3,
  weeks: 52,
};

export const QUICK: Size = {
  ...FULL,
  seeds: [1, 2, 3, 4, 5],
  companies: 200,
  followed: 40,
  moments: 3,
  weeks: 26,
};

/** Weeks between two moments. */
const APART = 8;

/** The truth tests over all seeds, one book at a time. @param say is told of each book */
export function evaluate(
  size: Size,
  mechanism: Mechanism,
  say: (line: string) => void,
): readonly Line[] {
  const last = Math.floor(size.days / 7) - 1 - HORIZON;
  const found = {
    calendar: [] as number[],
    coverage: [] as number[],
    alarms: [] as number[],
    cold: [] as number[],
    oracle: [] as number[],
    naive: [] as number[],
    deletion: [] as number[],
    day: [] as number[],
    shown: [] as number[],
    declines: [] as Declines[],
  };
  for (const seed of size.seeds) {
    const sim = simulate(seed, { companies: size.companies, days: size.days }, mechanism);
    const moments = Array.from({ length: size.moments }, (_, k) => scoreAt(sim, last - APART * k));
    const trends = moments.map((moment) => trendFigures(sim, moment));
    const sum = (key: keyof (typeof trends)[number]) => trends.reduce((s, t) => s + t[key], 0);
    const ranked = ranking(sim, moments);
    found.calendar.push(calendarCorrelation(sim, last));
    found.coverage.push(sum('covered') / sum('judged'));
    found.alarms.push(sum('smallAlarms') / sum('smallStable'));
    found.cold.push(ranked.cold);
    found.oracle.push(ranked.oracle);
    found.naive.push(ranked.naive);
    found.deletion.push(moments[0] ? deletionShare(sim, moments[0]) : Number.NaN);
    const followed = simulate(seed, { companies: size.followed, days: size.days }, mechanism);
    const changes = bandChanges(followed, last - size.weeks, last);
    found.day.push(changes.day / changes.officeYears);
    found.shown.push(changes.shown / changes.officeYears);
    found.declines.push(changes.declines);
    say(
      `seed ${seed}: ${sim.offices.length} offices, ${ranked.rows} rows, ${ranked.events} notices, cold ${ranked.cold.toFixed(3)}, oracle ${ranked.oracle.toFixed(3)}`,
    );
  }
  const cold = mean(found.cold);
  const oracle = mean(found.oracle);
  const naive = mean(found.naive);
  const seeds = `${size.seeds.length} seeds`;
  const of = `${seeds} × ${size.moments} moments`;
  const all = (key: keyof Declines) => found.declines.reduce((sum, d) => sum + d[key], 0);
  const declines = `${all('n')} declines from Low`;
  return [
    line('Calendar, log-correlation', mean(found.calendar), { least: 0.98 }, seeds),
    line('Trend, coverage of the 80 % band', mean(found.coverage), { least: 0.77, most: 0.83 }, of),
    line('False alarms under two visitors a week', mean(found.alarms), { most: 0.01 }, of),
    line('Cold AUC − oracle AUC', cold - oracle, { least: -0.065 }, of),
    line('Cold AUC − naive points AUC', cold - naive, { least: 0.09 }, of),
    info('Cold AUC', cold, of),
    info('Oracle AUC', oracle, of),
    info('Naive points AUC', naive, of),
    line(
      'Adoption within 3 points, 10 % of rows gone',
      mean(found.deletion),
      { least: 0.95 },
      seeds,
    ),
    line('Band changes an office-year', mean(found.shown), { most: 1.5 }, seeds),
    info('Band changes by the day alone', mean(found.day), seeds),
    info('Declines found before the notice', all('foundShown') / all('n'), declines),
    info('Declines found by the day alone', all('foundByDay') / all('n'), declines),
    info('Weeks to find a decline', all('weeksShown') / all('foundShown'), declines),
    info('Weeks by the day alone', all('weeksByDay') / all('foundByDay'), declines),
  ];
}
