import type { Scales, Thresholds } from './book.ts';

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
  /** Null: estimated from the book. */
  readonly scales: Scales | null;
  /** Null: set by this scoring. */
  readonly thresholds: Thresholds | null;
  readonly activities: readonly Activity[];
}

export const DEFAULT_SCALES: Scales = { level: 0.85, reach: 0.5, admin: 0.65 };

export const DEFAULT_SETTINGS: ScoreSettings = {
  version: 'scorecard-1',
  horizonDays: 90,
  annualChurn: 0.12,
  weights: { level: 0.25, reach: 0.2, breadth: 0.2, trend: 0.15, regularity: 0.1, admin: 0.1 },
  scales: null,
  thresholds: null,
  activities: [
    { measure: 'visitors', feature: 'visitor_sign_in', noun: 'visitors' },
    { measure: 'deliveries', feature: 'deliveries', noun: 'deliveries' },
    { measure: 'desk_bookings', feature: 'desks', noun: 'desk bookings' },
    { measure: 'room_bookings', feature: 'rooms', noun: 'room bookings' },
    { measure: 'employee_check_ins', feature: 'employee_check_ins', noun: 'employee check-ins' },
  ],
};
