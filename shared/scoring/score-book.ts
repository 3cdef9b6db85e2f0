import type { Peers, Reason, Risk, Score } from '../domain/score.ts';
import { horizonProbability, solveBaseline } from './base-rate.ts';
import type { BookFacts, BookScores, Thresholds } from './book.ts';
import { daysSinceEvaluation, weeklyEvaluations } from './earlier.ts';
import { factsOf } from './facts.ts';
import { flagsOf } from './flags.ts';
import { bandOf, settle, type Settled } from './hysteresis.ts';
import { adoptionOf, riskTerms, sumPoints, type Terms } from './judge.ts';
import { quantile } from './maths.ts';
import { rawChange } from './office-parts.ts';
import { termText } from './office-terms.ts';
import { findPeers, peerCount, type PeerGroup } from './peers.ts';
import { peerStatistics } from './peer-statistics.ts';
import { inState, prepare, type Prepared } from './prepared.ts';
import { TERMS, type TermCode } from './terms.ts';
import { scalesOf, yardsticks } from './yardsticks.ts';

/** Enough offices and weeks to fix thresholds and scales for good. */
const SETTLED_OFFICES = 20;
const SETTLED_DAYS = 84;
const HARD_OVERDUE_DAYS = 60;
/** Below this many peers a percentile is rounded to 5. */
const FINE_PERCENTILE = 100;

/**
 * Scores of a whole book: pure, deterministic, independent of the order of the offices.
 * Every office gets a state; numbers only where the state allows them.
 */
export function scoreBook(book: BookFacts): BookScores {
  const p = prepare(book);
  const n = book.offices.length;
  const scored = inState(p, 'scored');
  const groups = findPeers(
    book.offices.map((office, i) => ({
      companyId: office.companyId,
      employees: office.employees,
      industry: office.industry,
      plan: office.plan,
      tenureYears: p.dates[i]?.tenureYears ?? null,
    })),
    scored,
  );
  const sticks = yardsticks(p, groups, scored);
  const settled =
    scored.reduce((sum, on) => sum + on, 0) >= SETTLED_OFFICES &&
    p.activity.grid.days >= SETTLED_DAYS;
  const scales = book.settings.scales ?? scalesOf(p, sticks, scored);

  const adoptions = book.offices.map((_, i) => adoptionOf(p, i, sticks[i], scales));
  const adoptionScores = Float64Array.from(adoptions, (a, i) =>
    a && scored[i] ? a.score : Number.NaN,
  );

  const terms = book.offices.map((_, i) => riskTerms(p, i, adoptions[i]?.score ?? Number.NaN));
  const risk = riskOf(p, terms, scored);
  const judged = Uint8Array.from(terms, (own) => (own ? 1 : 0));
  const weeks = weeklyEvaluations(p, groups, scales, judged);
  const settledAt = settledBands(p, risk, weeks.points);
  const change = Float64Array.from({ length: n }, (_, i) => rawChange(p, i));
  const medians = medianTerms(p, terms, scored, groups);
  const adoptionPeers = peerStatistics(adoptionScores);
  const changePeers = peerStatistics(change);

  const scores = book.offices.map((office, i): Score => {
    const placed = p.placed[i] ?? { state: 'not_enough_data', text: '' };
    const own = terms[i];
    const group = groups[i];
    const peersChange = group && changePeers.median(group, office.companyId);
    const adoption = adoptions[i] ?? null;
    return {
      state: placed.state,
      stateText: placed.text,
      adoption,
      risk: own ? explain(p, i, own, risk, settledAt(i, own), medians(i), peersChange) : null,
      flags: flagsOf(p, i, adoption?.confidence, own),
      peers: own && group ? peersOf(group) : null,
    };

    function peersOf(alike: PeerGroup): Peers {
      const { n: others, companies } = peerCount(alike, office.companyId);
      const rank = adoption && adoptionPeers.percentile(alike, office.companyId, adoption.score);
      return {
        n: others,
        companies,
        sharing: alike.sharing,
        percentile:
          rank === null || rank === undefined
            ? null
            : others < FINE_PERCENTILE
              ? 5 * Math.round(rank / 5)
              : Math.round(rank),
        medianAdoption: adoptionPeers.median(alike, office.companyId) ?? Number.NaN,
        visitorsChange: peersChange ?? null,
      };
    }
  });

  const states: Record<string, number> = {};
  for (const { state } of scores) states[state] = (states[state] ?? 0) + 1;
  return {
    scores,
    facts: scores.map((score, i) => factsOf(p, i, score, terms[i] ?? null)),
    fourWeeksAgo: weeks.fourWeeksAgo,
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

interface BookRisk {
  readonly eta0: number;
  readonly meanP: number;
  readonly thresholds: Thresholds;
}

/** η0 so that the mean chance over all judged offices is the declared one; thresholds from the scored ones. */
function riskOf(p: Prepared, terms: readonly (Terms | null)[], scored: Uint8Array): BookRisk {
  const { annualChurn, horizonDays, thresholds } = p.book.settings;
  const meanP = horizonProbability(annualChurn, horizonDays);
  const sums = terms.map((own) => (own ? sumPoints(own) : Number.NaN));
  const eta0 = solveBaseline(Float64Array.from(sums.filter((v) => !Number.isNaN(v))), meanP);
  const judged = (only: (i: number) => boolean): number[] =>
    sums.filter((v, i) => only(i) && !Number.isNaN(v)).map((v) => v + eta0);
  const ofScored = judged((i) => scored[i] === 1);
  // A book whose history has only begun has hardly any scored office: then all that carry a risk stand in.
  const logits = ofScored.length >= SETTLED_OFFICES ? ofScored : judged(() => true);
  return {
    eta0,
    meanP,
    thresholds: thresholds ?? {
      high: quantile(logits, 0.95) ?? Number.POSITIVE_INFINITY,
      elevated: quantile(logits, 0.8) ?? Number.POSITIVE_INFINITY,
    },
  };
}

/** The settled band of an office that is judged today. */
function settledBands(
  p: Prepared,
  { eta0, meanP, thresholds }: BookRisk,
  weeks: readonly Float64Array[],
): (i: number, own: Terms) => Settled {
  const days = daysSinceEvaluation(p.book.asOf);
  // Anchored at the newest weekly evaluation: between two, the baseline of the weeks stands still.
  const newest = weeks.at(-1)?.filter((points) => !Number.isNaN(points));
  const baseline = days > 0 && newest && newest.length > 0 ? solveBaseline(newest, meanP) : eta0;
  return (i, own) =>
    settle(
      weeks.map((points) => baseline + (points[i] ?? Number.NaN)),
      { logit: eta0 + sumPoints(own), days, hardFact: isHardFact(own) },
      thresholds,
    );
}

/** What needs no second look: an invoice overdue for more than 60 days, or a severe ticket. */
function isHardFact({ overdue, sev1 }: Terms): boolean {
  return overdue.value > HARD_OVERDUE_DAYS || sev1.value > 0;
}

/** Median points of the peers per term (of those that have the term), or of the whole book below the peer floor. */
function medianTerms(
  p: Prepared,
  terms: readonly (Terms | null)[],
  scored: Uint8Array,
  groups: readonly (PeerGroup | undefined)[],
): (i: number) => (code: TermCode) => number {
  const statistics = new Map(
    TERMS.map((code) => {
      const values = Float64Array.from(terms, (own, i) =>
        own && scored[i] && !Number.isNaN(own[code].value) ? own[code].points : Number.NaN,
      );
      return [code, { of: peerStatistics(values), book: quantile(values, 0.5) ?? 0 }];
    }),
  );
  return (i) => (code) => {
    const known = statistics.get(code);
    const group = groups[i];
    const companyId = p.book.offices[i]?.companyId ?? '';
    return (group && known?.of.median(group, companyId)) ?? known?.book ?? 0;
  };
}

/**
 * The logit with its reasons: η0 + Σ points, and the same as peers' baseline + Σ contributions. A term that is not
 * available contributes nothing to either. Reasons are sorted by contribution, those that raise the risk first.
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
  const reasons = TERMS.map((code): Reason => {
    const { value, points } = terms[code];
    const available = !Number.isNaN(value);
    const usual = available ? medianOf(code) : 0;
    peerBaseline += usual;
    return {
      code,
      text: termText(p, i, code, value, peersChange),
      value: available ? value : null,
      points,
      contribution: points - usual,
      available,
    };
  }).toSorted(
    (a, b) =>
      b.contribution - a.contribution || TERMS.indexOf(codeOf(a)) - TERMS.indexOf(codeOf(b)),
  );
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

function codeOf(reason: Reason): TermCode {
  return reason.code as TermCode;
}
