import type { Reason, Risk, Score } from '../domain/score.ts';
import type { BookScores, ScoringFacts, Thresholds } from '../scoring/book.ts';
import { settledBands } from '../scoring/book-risk.ts';
import { bandOf } from '../scoring/hysteresis.ts';
import { logistic, median } from '../scoring/maths.ts';
import { standardised, type LearnedModel } from './learned.ts';
import { featureNamed, officeTable } from './office-table.ts';
import { addends } from './predict.ts';

/** A model that takes the scorecard's place. */
export interface Champion {
  readonly model: LearnedModel;
  /** Of its own logits; fixed when it was learned, so that bands do not move with the book. */
  readonly thresholds: Thresholds;
  /** Whether its back-test carries a percentage. */
  readonly percentages: boolean;
}

/** What a model says of one office before its peers are known: baseline + Σ points = logit. */
interface Said {
  readonly i: number;
  readonly risk: Risk;
  readonly baseline: number;
  readonly logit: number;
  readonly reasons: readonly Omit<Reason, 'contribution'>[];
}

/**
 * The scores with the risk as a learned model has it: logit, exact reasons, band, odds and, where its back-test carries
 * one, a percentage. Everything else stays. A number that is not known is no reason: what the model adds for its being
 * unknown goes into the baseline of that office.
 */
export function withChampion(result: BookScores, champion: Champion): readonly Score[] {
  const { scores, facts } = result;
  const judged = scores.flatMap(({ risk }, i) => (risk ? [{ i, risk }] : []));
  const said = sayings(champion.model, judged, facts, scores);
  const medians = mediansOf(said, scores);
  const chances = said.map(({ logit }) => logistic(logit));
  const mean = chances.reduce((sum, p) => sum + p / chances.length, 0);
  const { figures, settling } = result;
  const settledAt = settledBands(figures, figures.asOf, settling.weeks);
  const risks = new Map(said.map((own) => [own.i, riskOf(own)]));
  return scores.map((score, i) => ({ ...score, risk: risks.get(i) ?? null }));

  function riskOf({ i, risk, baseline, logit, reasons }: Said): Risk {
    let peerBaseline = baseline;
    const told = reasons.map((reason): Reason => {
      const usual = reason.available ? (medians.get(reason.code) ?? 0) : 0;
      peerBaseline += usual;
      return { ...reason, contribution: reason.points - usual };
    });
    return {
      logit,
      baseline,
      peerBaseline,
      odds: Math.exp(logit) / (mean / (1 - mean)),
      ...bandsOf(i, risk, logit),
      probability: champion.percentages ? logistic(logit) : null,
      reasons: told.toSorted(
        (a, b) => b.contribution - a.contribution || (a.code < b.code ? -1 : 1),
      ),
    };
  }

  function bandsOf(
    i: number,
    risk: Risk,
    logit: number,
  ): Pick<Risk, 'band' | 'dayBand' | 'smoothed'> {
    const { model, thresholds } = champion;
    // A recalibration moves offices and thresholds alike: the bands stay as they are.
    if (model.kind === 'recalibrated')
      return {
        band: risk.band,
        dayBand: risk.dayBand,
        smoothed: model.intercept + model.slope * risk.smoothed,
      };
    // The weeks before moved as the scorecard moved: an office differs from it by the same amount in all of them.
    const by = logit - risk.logit;
    const settled = settledAt(i, risk.logit - figures.eta0, settling.hardFact[i] === 1, {
      high: thresholds.high - by,
      elevated: thresholds.elevated - by,
    });
    return {
      band: settled.band,
      dayBand: bandOf(logit, thresholds),
      smoothed: settled.smoothed + by,
    };
  }
}

function sayings(
  model: LearnedModel,
  judged: readonly { readonly i: number; readonly risk: Risk }[],
  facts: readonly ScoringFacts[],
  scores: readonly Score[],
): readonly Said[] {
  if (model.kind !== 'ga2m')
    return judged.map(({ i, risk }) => scaled(model, i, risk, facts[i] ?? {}, scores[i]));
  const table = officeTable(
    judged.map(({ i }) => ({
      facts: facts[i] ?? {},
      segments: { segment: null, plan: null, industry: null, region: null },
    })),
  );
  const parts = addends(model.model, table);
  return judged.map(({ i, risk }, k) => {
    let baseline = model.model.intercept + model.shift;
    const reasons = parts.flatMap(({ names, values }) => {
      const points = values[k] ?? 0;
      const own = names.map((name) => reasonFor(name, facts[i] ?? {}, risk, scores[i]));
      const available = own.every((one) => one.available);
      if (!available) baseline += points;
      const value = own.length === 1 ? (own[0]?.value ?? null) : null;
      return {
        code: own.map(({ code }) => code).join('+'),
        text: own.map(({ text }) => text).join('; together with '),
        value: available ? value : null,
        points: available ? points : 0,
        available,
      };
    });
    const logit = reasons.reduce((sum, { points }) => sum + points, baseline);
    return { i, risk, baseline, logit, reasons };
  });
}

/** The scorecard's own terms, stretched, and what was learned beside them. */
function scaled(
  model: Exclude<LearnedModel, { kind: 'ga2m' }>,
  i: number,
  risk: Risk,
  facts: ScoringFacts,
  score: Score | undefined,
): Said {
  const { intercept, slope } = model;
  const baseline = intercept + slope * risk.baseline;
  const extra = new Map<string, number>();
  const others: Omit<Reason, 'contribution'>[] = [];
  for (const feature of model.kind === 'ridge' ? model.features : []) {
    const { code, text, value, available } = reasonFor(feature.name, facts, risk, score);
    const points = feature.coefficient * standardised(value ?? undefined, feature);
    if (risk.reasons.some((reason) => reason.code === code)) extra.set(code, points);
    else others.push({ code, text, value, points: available ? points : 0, available });
  }
  const reasons = [
    ...risk.reasons.map((reason) => ({
      ...reason,
      points: reason.available ? slope * reason.points + (extra.get(reason.code) ?? 0) : 0,
    })),
    ...others,
  ];
  return {
    i,
    risk,
    baseline,
    logit: reasons.reduce((sum, { points }) => sum + points, baseline),
    reasons,
  };
}

/** The sentence that stands for a number of an office: the scorecard's or adoption's own where they have one. */
function reasonFor(
  name: string,
  facts: ScoringFacts,
  risk: Risk,
  score: Score | undefined,
): Omit<Reason, 'contribution' | 'points'> {
  const value = facts[name] ?? null;
  const available = value !== null;
  const code = name.replace(/^term_/, '');
  const term = risk.reasons.find((reason) => reason.code === code);
  if (name.startsWith('term_') && term) return { code, text: term.text, value, available };
  const { words = name, unit = '' } = featureNamed(name) ?? {};
  const part = score?.adoption?.parts.find((known) => name === `part_${known.code}`);
  const plain = available
    ? `${words}: ${Number(value.toPrecision(3))} ${unit}`
    : `${words}: not available`;
  return { code: name, text: part && available ? part.text : plain, value, available };
}

/** By code, the median over the offices that have the term: what is usual in this book. */
function mediansOf(said: readonly Said[], scores: readonly Score[]): ReadonlyMap<string, number> {
  const points = new Map<string, number[]>();
  for (const { i, reasons } of said) {
    if (scores[i]?.state !== 'scored') continue;
    for (const reason of reasons) {
      if (!reason.available) continue;
      const list = points.get(reason.code);
      if (list) list.push(reason.points);
      else points.set(reason.code, [reason.points]);
    }
  }
  return new Map([...points].map(([code, list]) => [code, median(list) ?? 0]));
}
