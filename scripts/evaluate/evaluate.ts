import type { Mechanism } from '../../shared/testing/simulator/mechanism.ts';
import { simulate } from '../../shared/testing/simulator/simulate.ts';
import { learnedFigures, type LearnedFigures } from './learned.ts';
import {
  bandChanges,
  calendarCorrelation,
  deletionShare,
  HORIZON,
  ranking,
  scoreAt,
  trendFigures,
  type BandChanges,
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
  /** Back-tests on shuffled outcomes a book; none = no model is learned either. */
  readonly shuffles: number;
}

export const FULL: Size = {
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  companies: 1000,
  followed: 160,
  days: 910,
  moments: 3,
  weeks: 52,
  shuffles: 2,
};

export const QUICK: Size = {
  ...FULL,
  seeds: [1, 2, 3, 4, 5],
  companies: 200,
  followed: 80,
  weeks: 26,
  shuffles: 0,
};

/** Weeks between two moments. */
const APART = 8;

/** What one book says. */
export interface SeedFigures {
  readonly offices: number;
  readonly calendar: number;
  readonly coverage: number;
  readonly alarms: number;
  readonly cold: number;
  readonly oracle: number;
  readonly naive: number;
  readonly notices: number;
  readonly deletion: number;
  readonly bands: BandChanges;
  readonly learned: LearnedFigures | null;
}

export function measureSeed(seed: number, size: Size, mechanism: Mechanism): SeedFigures {
  const last = Math.floor(size.days / 7) - 1 - HORIZON;
  const sim = simulate(seed, { companies: size.companies, days: size.days }, mechanism);
  const moments = Array.from({ length: size.moments }, (_, k) => scoreAt(sim, last - APART * k));
  const trends = moments.map((moment) => trendFigures(sim, moment));
  const sum = (key: keyof (typeof trends)[number]) => trends.reduce((s, t) => s + t[key], 0);
  const { cold, oracle, naive, events } = ranking(sim, moments);
  const followed = simulate(seed, { companies: size.followed, days: size.days }, mechanism);
  return {
    offices: sim.offices.length,
    calendar: calendarCorrelation(sim, last),
    coverage: sum('covered') / sum('judged'),
    alarms: sum('smallAlarms') / sum('smallStable'),
    cold,
    oracle,
    naive,
    notices: events,
    deletion: moments[0] ? deletionShare(sim, moments[0]) : Number.NaN,
    bands: bandChanges(followed, last - size.weeks, last),
    learned: size.shuffles > 0 ? learnedFigures(sim, size.shuffles) : null,
  };
}

/** The truth tests, of all books. */
export function linesOf(found: readonly SeedFigures[], size: Size): readonly Line[] {
  const seeds = `${found.length} seeds`;
  const of = `${seeds} × ${size.moments} moments`;
  const average = (key: (figures: SeedFigures) => number) => mean(found.map(key));
  const cold = average((f) => f.cold);
  const oracle = average((f) => f.oracle);
  const naive = average((f) => f.naive);
  const total = (key: (bands: BandChanges) => number) =>
    found.reduce((sum, { bands }) => sum + key(bands), 0);
  const declines = total(({ declines: { n } }) => n);
  const ofDeclines = `${declines} declines from Low`;
  return [
    line(
      'Calendar, log-correlation',
      average((f) => f.calendar),
      { least: 0.98 },
      seeds,
    ),
    line(
      'Trend, coverage of the 80 % band',
      average((f) => f.coverage),
      { least: 0.77, most: 0.83 },
      of,
    ),
    line(
      'False alarms under two visitors a week',
      average((f) => f.alarms),
      { most: 0.01 },
      of,
    ),
    line('Cold AUC − oracle AUC', cold - oracle, { least: -0.065 }, of),
    line('Cold AUC − naive points AUC', cold - naive, { least: 0.09 }, of),
    info('Cold AUC', cold, of),
    info('Oracle AUC', oracle, of),
    info('Naive points AUC', naive, of),
    line(
      'Adoption within 3 points, 10 % of rows gone',
      average((f) => f.deletion),
      { least: 0.95 },
      seeds,
    ),
    line(
      'Band changes an office-year',
      average(({ bands }) => bands.shown / bands.officeYears),
      { most: 1.5 },
      seeds,
    ),
    info(
      'Band changes by the day alone',
      average(({ bands }) => bands.day / bands.officeYears),
      seeds,
    ),
    info(
      'Declines found before the notice',
      total((b) => b.declines.foundShown) / declines,
      ofDeclines,
    ),
    info(
      'Declines found by the day alone',
      total((b) => b.declines.foundByDay) / declines,
      ofDeclines,
    ),
    info(
      'Weeks to find a decline',
      total((b) => b.declines.weeksShown) / total((b) => b.declines.foundShown),
      ofDeclines,
    ),
    info(
      'Weeks by the day alone',
      total((b) => b.declines.weeksByDay) / total((b) => b.declines.foundByDay),
      ofDeclines,
    ),
    ...learnedLines(found.flatMap(({ learned }) => learned ?? [])),
  ];
}

function learnedLines(found: readonly LearnedFigures[]): readonly Line[] {
  if (found.length === 0) return [];
  const average = (key: keyof LearnedFigures) => mean(found.map((f) => f[key]));
  const total = (key: keyof LearnedFigures) => found.reduce((sum, f) => sum + f[key], 0);
  const of = `${found.length} back-tests`;
  const shuffled = `${total('shuffled')} back-tests`;
  return [
    line('Learned AUC − oracle AUC', average('auc') - average('oracle'), { least: -0.055 }, of),
    info('Learned AUC', average('auc'), of),
    info('Scorecard AUC on the same weeks', average('scorecard'), of),
    line('Learned, calibration slope', average('slope'), { least: 0.85, most: 1.15 }, of),
    line(
      'Learned, observed ÷ expected',
      average('observedOverExpected'),
      { least: 0.9, most: 1.1 },
      of,
    ),
    info('Learned models adopted', total('adopted'), of),
    line('Adopted on shuffled outcomes', total('shuffledAdopted'), { most: 0 }, shuffled),
  ];
}
