import type { Reason, Risk, Score } from '../domain/score.ts';
import { addUp, type TermFactors } from './add-up.ts';
import type { BookFacts, BookScores, ScoringFacts } from './book.ts';
import { bookRisk, settledBands, type BookRisk } from './book-risk.ts';
import { numbers } from './columns.ts';
import { weeklyPoints } from './earlier.ts';
import { evaluate, type Evaluation } from './evaluation.ts';
import { factsOf } from './facts.ts';
import { flagsOf } from './flags.ts';
import { bandOf, type Settled } from './hysteresis.ts';
import { adoptionOf, riskTerms, sumPoints, type Terms } from './judge.ts';
import { quantile } from './maths.ts';
import { componentAt, rawChange } from './office-parts.ts';
import { termText } from './office-terms.ts';
import type { Peers } from './peers.ts';
import { peerStatistics } from './peer-statistics.ts';
import type { Prepared } from './prepared.ts';
import { readBook } from './read-book.ts';
import { adoptionPoints, TERMS, type TermCode } from './terms.ts';

/** Below this many peers a percentile is rounded to 5. */
const FINE_PERCENTILE = 100;

/**
 * Scores of a whole book: pure, deterministic, independent of the order of the offices.
 * Every office gets a state; numbers only where the state allows them.
 */
export function scoreBook(book: BookFacts): BookScores {
  const { p, peers, scored, sticks, scales, settled } = readBook(book);
  const n = book.offices.length;
  const day = evaluate(p, sticks, scales);
  const sums = addUp(day, book.settings);
  const { adoption: adoptions, points } = sums;
  const risk = bookRisk(points, scored, book.settings);
  // The evaluations before cost more than the day itself: who asks for facts alone does not need them.
  const weeks = once(() => weeklyPoints(p, peers, scales));
  const settledAt = once(() => settledBands(risk, book.asOf, weeks().points, weeks().hardFacts));
  const change = numbers(n, (i) => rawChange(p, i));
  const medians = medianTerms(day, adoptions, scored, peers, book.settings.factors);
  const adoptionPeers = peerStatistics(
    adoptions.map((score, i) => (scored[i] ? score : Number.NaN)),
  );
  const changePeers = peerStatistics(change);

  const scoreOf = (i: number): Score => {
    const placed = p.placed[i] ?? { state: 'not_enough_data', text: '' };
    const own = riskTerms(p, i, adoptions[i] ?? Number.NaN);
    const others = peers[i];
    const peersChange = others && changePeers.median(others);
    const adoption = adoptionOf(p, i, sticks, scales);
    return {
      state: placed.state,
      stateText: placed.text,
      adoption,
      risk: own
        ? explain(
            p,
            i,
            own,
            risk,
            settledAt()(i, points[i] ?? Number.NaN, day.hardFact[i] === 1),
            medians(i),
            peersChange,
          )
        : null,
      flags: flagsOf(p, i, adoption?.confidence, own),
      peers: own && others ? peersOf(others, adoption?.score, peersChange) : null,
    };
  };

  const peersOf = (
    others: Peers,
    adoption: number | undefined,
    peersChange: number | undefined,
  ): Score['peers'] => {
    const rank = adoption === undefined ? undefined : adoptionPeers.percentile(others, adoption);
    return {
      n: others.n,
      companies: others.companies,
      sharing: others.group.sharing,
      percentile:
        rank === undefined
          ? null
          : others.n < FINE_PERCENTILE
            ? 5 * Math.round(rank / 5)
            : Math.round(rank),
      medianAdoption: adoptionPeers.median(others) ?? Number.NaN,
      visitorsChange: peersChange ?? null,
    };
  };

  const factsAt = (i: number): ScoringFacts =>
    factsOf(p, i, {
      sums,
      eta0: risk.eta0,
      component: (code) =>
        p.applicable[code][i] === 1 ? componentAt(p, i, code, sticks, scales) : undefined,
    });

  const states: Record<string, number> = {};
  for (const { state } of p.placed) states[state] = (states[state] ?? 0) + 1;
  let scores: readonly Score[] | undefined;
  let facts: readonly ScoringFacts[] | undefined;
  return {
    scoreOf,
    factsOf: factsAt,
    get scores() {
      return (scores ??= book.offices.map((_, i) => scoreOf(i)));
    },
    get facts() {
      return (facts ??= book.offices.map((_, i) => factsAt(i)));
    },
    get settling() {
      return { weeks: weeks().points, hardFact: day.hardFact };
    },
    get fourWeeksAgo() {
      return weeks().fourWeeksAgo;
    },
    figures: {
      asOf: book.asOf,
      settings: book.settings.version,
      eta0: risk.eta0,
      meanP: risk.meanP,
      thresholds: risk.thresholds,
      scales,
      settled,
      kEff: p.trends.kEff,
      prior: p.trends.prior,
      calendar: {
        days: p.usage.calendar.days,
        strata: p.usage.calendar.strata,
        learned: p.usage.calendar.learned,
        leftOut: p.usage.leftOut,
      },
      states,
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Median points of the peers per term (of those that have the term), or of the whole book below the peer floor. */
function medianTerms(
  day: Evaluation,
  adoptions: Float64Array,
  scored: Uint8Array,
  peers: readonly (Peers | undefined)[],
  factors: TermFactors = {},
): (i: number) => (code: TermCode) => number {
  const n = day.offices;
  const statistics = new Map(
    TERMS.map((code, row) => {
      const factor = factors[code] ?? 1;
      const pointsOf = (i: number) =>
        code === 'adoption'
          ? day.byAdoption[i]
            ? adoptionPoints(adoptions[i] ?? Number.NaN)
            : Number.NaN
          : (day.points[row * n + i] ?? Number.NaN);
      // Adding 0 keeps a switched-off negative term from being −0.
      const values = numbers(n, (i) =>
        scored[i] && day.judged[i] ? pointsOf(i) * factor + 0 : Number.NaN,
      );
      return [code, { of: peerStatistics(values), book: quantile(values, 0.5) ?? 0 }];
    }),
  );
  return (i) => (code) => {
    const known = statistics.get(code);
    const own = peers[i];
    return (own && known?.of.median(own)) ?? known?.book ?? 0;
  };
}

/**
 * The logit with its reasons: η0 + Σ points, and the same as peers' baseline + Σ contributions. A term that is not
 * available contributes nothing to either. Reasons are sorted by contribution, those that raise the risk first; equal
 * ones stand as in the scorecard.
 */
function explain(
  p: Prepared,
  i: number,
  terms: Terms,
  book: BookRisk,
  settled: Settled,
  medianOf: (code: TermCode) => number,
  peersChange: number | undefined,
): Risk {
  let peerBaseline = book.eta0;
  const off = (code: TermCode) => p.book.settings.factors?.[code] === 0;
  const reasons = TERMS.map((code): Reason => {
    const { value, points } = terms[code];
    const available = !Number.isNaN(value);
    const usual = available ? medianOf(code) : 0;
    peerBaseline += usual;
    return {
      code,
      text: termText(p, i, code, value, peersChange) + (off(code) ? '; switched off' : ''),
      value: available ? value : null,
      points,
      contribution: points - usual,
      available,
    };
  }).toSorted((a, b) => b.contribution - a.contribution);
  const logit = book.eta0 + sumPoints(terms);
  return {
    logit,
    baseline: book.eta0,
    peerBaseline,
    odds: Math.exp(logit) / (book.meanP / (1 - book.meanP)),
    band: settled.band,
    dayBand: bandOf(logit, book.thresholds),
    smoothed: settled.smoothed,
    probability: null,
    reasons,
  };
}
