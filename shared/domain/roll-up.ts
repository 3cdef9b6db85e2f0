import type { Band } from './score.ts';

/** Offices of one kind, by count and by what they pay. */
export interface Share {
  readonly offices: number;
  /** Yearly, of those whose ARR is allocated. */
  readonly arr: number;
}

export interface WorstOffice {
  readonly location_id: string;
  readonly location_name: string;
  readonly band: Band;
  readonly odds: number;
  readonly logit: number;
  readonly arr: number | null;
}

/** Why an account's adoption moved: `real + mix + entries + exits = to − from`. In points of adoption. */
export interface AdoptionChange {
  /** Day of the evaluation it is compared with, ISO. */
  readonly since: string;
  readonly from: number;
  readonly to: number;
  /** What the offices did that are in both. */
  readonly real: number;
  /** How their weights moved. */
  readonly mix: number;
  readonly entries: number;
  readonly exits: number;
  /** The account moved one way and its offices the other: the mix did it (Simpson's paradox). */
  readonly mix_effect: boolean;
}

/** The scores of an account's offices taken together. Company-level measures stand beside it, never in it. */
export interface RollUp {
  /** Weighted mean; null when no office has a score. */
  readonly adoption: number | null;
  /** Weighted means of the ends of the offices' 80 % bands: nothing is assumed to cancel out. */
  readonly adoption_low: number | null;
  readonly adoption_high: number | null;
  /** Weighted over all live offices; one without a score counts 0. */
  readonly confidence: number | null;
  /** By office where any scored one has no ARR of its own. */
  readonly weighted_by: 'arr' | 'office';
  /** Never better than its worst office: what an account is shown as. Null when no office carries a risk. */
  readonly standing: Band | null;
  readonly bands: Readonly<Record<Band, Share>>;
  /** Gave notice: in no band and not at risk, but leaving. */
  readonly notice: Share;
  /** Live, without a risk. */
  readonly unjudged: Share;
  /** Σ ARR × chance of a notice within the horizon, as the scorecard has it; null when no judged office has an ARR. */
  readonly arr_at_risk: number | null;
  /** True once chances are calibrated on outcomes; until then they rank, and say little of the amount. */
  readonly calibrated: boolean;
  /** Bounds of the chance that at least one office leaves: offices of an account do not decide independently. */
  readonly leave_low: number | null;
  readonly leave_high: number | null;
  /** Up to five offices, highest risk first. */
  readonly worst: readonly WorstOffice[];
  readonly live_offices: number;
  /** Paid licences without a live office; null where licences are not delivered. */
  readonly unused_licences: number | null;
  /** Live offices beyond the paid licences. */
  readonly offices_beyond_licences: number | null;
  /** Against the evaluation that lies nearest to four weeks ago; null where there is none. */
  readonly change: AdoptionChange | null;
}
