import { BANDS, type Band } from '../domain/score.ts';
import type { Thresholds } from './book.ts';

/**
 * Keeps a band from flapping (a Schmitt trigger behind an exponential mean). Multiples of a threshold are multiples of
 * its odds, so they are added to its logit: 1.35 × the odds of t is t + ln 1.35. At the few percent of a quarter's
 * churn, odds and chance differ by less than a twentieth. The numbers are measured: docs/scores.md.
 */
const ENTER = Math.log(1.35);
const LEAVE = Math.log(0.7);
/** From here on a rise does not wait for an evaluation. */
const URGENT = Math.log(1.6);
/** Share of the newest week in the smoothed logit. */
const WEEK = 0.25;
/** Evaluations a band follows, the newest included. */
export const EVALUATIONS = 10;
/** Weeks between two: the windows of 28 days overlap, so every week would ask the same question twice. */
export const WEEKS_APART = 2;
/** Weeks that have to be read for them. What lies before weighs .75¹⁸ < 1 % in the smoothed logit. */
export const WEEKS_BACK = WEEKS_APART * (EVALUATIONS - 1) + 1;

export function bandOf(logit: number, thresholds: Thresholds): Band {
  return logit >= thresholds.high ? 'high' : logit >= thresholds.elevated ? 'elevated' : 'low';
}

/** The day whose score is shown. */
export interface DayScore {
  readonly logit: number;
  /** Days since the last evaluation; 0 = the day is one itself. */
  readonly days: number;
  /** A fact that waits for no evaluation: an invoice overdue for more than 60 days. */
  readonly hardFact: boolean;
}

export interface Settled {
  readonly band: Band;
  /** Exponential mean of the logits of the evaluations and the day. */
  readonly smoothed: number;
}

/**
 * The band to show, from the logits of the last evaluations and of the day and from nothing else: it holds no state, so
 * it is the same however the days came in. It falls at an evaluation only, and rises at one, but for two cases that do
 * not wait: the smoothed odds are 1.6 × the threshold, or a hard fact puts the day there. What a hard fact has raised
 * stays up while the fact and the day's own odds last.
 * @param evaluated logits of the evaluations before the day, oldest first; NaN = not judged then
 * @param hardFacts by evaluation, whether there was a hard fact then
 */
export function settle(
  evaluated: readonly number[],
  day: DayScore,
  thresholds: Thresholds,
  hardFacts: readonly boolean[] = [],
): Settled {
  let band: Band | undefined;
  let smoothed = day.logit;
  const follow = (logit: number, share: number, hardFact: boolean, settles: boolean): void => {
    smoothed = band === undefined ? logit : smoothed + share * (logit - smoothed);
    // Which side of the dead band an office came from lies before the first evaluation.
    band ??= bandOf(logit, thresholds);
    const urgent = bandOf(smoothed - URGENT, thresholds);
    const atOnce = hardFact ? higher(urgent, bandOf(logit - ENTER, thresholds)) : urgent;
    if (rank(atOnce) > rank(band)) band = atOnce;
    else if (settles) {
      const wanted = wantedBand(band, smoothed, thresholds);
      const held = hardFact ? lower(band, bandOf(logit - LEAVE, thresholds)) : 'low';
      band = higher(wanted, held);
    }
  };
  evaluated.forEach((logit, k) => {
    if (!Number.isNaN(logit)) follow(logit, EVALUATION, hardFacts[k] ?? false, true);
  });
  if (day.days === 0) follow(day.logit, EVALUATION, day.hardFact, true);
  else follow(day.logit, 1 - (1 - WEEK) ** (day.days / 7), day.hardFact, false);
  return { band: band ?? 'low', smoothed };
}

/** Share of an evaluation in the smoothed logit. */
const EVALUATION = 1 - (1 - WEEK) ** WEEKS_APART;

const rank = (band: Band): number => BANDS.indexOf(band);
const higher = (a: Band, b: Band): Band => (rank(a) > rank(b) ? a : b);
const lower = (a: Band, b: Band): Band => (rank(a) < rank(b) ? a : b);

/** Above the dead band in, below it out, inside it as it was. */
function wantedBand(band: Band, logit: number, { high, elevated }: Thresholds): Band {
  const isIn = (threshold: number, was: boolean): boolean =>
    logit >= threshold + ENTER || (was && logit > threshold + LEAVE);
  if (isIn(high, band === 'high')) return 'high';
  return isIn(elevated, band !== 'low') ? 'elevated' : 'low';
}
