import { horizonProbability } from '../scoring/base-rate.ts';
import { quantile } from '../scoring/maths.ts';
import { judge, judgeCalibration, type Verdict } from './adoption-gate.ts';
import { backTest, RECENT_DAYS, refreshed, type Judged, type Learn } from './back-test.ts';
import { spreadOf, type Spread } from './drift.ts';
import type { Ga2mProgress } from './ga2m.ts';
import { figuresOf, type Figures } from './intervals.ts';
import { fitPlatt, rungFor, type Rung } from './ladder.ts';
import { fitRung, logitsOf, moved, takeBoth, type LearnedModel, type Rows } from './learned.ts';
import { OFFICE_OPTIONS } from './learner.ts';
import { leadTime, type LeadTime } from './lead-time.ts';
import { reliability, type ReliabilityBin } from './metrics.ts';
import { violations } from './monotone.ts';
import { OFFICE_SIGNS } from './office-table.ts';
import { explain, predict } from './predict.ts';
import { churnedOffices, type LearningData } from './risk-rows.ts';
import { takeRows } from './table.ts';

export interface TrainSettings {
  readonly horizonDays: number;
  /** Declared share of offices that give notice per year. */
  readonly annualChurn: number;
  readonly seed: number;
}

export interface TrainProgress {
  readonly step: 'back-test' | 'fit' | 'figures';
  readonly text: string;
}

/** One of two that were judged by the same rows. */
export interface Contender {
  readonly figures: Figures;
  readonly lead: LeadTime;
  readonly reliability: readonly ReliabilityBin[];
}

export interface BackTestResult {
  /** First day of each block of 12 weeks that was judged. */
  readonly origins: readonly number[];
  readonly rows: number;
  readonly events: number;
  /** Currency of what is weighted by revenue: that of most offices; null where none is known. */
  readonly currency: string | null;
  /** The scorecard, recalibrated on the 26 labelled weeks before each block. */
  readonly scorecard: Contender;
  readonly candidate: Contender;
  /** Of the candidate; where that is the recalibrated scorecard, of its percentages alone. */
  readonly verdict: Verdict;
}

export interface Training {
  readonly rung: Rung;
  /** A higher rung whose model did not pass, while the recalibrated scorecard itself does; null otherwise. */
  readonly tried: { readonly rung: Rung; readonly verdict: Verdict } | null;
  readonly churned: number;
  readonly model: LearnedModel;
  readonly backTest: BackTestResult;
  /** Where the numbers lay that were learned from, and the logits: what later days are compared with. */
  readonly spreads: readonly Spread[];
  /** Logits from which an office is High or Elevated: the top 5 and 20 % of the newest day that was learned from. */
  readonly thresholds: { readonly high: number; readonly elevated: number };
}

/**
 * Climbs the ladder as far as the number of churned offices allows, back-tests that rung against the recalibrated
 * scorecard, and fits it on all rows. Long: run it in a thread of its own. A function of its arguments alone.
 */
export function train(
  data: LearningData,
  settings: TrainSettings,
  onProgress: (progress: TrainProgress) => void = () => undefined,
): Training {
  const { labelled, table } = data;
  const churned = churnedOffices(labelled);
  const allowed = rungFor(churned);
  const rows: Rows = { table, scorecard: labelled.scorecard };
  const fit = (rung: Rung, places: Int32Array, what: string): LearnedModel => {
    const step = what === FITTING ? 'fit' : 'back-test';
    const options = { ...OFFICE_OPTIONS, seed: settings.seed, signs: OFFICE_SIGNS };
    const steps = fitRung(
      rung,
      takeBoth(rows, places),
      Uint8Array.from(places, (i) => labelled.y[i] ?? 0),
      {
        groups: places.map((i) => labelled.company[i] ?? 0),
        declared: horizonProbability(settings.annualChurn, settings.horizonDays),
        ga2m: options,
      },
    );
    let next = steps.next();
    for (; !next.done; next = steps.next())
      onProgress({ step, text: `${what}: ${wordsOf(next.value)}` });
    return next.value;
  };

  const judged = runBackTest(data, allowed, settings, fit, onProgress);
  onProgress({ step: 'fit', text: FITTING });
  const all = Int32Array.from(labelled.day.keys());
  const fitted = refreshedOn(data, rows, allowed, fit(allowed, all, FITTING));
  onProgress({ step: 'figures', text: 'Intervals over companies' });
  const climbed = assess(data, judged, allowed, lawsHold(fitted, rows));
  // Where what was learned is no better, the scorecard may still be well enough calibrated for a percentage.
  const alone = { ...judged, candidate: judged.champion };
  const below =
    climbed.verdict.adopt || ofScorecard(allowed) ? null : assess(data, alone, 'platt', true);
  const falls = below?.verdict.adopt === true;
  const rung = falls ? 'platt' : allowed;
  const model = falls ? refreshedOn(data, rows, rung, fitted) : fitted;
  const logits = logitsOf(model, rows);
  const newest = labelled.day.reduce((most, day) => Math.max(most, day), Number.NEGATIVE_INFINITY);
  const latest = logits.filter((_, i) => labelled.day[i] === newest);
  return {
    rung,
    tried: falls ? { rung: allowed, verdict: climbed.verdict } : null,
    churned,
    model,
    backTest: falls ? below : climbed,
    spreads: [
      spreadOf('logit', latest),
      ...table.columns.flatMap((column) =>
        column.kind === 'numeric'
          ? [
              spreadOf(
                column.name,
                column.values.filter((_, i) => labelled.day[i] === newest),
              ),
            ]
          : [],
      ),
    ],
    thresholds: {
      high: quantile(latest, 0.95) ?? Number.POSITIVE_INFINITY,
      elevated: quantile(latest, 0.8) ?? Number.POSITIVE_INFINITY,
    },
  };
}

const FITTING = 'Fitting on all rows';

const wordsOf = ({ stage, round }: Ga2mProgress): string =>
  stage === 'features' ? `shapes, round ${round}` : `pairs, round ${round}`;

const ofScorecard = (rung: Rung): boolean => rung === 'intercept' || rung === 'platt';

function runBackTest(
  { labelled, table }: LearningData,
  rung: Rung,
  { horizonDays }: TrainSettings,
  fit: (rung: Rung, places: Int32Array, what: string) => LearnedModel,
  onProgress: (progress: TrainProgress) => void,
): Judged {
  let what = '';
  // The scorecard is recalibrated by the back-test itself.
  const learn: Learn = (places, others) =>
    ofScorecard(rung)
      ? Float64Array.from(others, (i) => labelled.scorecard[i] ?? 0)
      : logitsOf(
          fit(rung, places, what),
          takeBoth({ table, scorecard: labelled.scorecard }, others),
        );
  const steps = backTest(labelled, learn, { horizonDays });
  for (;;) {
    const next = steps.next();
    if (next.done)
      return ofScorecard(rung) ? { ...next.value, candidate: next.value.champion } : next.value;
    const { block, blocks } = next.value;
    what = `Back-test, block ${block + 1} of ${blocks}`;
    onProgress({ step: 'back-test', text: what });
  }
}

/** Brought to the rate of the latest labelled weeks: hazards drift faster than shapes. */
function refreshedOn(
  { labelled }: LearningData,
  rows: Rows,
  rung: Rung,
  model: LearnedModel,
): LearnedModel {
  const newest = labelled.day.reduce((most, day) => Math.max(most, day), 0);
  const recent = Int32Array.from(labelled.day.keys()).filter(
    (i) => (labelled.day[i] ?? 0) > newest - RECENT_DAYS,
  );
  const y = Uint8Array.from(recent, (i) => labelled.y[i] ?? 0);
  const latest = takeBoth(rows, recent);
  if (rung === 'intercept') return model;
  if (rung === 'platt') return { kind: 'recalibrated', ...fitPlatt(latest.scorecard, y) };
  return moved(model, refreshed(logitsOf(model, latest), y));
}

function assess(data: LearningData, judged: Judged, rung: Rung, laws: boolean): BackTestResult {
  const { labelled, segments, currency, arr, notice } = data;
  const places = judged.rows;
  const y = Uint8Array.from(places, (i) => labelled.y[i] ?? 0);
  const company = places.map((i) => labelled.company[i] ?? 0);
  const commonest = commonestOf(currency.codes);
  const weights = Float64Array.from(places, (i) =>
    currency.codes[i] === commonest ? (arr[i] ?? Number.NaN) : Number.NaN,
  );
  const contender = (logits: Float64Array): Contender => ({
    figures: figuresOf({ logits, y, company, arr: weights }),
    lead: leadTime(places, logits, { ...labelled, notice }, y),
    reliability: reliability(logits, y),
  });
  const scorecard = contender(judged.champion);
  return {
    origins: judged.origins,
    rows: places.length,
    events: y.reduce((sum, v) => sum + v, 0),
    currency: currency.levels[commonest] ?? null,
    scorecard,
    candidate: ofScorecard(rung) ? scorecard : contender(judged.candidate),
    verdict: ofScorecard(rung)
      ? judgeCalibration(labelled, judged, segments)
      : judge(labelled, judged, segments, laws),
  };
}

function commonestOf(codes: Int32Array): number {
  const counts = new Map<number, number>();
  for (const code of codes) if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1;
}

/** How many rows the sum of the reasons is looked at on. */
const LOOKED_AT = 200;

/** Signs are kept in what a feature adds in all, and reasons sum up to what is predicted. */
export function lawsHold(model: LearnedModel, rows: Rows): boolean {
  if (model.kind !== 'ga2m') return true;
  if (violations(model.model).length > 0) return false;
  const some = takeRows(
    rows.table,
    Array.from({ length: Math.min(LOOKED_AT, rows.table.rows) }, (_, k) =>
      Math.floor((k * rows.table.rows) / LOOKED_AT),
    ),
  );
  return predict(model.model, some).every((logit, i) => {
    const told = explain(model.model, some, i);
    return Math.abs(told.logit - logit) < 1e-9;
  });
}
