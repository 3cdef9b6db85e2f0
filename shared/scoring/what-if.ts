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
  const shift = logitOf(after.meanP) - logitOf(before.meanP);
  const furthest: { readonly i: number; readonly by: number }[] = [];
  after.logit.forEach((logit, i) => {
    const by = Math.abs(logit - (before.logit[i] ?? Number.NaN) - shift);
    const last = furthest[most - 1];
    if (!(by > 1e-9) || (last && by <= last.by)) return;
    const at = furthest.findIndex((other) => other.by < by);
    furthest.splice(at < 0 ? furthest.length : at, 0, { i, by });
    furthest.length = Math.min(furthest.length, most);
  });
  return furthest.map(({ i }) => i);
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
  const { logit } = scored;
  const order = logit.filter((own) => !Number.isNaN(own)).toSorted();
  const tenth = order.length / 10;
  // Of offices that tie over the edge of the tenth, the share that fits counts.
  const edge = order[order.length - Math.max(1, Math.ceil(tenth))] ?? Number.POSITIVE_INFINITY;
  let events = 0;
  let above = 0;
  let aboveEvents = 0;
  let ties = 0;
  let tieEvents = 0;
  logit.forEach((own, i) => {
    if (Number.isNaN(own)) return;
    const here = event[i] ?? 0;
    events += here;
    if (own > edge) {
      above++;
      aboveEvents += here;
    } else if (own === edge) {
      ties++;
      tieEvents += here;
    }
  });
  const caught = aboveEvents + (ties === 0 ? 0 : (tieEvents * (tenth - above)) / ties);
  const inBand = (band: Band): { offices: number; notices: number } => {
    const place = BANDS.indexOf(band);
    let offices = 0;
    let notices = 0;
    scored.band.forEach((own, i) => {
      if (own !== place) return;
      offices++;
      notices += event[i] ?? 0;
    });
    return { offices, notices };
  };
  return {
    top_tenth: caught,
    lift: events === 0 ? 0 : caught / events / 0.1,
    high: inBand('high'),
    elevated: inBand('elevated'),
  };
}
