import type { Band, State } from './score.ts';

/** What stands behind the numbers of one office's page: facts, days, peers and sister offices. */

/** How a fact reads: `ratio` 0.42 = +42 %, `share` 0.42 = 42 %, `surprise` 2.6 = 1 in 400. */
export type FactUnit =
  | 'count'
  | 'share'
  | 'ratio'
  | 'days'
  | 'years'
  | 'rate'
  | 'score'
  | 'surprise';

export interface EvidenceFact {
  readonly name: string;
  readonly unit: FactUnit;
  readonly value: number | null;
  /** Median of the peers that have it; null without peers. */
  readonly peers: number | null;
}

/** The delivered days a fact was counted from. */
export interface EvidenceDays {
  /** Measures of the history. */
  readonly measures: readonly string[];
  /** ISO, both included. */
  readonly from: string;
  readonly to: string;
  /** Days of the window with a value of the first measure. */
  readonly delivered: number;
}

export interface Evidence {
  /** Code of the part or term of the score. */
  readonly code: string;
  /** How the facts become points, in a sentence. */
  readonly how: string;
  readonly facts: readonly EvidenceFact[];
  readonly days: EvidenceDays | null;
  /** Columns of the office's newest row it was read from. */
  readonly columns: readonly string[];
  /** The clock of their source. */
  readonly source: 'usage' | 'support' | 'billing' | 'crm';
}

/** One number on the page's cards, against itself, the peers and the account. */
export interface CardNumber {
  readonly code: 'adoption' | 'visitors' | 'reach' | 'features';
  readonly value: number | null;
  /** The same at an earlier time; null where it was not kept. */
  readonly before: number | null;
  /** ISO: when `before` was. */
  readonly since: string | null;
  readonly peers: number | null;
  /** Median of the account's scored offices, this one included; null below three. */
  readonly account: number | null;
}

/** An office of the same account, with what is compared side by side. */
export interface Sister {
  readonly location_id: string;
  readonly location_name: string;
  readonly city: string | null;
  readonly employees: number | null;
  readonly adoption: number | null;
  readonly band: Band | null;
  readonly odds: number | null;
  readonly state: State | null;
  readonly visitors28: number | null;
  /** Hosts of 28 days ÷ employees. */
  readonly reach: number | null;
  readonly featuresUsed: number | null;
  readonly featuresEnabled: number | null;
  readonly logins84: number | null;
  /** Visitors per week, as in the tables. */
  readonly trend: string | null;
}

/** How many sister offices use a feature, of those that have it switched on, in 28 days. */
export interface SisterUse {
  readonly using: number;
  readonly enabled: number;
}

/** A score as it was kept once in four weeks. */
export interface KeptScore {
  /** ISO. */
  readonly ds: string;
  readonly state: State;
  readonly adoption: number | null;
  readonly confidence: number | null;
  /** Churn risk in log-odds. */
  readonly logit: number | null;
  /** Version of the score's settings. */
  readonly settings: string;
}

export interface OfficeEvidence {
  /** Day of the data, ISO. */
  readonly ds: string;
  /** False where the facts of this day's score were not kept: an office without a score of today. */
  readonly kept: boolean;
  readonly peers: { readonly n: number; readonly companies: number } | null;
  readonly parts: readonly Evidence[];
  readonly terms: readonly Evidence[];
  readonly cards: readonly CardNumber[];
  /** Nearest in size, best adoption first; at most five. */
  readonly sisters: readonly Sister[];
  /** Other counted offices of the account. */
  readonly sisterCount: number;
  readonly self: Sister;
  readonly features: Readonly<Record<string, SisterUse>>;
  /** Oldest first. */
  readonly scores: readonly KeptScore[];
}

/** A delivered day of one office, with where it stands. */
export interface SourceDay {
  readonly ds: string;
  /** In the order asked for; null = not delivered. */
  readonly values: readonly (number | null)[];
  /** Null: not kept. */
  readonly file: string | null;
  readonly record: number | null;
  readonly runId: string | null;
}
