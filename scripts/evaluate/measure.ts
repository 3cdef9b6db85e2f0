import type { BookFacts, BookScores } from '../../shared/scoring/book.ts';
import type { Band } from '../../shared/domain/score.ts';
import { prepare } from '../../shared/scoring/prepared.ts';
import { scoreBook } from '../../shared/scoring/score-book.ts';
import { DEFAULT_SETTINGS } from '../../shared/scoring/settings.ts';
import { hashUnit } from '../../shared/testing/sample/random.ts';
import type { Simulation } from '../../shared/testing/simulator/simulate.ts';
import { snapshotAt, type Snapshot } from '../../shared/testing/simulator/snapshot.ts';
import {
  declineBegan,
  noticeWithin,
  oracleHazard,
  trueTrend,
  trueWeeklyRate,
} from '../../shared/testing/simulator/truth.ts';
import { naivePoints } from './naive-points.ts';
import { auc, correlation, mean } from './statistics.ts';

/** 90 days, in whole weeks. */
export const HORIZON = 13;

/** One scored moment of a book, with the index of each office in the simulation. */
export interface Scored {
  readonly snapshot: Snapshot;
  readonly result: BookScores;
}

export function scoreAt(sim: Simulation, week: number): Scored {
  const snapshot = snapshotAt(sim, week, DEFAULT_SETTINGS);
  return { snapshot, result: scoreBook(snapshot.book) };
}

/** Correlation of the logs of the learned and the true calendar, mean over regions, days without any row apart. */
export function calendarCorrelation(sim: Simulation, week: number): number {
  const { book, index } = snapshotAt(sim, week, DEFAULT_SETTINGS);
  const { usage, activity } = prepare(book);
  const { days } = usage.calendar;
  const found = new Map<number, number>();
  index.forEach((i, j) => {
    found.set(sim.offices[i]?.region ?? 0, activity.grid.stratum[j] ?? 0);
  });
  const all = [...found].map(([region, stratum]) => {
    const learned: number[] = [];
    const truth: number[] = [];
    for (let d = 84; d < days; d++) {
      if (sim.glitches.bookDays[d]) continue;
      // The learned factor is clipped at .01; below, there is nothing to compare.
      truth.push(Math.log(Math.max(0.01, sim.calendar[region * sim.days + d] ?? 0)));
      learned.push(Math.log(usage.calendar.factors[stratum * days + d] ?? 0));
    }
    return correlation(learned, truth);
  });
  return mean(all);
}

export interface TrendFigures {
  readonly judged: number;
  readonly covered: number;
  /** Offices under two visitors a week whose true use moved by less than 10 %. */
  readonly smallStable: number;
  readonly smallAlarms: number;
}

export function trendFigures(sim: Simulation, { snapshot, result }: Scored): TrendFigures {
  const sums = { judged: 0, covered: 0, smallStable: 0, smallAlarms: 0 };
  snapshot.index.forEach((i, j) => {
    const facts = result.facts[j];
    const low = facts?.['trend_q10'] ?? Number.NaN;
    const high = facts?.['trend_q90'] ?? Number.NaN;
    const truth = trueTrend(sim, i, snapshot.week);
    if (result.scores[j]?.state !== 'scored' || Number.isNaN(low + high + truth)) return;
    sums.judged++;
    if (low <= truth && truth <= high) sums.covered++;
    if (trueWeeklyRate(sim, i, snapshot.week) >= 2 || Math.abs(truth) >= 0.1) return;
    sums.smallStable++;
    if ((facts?.['p_drop'] ?? 0) >= 0.5) sums.smallAlarms++;
  });
  return sums;
}

export interface Ranking {
  readonly cold: number;
  readonly oracle: number;
  readonly naive: number;
  readonly rows: number;
  readonly events: number;
}

/** Area under the curve of notices within 13 weeks, over the offices that carry a risk at these moments. */
export function ranking(sim: Simulation, moments: readonly Scored[]): Ranking {
  const cold: number[] = [];
  const oracle: number[] = [];
  const naive: number[] = [];
  const outcomes: boolean[] = [];
  for (const { snapshot, result } of moments) {
    snapshot.index.forEach((i, j) => {
      const risk = result.scores[j]?.risk;
      const facts = result.facts[j];
      if (!risk || !facts) return;
      cold.push(risk.logit);
      oracle.push(oracleHazard(sim, i, snapshot.week, HORIZON));
      naive.push(naivePoints(snapshot.book, facts, j));
      outcomes.push(noticeWithin(sim, i, snapshot.week, HORIZON));
    });
  }
  return {
    cold: auc(cold, outcomes),
    oracle: auc(oracle, outcomes),
    naive: auc(naive, outcomes),
    rows: outcomes.length,
    events: outcomes.filter(Boolean).length,
  };
}

/** Share of the offices whose adoption moves by less than 3 points when a tenth of their rows is missing. */
export function deletionShare(sim: Simulation, { snapshot, result }: Scored): number {
  const thinned = scoreBook(withoutRows(snapshot.book, sim.seed, 0.1));
  let steady = 0;
  let judged = 0;
  result.scores.forEach(({ adoption, state }, j) => {
    const other = thinned.scores[j]?.adoption;
    if (!adoption || state !== 'scored') return;
    judged++;
    if (other && Math.abs(other.score - adoption.score) < 3) steady++;
  });
  return steady / judged;
}

/** A row is an office on a day: what goes is gone in every measure. */
function withoutRows(book: BookFacts, seed: number, share: number): BookFacts {
  return {
    ...book,
    measures: new Map(
      [...book.measures].map(([name, grid]) => {
        const values = grid.values.map((value, at) => {
          const day = grid.firstDay + Math.floor(at / grid.offices);
          return hashUnit(seed, day, at % grid.offices, 77) < share ? Number.NaN : value;
        });
        return [name, { ...grid, values }];
      }),
    ),
  };
}

export interface BandChanges {
  readonly officeYears: number;
  /** Of what the day alone says, and as shown. */
  readonly day: number;
  readonly shown: number;
  readonly declines: Declines;
}

/** Offices whose true use begins to fall before they give notice, Low in both ways when it begins. */
export interface Declines {
  readonly n: number;
  /** Those that leave Low before their notice, and the weeks that takes, summed. */
  readonly foundByDay: number;
  readonly foundShown: number;
  readonly weeksByDay: number;
  readonly weeksShown: number;
}

/** Changes of the band from week to week, with thresholds and scales fixed in the first of `from … to`. */
export function bandChanges(sim: Simulation, from: number, to: number): BandChanges {
  const { thresholds, scales } = scoreAt(sim, from).result.figures;
  const settings = { ...DEFAULT_SETTINGS, thresholds, scales };
  const [byDay, shown] = [new Map<number, Band[]>(), new Map<number, Band[]>()];
  const sums = { officeYears: 0, day: 0, shown: 0 };
  for (let week = from; week <= to; week++) {
    const { book, index } = snapshotAt(sim, week, settings);
    const { scores } = scoreBook(book);
    index.forEach((i, j) => {
      const risk = scores[j]?.risk;
      if (!risk) return;
      const kinds = [
        ['day', byDay, risk.dayBand],
        ['shown', shown, risk.band],
      ] as const;
      for (const [kind, bands, band] of kinds) {
        const own = bands.get(i) ?? [];
        if (own[week - 1] && own[week - 1] !== band) sums[kind]++;
        if (own[week - 1] && kind === 'day') sums.officeYears += 7 / 365.25;
        own[week] = band;
        bands.set(i, own);
      }
    });
  }
  return { ...sums, declines: declinesFound(sim, byDay, shown, from, to) };
}

type BandsOf = ReadonlyMap<number, readonly (Band | undefined)[]>;

function declinesFound(
  sim: Simulation,
  byDay: BandsOf,
  shown: BandsOf,
  from: number,
  to: number,
): Declines {
  const sums = { n: 0, foundByDay: 0, foundShown: 0, weeksByDay: 0, weeksShown: 0 };
  for (const i of shown.keys()) {
    const began = declineBegan(sim, i);
    const low = (bands: BandsOf) => bands.get(i)?.[began - 1] === 'low';
    if (began <= from || began > to || !low(byDay) || !low(shown)) continue;
    sums.n++;
    const found = (bands: BandsOf) => {
      const own = bands.get(i) ?? [];
      return own.findIndex((band, week) => week >= began && band !== undefined && band !== 'low');
    };
    const [first, then] = [found(byDay), found(shown)];
    if (first >= 0) {
      sums.foundByDay++;
      sums.weeksByDay += first - began;
    }
    if (then >= 0) {
      sums.foundShown++;
      sums.weeksShown += then - began;
    }
  }
  return sums;
}
