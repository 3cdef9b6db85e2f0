import { BANDS, type Band } from '../domain/score.ts';
import type { Thresholds } from './book.ts';

/**
 * Keeps a band from flapping (a Schmitt trigger behind an exponential mean). Multiples of a threshold are multiples of
 * its odds, so they are added to its logit: 1.15 × the odds of t is t + ln 1.15. At the few percent of a quarter's
 * churn, odds and chance differ by less than a twentieth.
 */
const ENTER = Math.log(1.15);
const LEAVE = Math.log(0.85);
/** From here on a rise is not confirmed first. */
const URGENT = Math.log(1.6);
/** Share of the newest week in the smoothed logit. */
const WEEK = 0.4;
/** The weeks before weigh .6⁸ < 2 % in the smoothed logit. */
export const WEEKS_BACK = 8;

export function bandOf(logit: number, thresholds: Thresholds): Band {
  return logit >= thresholds.high ? 'high' : logit >= thresholds.elevated ? 'elevated' : 'low';
}

/** The day whose score is shown. */
export interface DayScore {
  readonly logit: number;
  /** Days since the last weekly evaluation; 0 = the day is one itself. */
  readonly days: number;
  /** A fact that needs no confirmation: an invoice overdue for more than 60 days, a severe ticket. */
  readonly hardFact: boolean;
}

export interface Settled {
  readonly band: Band;
  /** Exponential mean of the weekly logits and the day's. */
  readonly smoothed: number;
}

/**
 * The band to show, from the logits of the last weeks and of the day and from nothing else: it holds no state, so it is
 * the same however the days came in. A change needs two weekly evaluations in a row that ask for it, unless the
 * smoothed odds are 1.6 × the threshold or a hard fact puts the day there.
 * @param weekly logits of the weekly evaluations before the day, oldest first; NaN = not judged in that week
 */
export function settle(weekly: Iterable<number>, day: DayScore, thresholds: Thresholds): Settled {
  const known = [...weekly].filter((logit) => !Number.isNaN(logit));
  const today = bandOf(day.logit, thresholds);
  if (known.length === 0) return { band: today, smoothed: day.logit };
  // Which side of the dead band an office came from lies before these weeks: their mean moves least from week to week.
  let band = bandOf(known.reduce((sum, logit) => sum + logit, 0) / known.length, thresholds);
  let asked = band;
  let smoothed = known[0] ?? day.logit;
  const evaluate = (logit: number, share: number, confirms: boolean): void => {
    smoothed += share * (logit - smoothed);
    const wanted = wantedBand(band, smoothed, thresholds);
    const urgent = bandOf(smoothed - URGENT, thresholds);
    if (rank(urgent) > rank(band)) band = urgent;
    else if (confirms) band = agreed(band, asked, wanted);
    if (confirms) asked = wanted;
  };
  for (const logit of known) evaluate(logit, WEEK, true);
  if (day.days === 0) evaluate(day.logit, WEEK, true);
  else evaluate(day.logit, 1 - (1 - WEEK) ** (day.days / 7), false);
  if (day.hardFact && rank(today) > rank(band)) band = today;
  return { band, smoothed };
}

const rank = (band: Band): number => BANDS.indexOf(band);

/** Above the dead band in, below it out, inside it as it was. */
function wantedBand(band: Band, logit: number, { high, elevated }: Thresholds): Band {
  const isIn = (threshold: number, was: boolean): boolean =>
    logit >= threshold + ENTER || (was && logit > threshold + LEAVE);
  if (isIn(high, band === 'high')) return 'high';
  return isIn(elevated, band !== 'low') ? 'elevated' : 'low';
}

/** What two evaluations in a row both ask for: the lesser of two moves the same way, else none. */
function agreed(band: Band, before: Band, now: Band): Band {
  const [from, a, b] = [rank(band), rank(before), rank(now)];
  if (a > from && b > from) return a < b ? before : now;
  if (a < from && b < from) return a > b ? before : now;
  return band;
}
