import { createHash } from 'node:crypto';
import { refuse } from '../../../shared/contracts/problem.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import {
  RUNG_FROM,
  type KeptBackTest,
  type KeptFeature,
  type KeptRiskSet,
  type LearnedCard,
} from '../../../shared/domain/learning.ts';
import type { ScoreProfile } from '../../../shared/domain/score-profile.ts';
import type { LearnedModel } from '../../../shared/learning/learned.ts';
import { featureNamed } from '../../../shared/learning/office-table.ts';
import {
  churnedOffices,
  learningData,
  type LearningData,
} from '../../../shared/learning/risk-rows.ts';
import { train, type Training } from '../../../shared/learning/train.ts';
import { settingsOf } from '../../../shared/scoring/settings.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { newestRun } from '../store/deliveries.ts';
import { historyDays } from '../store/history.ts';
import { gatherRiskRows, readOutcomes, type Outcomes } from './outcomes.ts';
import { readSetUp } from './profile.ts';
import type { LearnedRow } from './learn-models.ts';

export interface LearnOptions {
  readonly profile: ScoreProfile;
  readonly seed: number;
  /** Keys of offices that a person knows to have closed. */
  readonly closed: ReadonlySet<string>;
  /** ISO time. */
  readonly now: () => string;
  readonly onProgress: (progress: {
    readonly step: 'gather' | 'back-test' | 'fit' | 'figures';
    readonly text: string;
    /** 0–1 where it is known. */
    readonly done?: number;
  }) => void;
}

/**
 * Learns from the outcomes of the book: gathers, back-tests, fits. Reads only; what comes of it is to be kept by
 * `keepLearned`. A minute and more for a large book: run it in a thread of its own.
 * @throws AtriumError with `no_deliveries`, or `too_few_outcomes` with how many there are
 */
export function learn(
  db: ReadableDB,
  { profile, seed, closed, now, onProgress }: LearnOptions,
): LearnedRow & { readonly day: Day } {
  const day = newestRun(db)?.day;
  if (day === undefined)
    throw refuse('no_deliveries', 'There is nothing to learn from: no day has been synced yet.', {
      next: 'Sync a delivery first, or open the sample book.',
    });
  const settings = settingsOf(profile, readSetUp(db));
  const started = performance.now();
  const steps = gatherRiskRows(db, day, settings);
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    const { done, total } = step.value;
    onProgress({
      step: 'gather',
      text: `Reading the book as of ${done + 1} of ${total} days`,
      done: done / total,
    });
  }
  const outcomes = readOutcomes(db, closed);
  const data = learningData(step.value, outcomes.of, settings.horizonDays, day);
  const churned = churnedOffices(data.labelled);
  if (churned < RUNG_FROM.platt) throw tooFew(churned, historyDays(db).length);
  const gathered = performance.now();
  const training = train(
    data,
    { horizonDays: settings.horizonDays, annualChurn: settings.annualChurn, seed },
    onProgress,
  );
  const learned = performance.now();
  const { rung, tried, model, backTest, spreads, thresholds } = training;
  const hash = hashOf(model, data);
  const card: LearnedCard = {
    id: `${rung}-${formatDay(day)}-${hash.slice(0, 8)}`,
    rung,
    tried: tried && { rung: tried.rung, checks: tried.verdict.checks },
    settings: settings.version,
    learnedAt: now(),
    dataTo: formatDay(day),
    horizonDays: settings.horizonDays,
    seed,
    took: { gathering: Math.round(gathered - started), learning: Math.round(learned - gathered) },
    riskSet: riskSetOf(data, outcomes, churned),
    backTest: backTestOf(training),
    checks: backTest.verdict.checks,
    adoptable: backTest.verdict.adopt,
    features: featuresOf(model),
    pairs: pairsOf(model),
    hash,
  };
  return { card: plain(card), model, basis: { spreads, thresholds }, day };
}

const tooFew = (churned: number, days: number): Error =>
  refuse(
    'too_few_outcomes',
    `${churned} offices gave notice in ${days} days with a known outcome; learning starts at ${RUNG_FROM.platt}.`,
    {
      stillWorks: 'The scorecard needs no outcomes.',
      next: 'Keep more days of history, or wait.',
    },
  );

/** Numbers without a meaning become null, as JSON has them. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function hashOf(model: LearnedModel, { labelled }: LearningData): string {
  return createHash('sha256')
    .update(JSON.stringify(model))
    .update(labelled.day)
    .update(labelled.office)
    .update(labelled.y)
    .digest('hex');
}

function riskSetOf(data: LearningData, outcomes: Outcomes, churned: number): KeptRiskSet {
  const { labelled, left } = data;
  const days = [...new Set(labelled.day)].toSorted((a, b) => a - b);
  const dated = (day: Day | undefined): string | null =>
    day === undefined ? null : formatDay(day);
  return {
    from: dated(days[0]),
    to: dated(days.at(-1)),
    moments: days.length,
    rows: labelled.y.length,
    events: labelled.y.reduce((sum, v) => sum + v, 0),
    offices: new Set(labelled.office).size,
    churned,
    companies: new Set(labelled.company.filter((_, i) => labelled.y[i] === 1)).size,
    left: {
      afterNotice: left.afterNotice,
      notOver: left.notOver,
      otherCause: left.otherCause,
      outOfSight: left.outOfSight,
    },
    reasons: outcomes.reasons,
    shifted: outcomes.shifted,
  };
}

function backTestOf({ backTest }: Training): KeptBackTest {
  const { origins, rows, events, currency, scorecard, candidate, verdict } = backTest;
  return {
    blocks: origins.map(formatDay),
    rows,
    events,
    offices: verdict.offices,
    companies: verdict.companies,
    currency,
    scorecard,
    candidate,
    segments: verdict.segments,
  };
}

function featuresOf(model: LearnedModel): readonly KeptFeature[] {
  const named = (name: string, strength: number): KeptFeature => {
    const { words = name, unit = '', sign = 0 } = featureNamed(name) ?? {};
    return { name, words, unit, sign: model.kind === 'ga2m' ? sign : 0, strength };
  };
  const found =
    model.kind === 'ga2m'
      ? model.model.shapes.map(({ name, values, rows }) => named(name, spread(values, rows)))
      : model.kind === 'ridge'
        ? model.features.map(({ name, coefficient }) => named(name, Math.abs(coefficient)))
        : [];
  return found.toSorted((a, b) => b.strength - a.strength);
}

function pairsOf(model: LearnedModel): LearnedCard['pairs'] {
  if (model.kind !== 'ga2m') return [];
  const { shapes, pairs } = model.model;
  const words = (at: number): string => {
    const name = shapes[at]?.name ?? '';
    return featureNamed(name)?.words ?? name;
  };
  return pairs.map(({ first, second, strength }) => ({
    first: words(first),
    second: words(second),
    strength,
  }));
}

/** Standard deviation of what a shape adds, over the rows it was fitted on. */
function spread(values: readonly number[], rows: readonly number[]): number {
  const total = rows.reduce((sum, n) => sum + n, 0);
  const squares = values.reduce((sum, v, b) => sum + v * v * (rows[b] ?? 0), 0);
  return Math.sqrt(squares / Math.max(1, total));
}
