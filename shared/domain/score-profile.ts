/**
 * What a person may set about the scores. Codes are those of the scorecard (shared/scoring); a profile is exchanged as
 * JSON, and its version goes on every score and file that was made with it.
 */

/** Parts of adoption, in their order on screen. Weights are shares of a sum: only their proportions matter. */
export const PART_CODES = ['level', 'reach', 'breadth', 'trend', 'regularity', 'admin'] as const;
export type ProfilePart = (typeof PART_CODES)[number];

/** Terms of churn risk. A weight multiplies the points of the scorecard: 1 as published, 0 off. */
export const TERM_CODES = [
  'trend',
  'silence',
  'adoption',
  'breadth_change',
  'hosts_trend',
  'admin_trend',
  'sev1',
  'tickets',
  'nps',
  'overdue',
  'sibling_churn',
  'renewal',
  'stalled',
  'tenure',
  'contraction',
] as const;
export type ProfileTerm = (typeof TERM_CODES)[number];

/** Odds of a notice, as multiples of the book's average, from which an office is in a band. */
export interface BandMultiples {
  readonly elevated: number;
  readonly high: number;
}

export interface ScoreProfile {
  readonly schema: 1;
  /** Share of offices that give notice in a year, as declared. */
  readonly annual_churn: number;
  readonly adoption_weights: Readonly<Record<ProfilePart, number>>;
  readonly risk_weights: Readonly<Record<ProfileTerm, number>>;
  /** Null: as they were fixed when the book was first scored with enough history (top 5% and top 20%). */
  readonly thresholds: BandMultiples | null;
}

export const DEFAULT_PROFILE: ScoreProfile = {
  schema: 1,
  annual_churn: 0.12,
  adoption_weights: { level: 25, reach: 20, breadth: 20, trend: 15, regularity: 10, admin: 10 },
  risk_weights: {
    trend: 1,
    silence: 1,
    adoption: 1,
    breadth_change: 1,
    hosts_trend: 1,
    admin_trend: 1,
    sev1: 1,
    tickets: 1,
    nps: 1,
    overdue: 1,
    sibling_churn: 1,
    renewal: 1,
    stalled: 1,
    tenure: 1,
    contraction: 1,
  },
  thresholds: null,
};

/** What each number may be, both ends included. */
export const LIMITS = {
  annual_churn: { min: 0.001, max: 0.6 },
  adoption_weight: { min: 0, max: 100 },
  risk_weight: { min: 0, max: 3 },
  threshold: { min: 0.2, max: 50 },
} as const;

/** The published scorecard. Rises with every change of a rule or number that is not in a profile. */
export const SCORECARD = 'scorecard-2';

/** Two profiles that say the same have the same version, on every computer; the default has the scorecard's own. */
export function profileVersion(profile: ScoreProfile): string {
  const text = canonical(profile);
  return text === canonical(DEFAULT_PROFILE) ? SCORECARD : `${SCORECARD}+${fingerprint(text)}`;
}

export const sameProfile = (a: ScoreProfile, b: ScoreProfile): boolean =>
  canonical(a) === canonical(b);

/** The numbers alone, in a fixed order. */
function canonical(profile: ScoreProfile): string {
  const { annual_churn, adoption_weights, risk_weights, thresholds } = profile;
  return JSON.stringify([
    annual_churn,
    PART_CODES.map((code) => adoption_weights[code]),
    TERM_CODES.map((code) => risk_weights[code]),
    thresholds && [thresholds.elevated, thresholds.high],
  ]);
}

/** FNV-1a of 64 bits (Fowler, Noll, Vo; RFC 9923), the first eight hexadecimal digits: tells profiles apart, guards nothing. */
function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0').slice(0, 8);
}

/** A profile that was put in force. */
export interface AppliedProfile {
  readonly id: number;
  /** ISO time. */
  readonly at: string;
  /** Who sat at this computer. */
  readonly by: string;
  readonly what: 'apply' | 'reset' | 'undo';
  readonly reason: string;
  readonly version: string;
  readonly profile: ScoreProfile;
  /** What differs from the one before, phrases. */
  readonly changes: readonly string[];
}
