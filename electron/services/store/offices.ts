import { refuse } from '../../../shared/contracts/problem.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import type { OfficeRow } from '../../../shared/domain/office.ts';
import type {
  Adoption,
  Band,
  Flag,
  Peers,
  Reason,
  Part,
  State,
} from '../../../shared/domain/score.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';

/** One row of location ⨝ company ⨝ score ⨝ usage. */
export interface JoinedRow {
  ord: number;
  company_id: string;
  company_name: string;
  location_id: string;
  location_name: string;
  csm_email: string | null;
  csm_name: string | null;
  segment: string | null;
  industry: string | null;
  plan: string | null;
  city: string | null;
  country_code: string | null;
  region: string | null;
  employees: number | null;
  location_arr: number | null;
  currency: string | null;
  renewal_on: string | null;
  location_opened_on: string | null;
  last_active_at: string | null;
  day: number;
  state: State | null;
  state_text: string | null;
  adoption: number | null;
  adoption_low: number | null;
  adoption_high: number | null;
  confidence: number | null;
  logit: number | null;
  baseline: number | null;
  peer_baseline: number | null;
  odds: number | null;
  band: Band | null;
  day_band: Band | null;
  smoothed: number | null;
  probability: number | null;
  why: string | null;
  peer_percentile: number | null;
  flag_count: number | null;
  visitors_28d: number | null;
  visitors_change: number | null;
  features_used: number | null;
  features_enabled: number | null;
  trend: string | null;
  /** Day number; set once two deliveries in a row lack the office. */
  missing_since: number | null;
  parts: string | null;
  reasons: string | null;
  peers: string | null;
  flags: string | null;
}

const JOINED = `
SELECT l.ord, l.company_id, c.company_name, l.location_id, l.location_name, c.csm_email, c.csm_name,
  c.segment, c.industry, c.plan, l.city, l.country_code, l.region, l.employees, l.location_arr,
  c.currency, c.renewal_on, l.location_opened_on, l.last_active_at, l.day, l.missing_since,
  s.state, s.state_text, s.adoption, s.adoption_low, s.adoption_high, s.confidence, s.logit,
  s.baseline, s.peer_baseline, s.odds, s.band, s.day_band, s.smoothed, s.probability, s.why, s.peer_percentile, s.flag_count,
  u.visitors_28d, u.visitors_change, u.features_used, u.features_enabled, u.trend,
  s.parts, s.reasons, s.peers, s.flags
FROM location l
JOIN company c ON c.company_id = l.company_id
LEFT JOIN score s ON s.ord = l.ord
LEFT JOIN usage u ON u.ord = l.ord`;

const UNSCORED = 'Scores are written as soon as the first day is in.';

function parsed<T>(json: string | null, otherwise: T): T {
  return json === null ? otherwise : (JSON.parse(json) as T);
}

function adoptionOf(r: JoinedRow): Adoption | null {
  if (r.adoption === null || r.adoption_low === null || r.adoption_high === null) return null;
  return {
    score: r.adoption,
    low: r.adoption_low,
    high: r.adoption_high,
    confidence: r.confidence ?? 0,
    parts: parsed<Part[]>(r.parts, []),
  };
}

function riskOf(r: JoinedRow): OfficeRow['risk'] {
  if (r.logit === null || r.baseline === null || r.odds === null || r.band === null) return null;
  return {
    logit: r.logit,
    baseline: r.baseline,
    peerBaseline: r.peer_baseline ?? r.baseline,
    odds: r.odds,
    band: r.band,
    dayBand: r.day_band ?? r.band,
    smoothed: r.smoothed ?? r.logit,
    probability: r.probability,
    reasons: parsed<Reason[]>(r.reasons, []),
  };
}

export function rowToOffice(r: JoinedRow): OfficeRow {
  return {
    company_id: r.company_id,
    company_name: r.company_name,
    location_id: r.location_id,
    location_name: r.location_name,
    csm_email: r.csm_email,
    country_code: r.country_code,
    city: r.city,
    segment: r.segment,
    plan: r.plan,
    employees: r.employees,
    arr: r.location_arr,
    currency: r.currency,
    renewal_on: r.renewal_on,
    last_active_at: r.last_active_at,
    ds: formatDay(r.day),
    state: r.state ?? 'not_enough_data',
    state_text: r.state_text ?? UNSCORED,
    adoption: adoptionOf(r),
    risk: riskOf(r),
    peers: parsed<Peers | null>(r.peers, null),
    flags: parsed<Flag[]>(r.flags, []),
    why: r.why,
  };
}

export interface OfficeQuery {
  readonly csm?: string | undefined;
  readonly company?: string | undefined;
  readonly sort: 'risk' | 'adoption' | 'arr';
  readonly limit?: number | undefined;
}

/** Highest risk, lowest adoption or highest ARR first; offices without the number last; ties by key, so that order is stable. */
const ORDER: Readonly<Record<OfficeQuery['sort'], string>> = {
  risk: 's.logit DESC NULLS LAST',
  adoption: 's.adoption ASC NULLS LAST',
  arr: 'l.location_arr DESC NULLS LAST',
};

/** Offices that are delivered: one that two deliveries in a row lack is found by its id, and not listed. */
export function readOffices(db: ReadableDB, query: OfficeQuery): readonly OfficeRow[] {
  // A condition that may not apply keeps SQLite from using the index of one that does.
  const ofCompany = query.company === undefined ? '' : 'AND l.company_id = @company';
  const rows = all<JoinedRow>(
    db,
    `${JOINED}
     WHERE l.missing_since IS NULL AND (@csm IS NULL OR c.csm_email = @csm COLLATE NOCASE) ${ofCompany}
     ORDER BY ${ORDER[query.sort]}, l.company_id, l.location_id LIMIT @limit`,
    { csm: query.csm ?? null, company: query.company ?? null, limit: query.limit ?? -1 },
  );
  return rows.map(rowToOffice);
}

/** The one office with this id; refuses when there is none, or when two accounts use the same id. */
export function findOffice(
  db: ReadableDB,
  key: { readonly companyId?: string | undefined; readonly locationId: string },
): JoinedRow {
  const rows = all<JoinedRow>(
    db,
    `${JOINED} WHERE l.location_id = @location AND (@company IS NULL OR l.company_id = @company)`,
    { location: key.locationId, company: key.companyId ?? null },
  );
  const [row, other] = rows;
  if (!row)
    throw refuse('not_found', `No office has the id ${key.locationId}.`, {
      stillWorks: 'The other offices are unaffected.',
      next: 'It is not in your book or not yet synced: check the id, or sync.',
    });
  if (other)
    throw refuse(
      'ambiguous',
      `${rows.length} accounts have an office with the id ${key.locationId}: ${rows.map((r) => r.company_id).join(', ')}.`,
      { next: 'Name the account as well (--company ID).' },
    );
  return row;
}
