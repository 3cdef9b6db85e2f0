/** What a score looks like to everyone who reads one: screens, reports, the command line. Formulas: shared/scoring. */

/** Life-cycle states, decided before any score. Only `scored` and `onboarding` offices carry numbers of today. */
export const STATES = [
  'scored',
  'onboarding',
  'not_live',
  'notice',
  'closed',
  'silent',
  'not_enough_data',
  'excluded',
] as const;
export type State = (typeof STATES)[number];

export const BANDS = ['low', 'elevated', 'high'] as const;
export type Band = (typeof BANDS)[number];

/** One component of adoption. The points of all parts sum to the score. */
export interface Part {
  readonly code: string;
  /** One plain sentence built from the same numbers as the points. */
  readonly text: string;
  /** The raw quantity, in the unit the text names; null where it is not available. */
  readonly value: number | null;
  /** Share of the 0–100 score, in points. */
  readonly points: number;
  /** 0–100 score of this component alone; null where not available (it then counts as a neutral 50). */
  readonly score: number | null;
  /** Weight after renormalising over the applicable components, 0–1. */
  readonly weight: number;
  /** Data quality 0–1. */
  readonly quality: number;
}

/** One term of churn risk. `baseline + Σ points = logit`; `peerBaseline + Σ contribution = logit`. */
export interface Reason {
  readonly code: string;
  readonly text: string;
  readonly value: number | null;
  /** Log-odds points of the term (scoring table); 0 when the term is not available. */
  readonly points: number;
  /** Points minus the median of the peers' points: what makes this office unlike the others. */
  readonly contribution: number;
  /** False when an input is missing: the term is then left out, never approximated. */
  readonly available: boolean;
}

export interface Adoption {
  /** 0–100 */
  readonly score: number;
  /** 80 % band */
  readonly low: number;
  readonly high: number;
  /** Σ w·q / Σ w, 0–1 */
  readonly confidence: number;
  readonly parts: readonly Part[];
}

export interface Risk {
  readonly logit: number;
  /** η0 of the book. */
  readonly baseline: number;
  /** η0 plus the peers' median points. */
  readonly peerBaseline: number;
  /** Odds relative to the book average: 2.3 = 2.3× the book average. */
  readonly odds: number;
  /** Settled: it is evaluated every second Sunday, and rises in between where that is urgent (shared/scoring/hysteresis.ts). */
  readonly band: Band;
  /** What the day's logit alone would say. */
  readonly dayBand: Band;
  /** Exponential mean of the logits of the evaluations and the day, which the band follows. */
  readonly smoothed: number;
  /** Null until the model is calibrated on outcomes. */
  readonly probability: number | null;
  readonly reasons: readonly Reason[];
}

/** Something a reader must know beside the number: stale source, stuck feed, possible closure … */
export interface Flag {
  readonly code: string;
  readonly text: string;
}

export interface Score {
  readonly state: State;
  /** Why the office is in this state, in one sentence. */
  readonly stateText: string;
  readonly adoption: Adoption | null;
  readonly risk: Risk | null;
  readonly flags: readonly Flag[];
  /** Percentile (mid-rank) of adoption among peers of other companies; null below the floor of 30 offices from 8 companies. */
  readonly peers: Peers | null;
}

export interface Peers {
  readonly n: number;
  readonly companies: number;
  /** What the group shares after back-off, e.g. `['industry', 'size', 'plan']`. */
  readonly sharing: readonly string[];
  /** 0–100, null when this office has no adoption score. */
  readonly percentile: number | null;
  readonly medianAdoption: number;
  /** Median raw change of visitors over the peers, as a ratio − 1; null when not available. */
  readonly visitorsChange: number | null;
}
