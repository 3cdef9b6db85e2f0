import type { FeatureUse } from './office.ts';
import type { Band, State } from './score.ts';

/** What stands behind the numbers of one account's page. */

/** One part of adoption over the account: the offices' points, weighted as its adoption is. They sum to it. */
export interface AccountPart {
  readonly code: string;
  readonly points: number;
  /** The most it could give. */
  readonly most: number;
  /** The office most of the missing points are missing at; null where none are. */
  readonly shortest: {
    readonly location_id: string;
    readonly location_name: string;
    /** Of the missing points, 0–1. */
    readonly share: number;
    readonly text: string;
  } | null;
}

/** One office's use of one feature. `low`: used, at under a quarter of the account's median by head. */
export interface HeatCell {
  readonly status: FeatureUse['status'] | 'low';
  /** Uses of 28 days; null = no data. */
  readonly events: number | null;
}

export interface HeatRow {
  readonly location_id: string;
  readonly location_name: string;
  readonly employees: number | null;
  readonly state: State | null;
  readonly band: Band | null;
  readonly odds: number | null;
  readonly adoption: number | null;
  /** Employees × (peer reach − reach), where positive; null where it is not known. */
  readonly idleSeats: number | null;
  /** A person left it out of the account's numbers. */
  readonly leftOut: boolean;
  /** In the order of the features. */
  readonly cells: readonly HeatCell[];
  readonly used: number;
  readonly enabled: number;
}

export interface HeatFeature {
  readonly key: string;
  readonly using: number;
  readonly enabled: number;
  readonly entitled: number;
  readonly events: number;
}

/** An office whose use changed beyond doubt: the likely range lies on one side. */
export interface Mover {
  readonly location_id: string;
  readonly location_name: string;
  /** Against the calendar, as a ratio − 1. */
  readonly change: number;
  readonly low: number;
  readonly high: number;
  readonly text: string;
}

/** Where the account's adoption stands among accounts of other companies alike. */
export interface AccountPeers {
  readonly n: number;
  readonly alike: string;
  readonly own: number;
  /** Adoption of each, ascending, without names. */
  readonly values: readonly number[];
  /** Mid-rank, 0–100. */
  readonly percentile: number;
}

export interface AccountEvidence {
  readonly ds: string;
  readonly parts: readonly AccountPart[];
  readonly features: readonly HeatFeature[];
  readonly rows: readonly HeatRow[];
  readonly up: readonly Mover[];
  readonly down: readonly Mover[];
  /** Null below eight accounts alike. */
  readonly peers: AccountPeers | null;
  /** Visitors of all counted offices by day, oldest first; null = too few offices known on that day. */
  readonly visitors: { readonly from: string; readonly values: readonly (number | null)[] };
  /** Corrected days of visitors, ISO. */
  readonly restated: readonly string[];
}
