import { toColumns, type Columns } from '../../../shared/contracts/columns.ts';
import { refuse } from '../../../shared/contracts/problem.ts';
import {
  ACCOUNT_COLUMNS,
  type AccountDetail,
  type AccountRow,
} from '../../../shared/domain/account.ts';
import { COLUMNS } from '../../../shared/domain/company-facts.ts';
import { formatDay, parseDay, type Day } from '../../../shared/domain/day.ts';
import type { RollUp } from '../../../shared/domain/roll-up.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { accountFeatures } from './feature-use.ts';
import { datasetVersion } from './meta.ts';
import { readOffices, type OfficeQuery } from './offices.ts';

interface JoinedAccount {
  company_id: string;
  company_name: string;
  csm_email: string | null;
  csm_name: string | null;
  segment: string | null;
  industry: string | null;
  plan: string | null;
  company_arr: number | null;
  currency: string | null;
  renewal_on: string | null;
  paid_locations: number | null;
  day: number;
  offices: number;
  scored: number;
  high: number;
  elevated: number;
  employees: number | null;
  adoption: number | null;
  worst_location_id: string | null;
  worst_location_name: string | null;
  worst_logit: number | null;
  last_active_at: string | null;
  roll_up: string | null;
}

/**
 * Closed and excluded offices count nowhere, nor do those that two deliveries in a row lack. Adoption is weighted by ARR, by office where any ARR of the account is
 * not allocated: a mean over mixed weights would be neither. One account's offices are found by their index.
 */
const joined = (ofOne: boolean): string => `
WITH counted AS (
  SELECT l.*, s.adoption, s.logit, s.band, s.state
  FROM location l LEFT JOIN score s ON s.ord = l.ord
  WHERE l.missing_since IS NULL AND coalesce(s.state, '') NOT IN ('closed', 'excluded')${ofOne ? ' AND l.company_id = @company' : ''}
), worst AS (
  SELECT company_id, location_id, location_name, logit,
    row_number() OVER (PARTITION BY company_id ORDER BY logit DESC, location_id) AS place
  FROM counted WHERE logit IS NOT NULL
), summed AS (
  SELECT company_id, count(*) AS offices, count(adoption) AS scored,
    count(*) FILTER (WHERE band = 'high') AS high,
    count(*) FILTER (WHERE band = 'elevated') AS elevated,
    sum(employees) AS employees,
    CASE WHEN count(*) FILTER (WHERE adoption IS NOT NULL AND coalesce(location_arr, 0) <= 0) = 0
      THEN sum(adoption * location_arr) / sum(location_arr) FILTER (WHERE adoption IS NOT NULL)
      ELSE avg(adoption) END AS adoption,
    max(last_active_at) AS last_active_at
  FROM counted GROUP BY company_id
)
SELECT c.company_id, c.company_name, c.csm_email, c.csm_name, c.segment, c.industry, c.plan,
  c.company_arr, c.currency, c.renewal_on, c.paid_locations, c.day,
  coalesce(t.offices, 0) AS offices, coalesce(t.scored, 0) AS scored, coalesce(t.high, 0) AS high,
  coalesce(t.elevated, 0) AS elevated, t.employees, t.adoption,
  w.location_id AS worst_location_id, w.location_name AS worst_location_name, w.logit AS worst_logit,
  t.last_active_at, r.roll_up
FROM company c
LEFT JOIN account_roll_up r ON r.company_id = c.company_id
LEFT JOIN summed t ON t.company_id = c.company_id
LEFT JOIN worst w ON w.company_id = c.company_id AND w.place = 1`;

function rowToAccount(r: JoinedAccount): AccountRow {
  const {
    company_arr,
    worst_location_id,
    worst_location_name,
    worst_logit,
    day,
    roll_up,
    ...same
  } = r;
  return {
    ...same,
    arr: company_arr,
    worst:
      worst_location_id === null || worst_logit === null
        ? null
        : {
            location_id: worst_location_id,
            location_name: worst_location_name ?? worst_location_id,
            logit: worst_logit,
          },
    ds: formatDay(day),
    roll_up: rollUpIn(roll_up),
  };
}

const rollUpIn = (json: string | null): RollUp | null =>
  json === null ? null : (JSON.parse(json) as RollUp);

const ORDER: Readonly<Record<OfficeQuery['sort'], string>> = {
  risk: 'high DESC, worst_logit DESC NULLS LAST',
  adoption: 'adoption ASC NULLS LAST',
  arr: 'company_arr DESC NULLS LAST',
};

export function readAccounts(db: ReadableDB, query: OfficeQuery): readonly AccountRow[] {
  const rows = all<JoinedAccount>(
    db,
    `${joined(query.company !== undefined)}
     WHERE (@csm IS NULL OR c.csm_email = @csm COLLATE NOCASE) AND (@company IS NULL OR c.company_id = @company)
     ORDER BY ${ORDER[query.sort]}, c.company_id LIMIT @limit`,
    { csm: query.csm ?? null, company: query.company ?? null, limit: query.limit ?? -1 },
  );
  return rows.map(rowToAccount);
}

const dayNumber = (iso: string | null): number | null =>
  iso === null ? null : (parseDay(iso.slice(0, 10)) ?? null);

/** All accounts as columns. Sums over offices change with any of them, so a newer version always brings every row. */
export function readAccountTable(db: ReadableDB): Columns {
  const trends = trendsByCompany(db);
  const table = all<JoinedAccount>(db, joined(false)).map((r) => ({
    ...r,
    ...rolledColumns(rollUpIn(r.roll_up)),
    key: r.company_id,
    arr: r.company_arr,
    renewal_day: dayNumber(r.renewal_on),
    last_active_day: dayNumber(r.last_active_at),
    trend: trends.get(r.company_id) ?? null,
  }));
  return {
    version: datasetVersion(db),
    since: null,
    rows: table.length,
    removed: [],
    columns: toColumns(table, ACCOUNT_COLUMNS),
  };
}

function rolledColumns(rolled: RollUp | null) {
  return {
    confidence: rolled?.confidence ?? null,
    arr_at_risk: rolled?.arr_at_risk ?? null,
    unused_licences: rolled?.unused_licences ?? null,
  };
}

/** Weekly visitors of all offices of an account; a week in which no office is known stays a gap. */
function trendsByCompany(db: ReadableDB): ReadonlyMap<string, string> {
  const rows = all<{ company_id: string; trend: string }>(
    db,
    'SELECT l.company_id, u.trend FROM usage u JOIN location l ON l.ord = u.ord',
  );
  const sums = new Map<string, (number | null)[]>();
  for (const { company_id, trend } of rows) {
    const weeks = trend.split(',');
    const sum = sums.get(company_id) ?? weeks.map(() => null);
    weeks.forEach((week, i) => {
      if (week !== '') sum[i] = (sum[i] ?? 0) + Number(week);
    });
    sums.set(company_id, sum);
  }
  return new Map([...sums].map(([id, weeks]) => [id, weeks.map((n) => n ?? '').join(',')]));
}

function missingOffices(db: ReadableDB, companyId: string): AccountDetail['missing'] {
  return all<{ location_id: string; location_name: string; missing_since: Day }>(
    db,
    `SELECT location_id, location_name, missing_since FROM location
     WHERE company_id = ? AND missing_since IS NOT NULL ORDER BY missing_since DESC, location_id`,
    companyId,
  ).map(({ missing_since: since, ...office }) => ({ ...office, since: formatDay(since) }));
}

export function readAccountDetail(db: ReadableDB, companyId: string): AccountDetail {
  const [account] = readAccounts(db, { company: companyId, sort: 'risk' });
  const row = one<Record<string, string | number | null>>(
    db,
    'SELECT * FROM company WHERE company_id = ?',
    companyId,
  );
  if (!account || !row)
    throw refuse('not_found', `No account has the id ${companyId}.`, {
      stillWorks: 'The other accounts are unaffected.',
      next: 'It is not in your book or not yet synced: check the id, or sync.',
    });
  const attributes: Record<string, string | number | boolean | null> = {};
  for (const column of COLUMNS) {
    if (column.of !== 'company') continue;
    const value = row[column.name] ?? null;
    attributes[column.name] = column.type === 'boolean' && value !== null ? value === 1 : value;
  }
  return {
    ...account,
    attributes,
    officeRows: readOffices(db, { company: companyId, sort: 'risk' }),
    missing: missingOffices(db, companyId),
    features: accountFeatures(db, companyId),
  };
}
