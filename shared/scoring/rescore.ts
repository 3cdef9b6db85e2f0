import { BANDS, type Band } from '../domain/score.ts';
import type { Day } from '../domain/day.ts';
import { addUp, type Weighting } from './add-up.ts';
import { bookRisk, settledBands, type BookRisk } from './book-risk.ts';
import type { Evaluation } from './evaluation.ts';
import { bandOf } from './hysteresis.ts';
import type { ScoreSettings } from './settings.ts';

/** A book that is read, up to where the weights come in: see `readForRescore`. */
export interface RescoreFacts {
  readonly asOf: Day;
  readonly day: Evaluation;
  /** The evaluations before that a settled band follows, oldest first. */
  readonly weeks: readonly Evaluation[];
  /** 1 = in the state `scored`. */
  readonly scored: Uint8Array;
}

/** The settings that a book need not be read again for. */
export interface RescoreProfile
  extends Weighting, Pick<ScoreSettings, 'annualChurn' | 'horizonDays' | 'thresholds'> {}

export interface Rescored extends BookRisk {
  /** 0–100; NaN = none. */
  readonly adoption: Float64Array;
  /** η0 + Σ points; NaN = not judged. */
  readonly logit: Float64Array;
  readonly smoothed: Float64Array;
  /** Settled band as its place in BANDS; −1 = not judged. */
  readonly band: Int8Array;
  /** What the logit of the day alone would say. */
  readonly dayBand: Int8Array;
  /** Offices by settled band. */
  readonly counts: Readonly<Record<Band, number>>;
}

/**
 * Scores of a book under other weights: the same numbers as reading it anew, but that states, peers' shares and scales
 * stand still. Arithmetic over columns, a few milliseconds for a large book.
 */
export function rescore(facts: RescoreFacts, profile: RescoreProfile): Rescored {
  const { adoption, points } = addUp(facts.day, profile);
  const weeks = facts.weeks.map((week) => addUp(week, profile).points);
  const risk = bookRisk(points, facts.scored, profile);
  const hardFacts = facts.weeks.map((week) => week.hardFact);
  const settledAt = settledBands(risk, facts.asOf, weeks, hardFacts);
  const n = points.length;
  const smoothed = new Float64Array(n).fill(Number.NaN);
  const band = new Int8Array(n).fill(-1);
  const dayBand = new Int8Array(n).fill(-1);
  const counts: Record<Band, number> = { low: 0, elevated: 0, high: 0 };
  points.forEach((sum, i) => {
    if (Number.isNaN(sum)) return;
    const settled = settledAt(i, sum, facts.day.hardFact[i] === 1);
    smoothed[i] = settled.smoothed;
    band[i] = BANDS.indexOf(settled.band);
    dayBand[i] = BANDS.indexOf(bandOf(risk.eta0 + sum, risk.thresholds));
    counts[settled.band]++;
  });
  const logit = points.map((sum) => risk.eta0 + sum);
  return { ...risk, adoption, logit, smoothed, band, dayBand, counts };
}
