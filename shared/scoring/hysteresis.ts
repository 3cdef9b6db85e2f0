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
  return BANDS[rankOf(logit, thresholds)] ?? 'low';
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
 * @param hardFacts by evaluation, 1 = there was a hard fact then
 */
export function settle(
  evaluated: ArrayLike<number>,
  day: DayScore,
  thresholds: Thresholds,
  hardFacts: ArrayLike<number> = [],
): Settled {
  let band = NONE;
  let smoothed = day.logit;
  const follow = (logit: number, share: number, hardFact: boolean, settles: boolean): void => {
    // Which side of the dead band an office came from lies before the first evaluation.
    if (band === NONE) {
      smoothed = logit;
      band = rankOf(logit, thresholds);
    } else smoothed += share * (logit - smoothed);
    const urgent = rankOf(smoothed - URGENT, thresholds);
    const atOnce = hardFact ? Math.max(urgent, rankOf(logit - ENTER, thresholds)) : urgent;
    if (atOnce > band) band = atOnce;
    else if (settles) {
      const wanted = wantedRank(band, smoothed, thresholds);
      const held = hardFact ? Math.min(band, rankOf(logit - LEAVE, thresholds)) : 0;
      band = Math.max(wanted, held);
    }
  };
  for (let k = 0; k < evaluated.length; k++) {
    const logit = evaluated[k] ?? Number.NaN;
    if (!Number.isNaN(logit)) follow(logit, EVALUATION, hardFacts[k] === 1, true);
  }
  if (day.days === 0) follow(day.logit, EVALUATION, day.hardFact, true);
  else follow(day.logit, 1 - (1 - WEEK) ** (day.days / 7), day.hardFact, false);
  return { band: BANDS[band] ?? 'low', smoothed };
}

const NONE = -1;
/** Share of an evaluation in the smoothed logit. */
const EVALUATION = 1 - (1 - WEEK) ** WEEKS_APART;

/** Place of a band in BANDS. */
function rankOf(logit: number, { high, elevated }: Thresholds): number {
  return logit >= high ? 2 : logit >= elevated ? 1 : 0;
}

/** Above the dead band in, below it out, inside it as it was. */
function wantedRank(was: number, logit: number, { high, elevated }: Thresholds): number {
  if (logit >= high + ENTER || (was === 2 && logit > high + LEAVE)) return 2;
  return logit >= elevated + ENTER || (was >= 1 && logit > elevated + LEAVE) ? 1 : 0;
}
