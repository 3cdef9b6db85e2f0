import type { Adoption, Flag, Peers, Risk, State } from './score.ts';

/** One office as the command line and reports show it: names are the extract's own. */
export interface OfficeRow {
  readonly company_id: string;
  readonly company_name: string;
  readonly location_id: string;
  readonly location_name: string;
  readonly csm_email: string | null;
  readonly country_code: string | null;
  readonly city: string | null;
  readonly segment: string | null;
  readonly plan: string | null;
  readonly employees: number | null;
  /** Yearly, in `currency`; null = not allocated to this office. */
  readonly arr: number | null;
  readonly currency: string | null;
  readonly renewal_on: string | null;
  readonly last_active_at: string | null;
  /** Day the facts describe. */
  readonly ds: string;
  readonly state: State;
  readonly state_text: string;
  readonly adoption: Adoption | null;
  readonly risk: Risk | null;
  readonly peers: Peers | null;
  readonly flags: readonly Flag[];
  /** The two strongest reasons against the peers, in one line; null where nothing sets the office apart. */
  readonly why: string | null;
}

export interface FeatureUse {
  readonly key: string;
  readonly entitled: boolean | null;
  readonly enabled: boolean | null;
  /** Events over the last 28 days; null = no data. */
  readonly events28: number | null;
  readonly lastUsedOn: string | null;
  /** Share of peers (other companies, feature enabled) that used it in 28 days, 0–1; null below the peer floor. */
  readonly peerShare: number | null;
  readonly status: 'used' | 'unused' | 'off' | 'not_in_plan' | 'no_data';
}

/** The same with its history, as far back as that is kept. */
export interface FeatureHistory extends FeatureUse {
  readonly firstUsedOn: string | null;
  /** Uses per week, last 12 weeks, oldest first, joined by commas; empty place = no data. */
  readonly trend: string;
}

/** Everything the office page shows beside the series. */
export interface OfficeDetail extends OfficeRow {
  /** All attributes as last delivered, by column name. */
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  readonly features: readonly FeatureHistory[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The first delivered day without it, ISO, once two deliveries in a row lack it. */
  readonly missingSince: string | null;
  /** Where the newest row came from. */
  readonly source: { readonly file: string; readonly record: number; readonly runId: string };
  readonly scoreSettings: string | null;
  /** Measures with history, for `offices.series`. */
  readonly measures: readonly string[];
}

/** Columns of `offices.table`. `key` is `company_id` + U+001F + `location_id`. */
export const OFFICE_COLUMNS = {
  key: 'text',
  company_id: 'text',
  company_name: 'text',
  location_id: 'text',
  location_name: 'text',
  csm_email: 'text',
  csm_name: 'text',
  segment: 'text',
  industry: 'text',
  plan: 'text',
  city: 'text',
  country_code: 'text',
  region: 'text',
  employees: 'number',
  arr: 'number',
  currency: 'text',
  /** Day numbers. */
  renewal_day: 'number',
  opened_day: 'number',
  last_active_day: 'number',
  state: 'text',
  adoption: 'number',
  adoption_low: 'number',
  adoption_high: 'number',
  confidence: 'number',
  logit: 'number',
  odds: 'number',
  band: 'text',
  /** What the day's score alone would say; the band follows it every second Sunday. */
  day_band: 'text',
  /** `why` of the office: its strongest reasons in one line; without a score, its state in words. */
  reason: 'text',
  peer_percentile: 'number',
  visitors_28d: 'number',
  /** Raw ratio − 1 of the last 28 days against the 56 before, per day. */
  visitors_change: 'number',
  features_used: 'number',
  features_enabled: 'number',
  flags: 'number',
  /** Visitors per week, last 12 weeks, oldest first, joined by commas; empty place = no data. */
  trend: 'text',
} as const satisfies Readonly<Record<string, 'number' | 'text'>>;

/** One office among all: two companies may use the same location id. */
export function officeKeyOf(companyId: string, locationId: string): string {
  return `${companyId}\u001f${locationId}`;
}
