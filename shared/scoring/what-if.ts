import { BANDS, type Band } from '../domain/score.ts';
import type { BandMove, Catch, WhatIfHistogram } from '../domain/what-if.ts';
import type { BandMultiples } from '../domain/score-profile.ts';
import { logistic } from './maths.ts';
import type { Rescored } from './rescore.ts';

/** The book under two profiles, office by office. */
export interface Pair {
  readonly before: Rescored;
  readonly after: Rescored;
}

/** Odds against the book's average of one office; NaN = not judged. */
export function oddsOf({ logit, meanP }: Rescored, i: number): number {
  return Math.exp(logit[i] ?? Number.NaN) / (meanP / (1 - meanP));
}

export function multiplesOf({ thresholds, meanP }: Rescored): BandMultiples {
  const average = meanP / (1 - meanP);
  return {
    elevated: Math.exp(thresholds.elevated) / average,
    high: Math.exp(thresholds.high) / average,
  };
}

export const bandAt = ({ band }: Rescored, i: number): Band | undefined => BANDS[band[i] ?? -1];

/** Offices that change their band, most first. */
export function bandMoves({ before, after }: Pair): readonly BandMove[] {
  const counts = new Int32Array(BANDS.length * BANDS.length);
  before.band.forEach((from, i) => {
    const to = after.band[i] ?? -1;
    if (from < 0 || to < 0 || from === to) return;
    const at = from * BANDS.length + to;
    counts[at] = (counts[at] ?? 0) + 1;
  });
  return BANDS.flatMap((from, f) =>
    BANDS.flatMap((to, t) => {
      const offices = counts[f * BANDS.length + t] ?? 0;
      return offices > 0 ? [{ from, to, offices }] : [];
    }),
  ).toSorted((a, b) => b.offices - a.offices);
}

/** Half a doubling of the odds a class, from an eighth to 32 times the average. */
const ODDS_EDGES = Array.from({ length: 17 }, (_, i) => 2 ** ((i - 6) / 2));
const ADOPTION_EDGES = Array.from({ length: 21 }, (_, i) => 5 * i);

export function riskHistogram({ before, after }: Pair): WhatIfHistogram {
  const of = (r: Rescored) => count(r.logit.length, (i) => oddsOf(r, i), ODDS_EDGES);
  return { edges: ODDS_EDGES, before: of(before), after: of(after) };
}

export function adoptionHistogram({ before, after }: Pair): WhatIfHistogram {
  const of = ({ adoption }: Rescored) =>
    count(adoption.length, (i) => adoption[i] ?? Number.NaN, ADOPTION_EDGES);
  return { edges: ADOPTION_EDGES, before: of(before), after: of(after) };
}

function count(n: number, valueOf: (i: number) => number, edges: readonly number[]): number[] {
  const classes = Array.from({ length: edges.length - 1 }, () => 0);
  for (let i = 0; i < n; i++) {
    const value = valueOf(i);
    if (Number.isNaN(value)) continue;
    let at = 0;
    while (at < classes.length - 1 && value >= (edges[at + 1] ?? Number.POSITIVE_INFINITY)) at++;
    classes[at] = (classes[at] ?? 0) + 1;
  }
  return classes;
}

/** The offices whose odds move most, furthest first; those that stand still left out. */
export function mostMoved({ before, after }: Pair, most: number): readonly number[] {
  const far = before.logit.map((logit, i) =>
    Math.abs(
      (after.logit[i] ?? Number.NaN) - logitOf(after.meanP) - (logit - logitOf(before.meanP)),
    ),
  );
  const moved: number[] = [];
  far.forEach((by, i) => {
    if (by > 1e-9) moved.push(i);
  });
  return moved.toSorted((a, b) => (far[b] ?? 0) - (far[a] ?? 0) || a - b).slice(0, most);
}

const logitOf = (p: number): number => Math.log(p / (1 - p));

/** Σ ARR × chance over the offices, before and after. @param arr NaN = unknown, or not of this sum */
export function arrAtRisk(
  { before, after }: Pair,
  arr: Float64Array,
): { before: number; after: number } {
  const sum = ({ logit }: Rescored): number => {
    let total = 0;
    logit.forEach((own, i) => {
      const paid = arr[i] ?? Number.NaN;
      if (!Number.isNaN(own) && !Number.isNaN(paid)) total += paid * logistic(own);
    });
    return total;
  };
  return { before: sum(before), after: sum(after) };
}

/**
 * How one order of the offices agrees with what they did afterwards. Offices of the same risk share the place they stand
 * at, so that the order of the file decides nothing.
 * @param event 1 = gave notice
 */
export function catchOf(scored: Rescored, event: Uint8Array): Catch {
  const judged: number[] = [];
  scored.logit.forEach((logit, i) => {
    if (!Number.isNaN(logit)) judged.push(i);
  });
  const risk = (i: number): number => scored.logit[i] ?? 0;
  judged.sort((a, b) => risk(b) - risk(a));
  const tenth = judged.length / 10;
  let caught = 0;
  let events = 0;
  for (let from = 0; from < judged.length;) {
    let to = from;
    let here = 0;
    while (to < judged.length && risk(judged[to] ?? 0) === risk(judged[from] ?? 0)) {
      here += event[judged[to] ?? 0] ?? 0;
      to++;
    }
    events += here;
    // Of offices that tie over the edge of the tenth, the share that fits counts.
    caught += here * Math.min(1, Math.max(0, (tenth - from) / (to - from)));
    from = to;
  }
  const inBand = (band: Band): { offices: number; notices: number } => {
    const place = BANDS.indexOf(band);
    const own = judged.filter((i) => scored.band[i] === place);
    return { offices: own.length, notices: own.reduce((n, i) => n + (event[i] ?? 0), 0) };
  };
  return {
    top_tenth: caught,
    lift: events === 0 ? 0 : caught / events / 0.1,
    high: inBand('high'),
    elevated: inBand('elevated'),
  };
}
