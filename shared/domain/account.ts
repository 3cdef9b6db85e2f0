import type { Apart } from './csm-word.ts';
import type { FeatureUse, OfficeRow } from './office.ts';
import type { RollUp } from './roll-up.ts';

/** One account; numbers of its offices are counts and sums, never averages of averages. */
export interface AccountRow {
  readonly company_id: string;
  readonly company_name: string;
  readonly csm_email: string | null;
  readonly csm_name: string | null;
  readonly segment: string | null;
  readonly industry: string | null;
  readonly plan: string | null;
  /** Yearly, in `currency`. */
  readonly arr: number | null;
  readonly currency: string | null;
  readonly renewal_on: string | null;
  readonly paid_locations: number | null;
  readonly offices: number;
  readonly scored: number;
  readonly high: number;
  readonly elevated: number;
  readonly employees: number | null;
  /** ARR-weighted mean of the offices' adoption (by office where ARR is not allocated); null when none is scored. */
  readonly adoption: number | null;
  /** The office to talk about first. */
  readonly worst: {
    readonly location_id: string;
    readonly location_name: string;
    readonly logit: number;
  } | null;
  readonly last_active_at: string | null;
  readonly ds: string;
  /** Its offices' scores taken together; null before the first scoring. */
  readonly roll_up: RollUp | null;
  /** Offices a person left out, which count in none of these numbers; absent where there are none. */
  readonly apart?: Apart;
}

export interface AccountFeature extends Omit<FeatureUse, 'status' | 'lastUsedOn'> {
  readonly officesUsing: number;
  readonly officesEnabled: number;
  readonly officesEntitled: number;
}

export interface MissingOffice {
  readonly location_id: string;
  readonly location_name: string;
  /** The first delivered day without it, ISO. */
  readonly since: string;
}

export interface AccountDetail extends AccountRow {
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  /** By risk, highest first; offices without a number last. */
  readonly officeRows: readonly OfficeRow[];
  /** Offices that two deliveries in a row lack: in no count and no sum, by name. */
  readonly missing: readonly MissingOffice[];
  readonly features: readonly AccountFeature[];
}

/** Columns of `accounts.table`. */
export const ACCOUNT_COLUMNS = {
  key: 'text',
  company_id: 'text',
  company_name: 'text',
  csm_email: 'text',
  csm_name: 'text',
  segment: 'text',
  industry: 'text',
  plan: 'text',
  arr: 'number',
  currency: 'text',
  renewal_day: 'number',
  paid_locations: 'number',
  offices: 'number',
  scored: 'number',
  high: 'number',
  elevated: 'number',
  employees: 'number',
  adoption: 'number',
  worst_location_id: 'text',
  worst_location_name: 'text',
  worst_logit: 'number',
  last_active_day: 'number',
  /** 0–1 */
  confidence: 'number',
  /** Σ ARR × chance of a notice; ranks, until chances are calibrated. */
  arr_at_risk: 'number',
  unused_licences: 'number',
  /** Visitors per week, all offices, last 12 weeks, oldest first. */
  trend: 'text',
} as const satisfies Readonly<Record<string, 'number' | 'text'>>;
