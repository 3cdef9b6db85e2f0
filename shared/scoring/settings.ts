import {
  DEFAULT_PROFILE,
  profileVersion,
  TERM_CODES,
  type ScoreProfile,
} from '../domain/score-profile.ts';
import { horizonProbability } from './base-rate.ts';
import type { Scales, Thresholds } from './book.ts';
import type { TermCode } from './terms.ts';

/** Which measure stands for "the office is used", in order of preference, and the feature that puts it in the plan. */
export interface Activity {
  readonly measure: string;
  readonly feature: string;
  /** Word of the texts, plural. */
  readonly noun: string;
}

export interface ScoreSettings {
  /** Changes whenever a number below changes; stored with each score. */
  readonly version: string;
  readonly horizonDays: number;
  /** Declared share of offices that give notice per year. */
  readonly annualChurn: number;
  readonly weights: {
    readonly level: number;
    readonly reach: number;
    readonly breadth: number;
    readonly trend: number;
    readonly regularity: number;
    readonly admin: number;
  };
  /** What the points of each term of risk are multiplied with, 0 = off; undefined: the scorecard as published. */
  readonly factors?: Readonly<Record<TermCode, number>> | undefined;
  /** Null: estimated from the book. */
  readonly scales: Scales | null;
  /** Null: set by this scoring. */
  readonly thresholds: Thresholds | null;
  readonly activities: readonly Activity[];
}

export const DEFAULT_SCALES: Scales = { level: 0.85, reach: 0.5, admin: 0.65 };

const HORIZON_DAYS = 90;

const ACTIVITIES: readonly Activity[] = [
  { measure: 'visitors', feature: 'visitor_sign_in', noun: 'visitors' },
  { measure: 'deliveries', feature: 'deliveries', noun: 'deliveries' },
  { measure: 'desk_bookings', feature: 'desks', noun: 'desk bookings' },
  { measure: 'room_bookings', feature: 'rooms', noun: 'room bookings' },
  { measure: 'employee_check_ins', feature: 'employee_check_ins', noun: 'employee check-ins' },
];

/** What is fixed when a book is first scored with history, always by the published scorecard. */
export interface SetUp {
  readonly thresholds: Thresholds;
  readonly scales: Scales;
}

/**
 * The settings a profile stands for. Thresholds are kept as odds against the book's average, which is what a band is
 * shown as: another base rate moves chances and leaves the bands where they are.
 * @param setUp null before the book had enough history
 */
export function settingsOf(profile: ScoreProfile, setUp: SetUp | null): ScoreSettings {
  const { annual_churn: annualChurn, adoption_weights: w, risk_weights } = profile;
  const plain = TERM_CODES.every((code) => risk_weights[code] === 1);
  return {
    version: profileVersion(profile),
    horizonDays: HORIZON_DAYS,
    annualChurn,
    weights: {
      level: w.level / 100,
      reach: w.reach / 100,
      breadth: w.breadth / 100,
      trend: w.trend / 100,
      regularity: w.regularity / 100,
      admin: w.admin / 100,
    },
    factors: plain ? undefined : risk_weights,
    scales: setUp?.scales ?? null,
    thresholds: thresholdsOf(profile, setUp),
    activities: ACTIVITIES,
  };
}

function thresholdsOf(profile: ScoreProfile, setUp: SetUp | null): Thresholds | null {
  const average = averageLogit(profile.annual_churn);
  if (profile.thresholds) {
    const { elevated, high } = profile.thresholds;
    return { elevated: average + Math.log(elevated), high: average + Math.log(high) };
  }
  const usual = averageLogit(DEFAULT_PROFILE.annual_churn);
  if (!setUp || average === usual) return setUp?.thresholds ?? null;
  const { elevated, high } = setUp.thresholds;
  return { elevated: elevated + (average - usual), high: high + (average - usual) };
}

/** Log-odds of the average office that a yearly churn stands for. */
export function averageLogit(annualChurn: number): number {
  const p = horizonProbability(annualChurn, HORIZON_DAYS);
  return Math.log(p / (1 - p));
}

export const DEFAULT_SETTINGS: ScoreSettings = settingsOf(DEFAULT_PROFILE, null);
