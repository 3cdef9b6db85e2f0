import type { Peers, Reason, Risk, Score } from '../domain/score.ts';
import type { BookFacts, BookScores } from './book.ts';
import { bookRisk, settledBands, type BookRisk } from './book-risk.ts';
import { weeklyPoints } from './earlier.ts';
import { factsOf } from './facts.ts';
import { flagsOf } from './flags.ts';
import { bandOf, type Settled } from './hysteresis.ts';
import { adoptionOf, isHardFact, riskTerms, sumPoints, type Terms } from './judge.ts';
import { quantile } from './maths.ts';
import { rawChange } from './office-parts.ts';
import { termText } from './office-terms.ts';
import { peerCount, type PeerGroup } from './peers.ts';
import { peerStatistics } from './peer-statistics.ts';
import type { Prepared } from './prepared.ts';
import { readBook } from './read-book.ts';
import { TERMS, type TermCode } from './terms.ts';

/** Below this many peers a percentile is rounded to 5. */
const FINE_PERCENTILE = 100;

/**
 * Scores of a whole book: pure, deterministic, independent of the order of the offices.
 * Every office gets a state; numbers only where the state allows them.
 */
export function scoreBook(book: BookFacts): BookScores {
  const { p, groups, scored, sticks, scales, settled } = readBook(book);
  const n = book.offices.length;
  const adoptions = book.offices.map((_, i) => adoptionOf(p, i, sticks[i], scales));
  const adoptionScores = Float64Array.from(adoptions, (a, i) =>
    a && scored[i] ? a.score : Number.NaN,
  );

  const terms = book.offices.map((_, i) => riskTerms(p, i, adoptions[i]?.score ?? Number.NaN));
  const points = Float64Array.from(terms, (own) => (own ? sumPoints(own) : Number.NaN));
  const risk = bookRisk(points, scored, book.settings);
  const judged = Uint8Array.from(terms, (own) => (own ? 1 : 0));
  const weeks = weeklyPoints(p, groups, scales, judged);
  const settledAt = settledBands(risk, book.asOf, weeks.points);
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
      risk: own
        ? explain(
            p,
            i,
            own,
            risk,
            settledAt(i, points[i] ?? Number.NaN, isHardFact(own)),
            medians(i),
            peersChange,
          )
        : null,
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
    settling: {
      weeks: weeks.points,
      hardFact: Uint8Array.from(terms, (own) => (own && isHardFact(own) ? 1 : 0)),
    },
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
