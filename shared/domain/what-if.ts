import type { BandMultiples } from './score-profile.ts';
import type { Band } from './score.ts';

/** What a book would look like under another profile: shapes for everyone who shows or tells it. */

/** Offices by class, before and after. Class `i` reaches from `edges[i]` to below `edges[i + 1]`; the ends are open. */
export interface WhatIfHistogram {
  readonly edges: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export interface BandMove {
  readonly from: Band;
  readonly to: Band;
  readonly offices: number;
}

/** One office under both profiles. Numbers of adoption are null where there is none. */
export interface WhatIfOffice {
  readonly company_id: string;
  readonly company_name: string;
  readonly location_id: string;
  readonly location_name: string;
  /** Odds against the book's average. */
  readonly odds_before: number;
  readonly odds_after: number;
  readonly band_before: Band;
  readonly band_after: Band;
  readonly adoption_before: number | null;
  readonly adoption_after: number | null;
}

/** How the order of the offices on a past day agrees with the notices that came after it. */
export interface Catch {
  /** Notices among the tenth of the offices with the highest risk. */
  readonly top_tenth: number;
  /** Share of the notices in that tenth against a tenth of all: 1 = no better than chance. */
  readonly lift: number;
  /** Offices in the bands on that day, and the notices among them. */
  readonly high: { readonly offices: number; readonly notices: number };
  readonly elevated: { readonly offices: number; readonly notices: number };
}

export interface Caught {
  /** The past day, and the last on which a notice counts. ISO. */
  readonly ds: string;
  readonly until: string;
  /** Offices that carried a risk on the day, and notices of theirs in the time after it. */
  readonly offices: number;
  readonly notices: number;
  readonly before: Catch;
  readonly after: Catch;
}

export interface WhatIf {
  /** Dataset version. */
  readonly version: number;
  readonly ds: string;
  /** Versions of the settings. */
  readonly settings_before: string;
  readonly settings_after: string;
  readonly changes: readonly string[];
  /** Offices that carry a risk. */
  readonly offices: number;
  readonly bands_before: Readonly<Record<Band, number>>;
  readonly bands_after: Readonly<Record<Band, number>>;
  /** Offices that change their band, most first. */
  readonly moves: readonly BandMove[];
  /** As odds against the book's average; null while they are not fixed. */
  readonly thresholds_before: BandMultiples | null;
  readonly thresholds_after: BandMultiples | null;
  /** Odds against the book's average. */
  readonly risk: WhatIfHistogram;
  readonly adoption: WhatIfHistogram;
  /** Σ ARR × chance by currency, largest first. */
  readonly arr_at_risk: readonly {
    readonly currency: string;
    readonly before: number;
    readonly after: number;
  }[];
  /** The offices whose odds move most, at most ten; none where nothing moves. */
  readonly most: readonly WhatIfOffice[];
  /** Null where the history is too short or nobody gave notice. */
  readonly caught: Caught | null;
}
