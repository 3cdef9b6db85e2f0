import type {
  BookFacts,
  FeatureFacts,
  Grid,
  OfficeAttributes,
} from '../../../shared/scoring/book.ts';
import { WEEKS_BACK } from '../../../shared/scoring/hysteresis.ts';
import type { ScoreSettings } from '../../../shared/scoring/settings.ts';
import { parseDay, type Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { historyDays, measureNames, readWindows, type HistoryWindow } from '../store/history.ts';
import { earlierFacts, usualHeadcounts } from './earlier-facts.ts';
import { featuresOn } from './features.ts';
import { readArrBefore, type ArrBefore } from './snapshots.ts';

/** Two windows and the same season a year earlier. */
const ACTIVITY_DAYS = 448;
/** The longest window of the other measures (tickets, hosts 56 days ago with a week's grace), at each evaluation. */
const MEASURE_DAYS = 98 + 7 * WEEKS_BACK;

const MEASURES = ['active_hosts', 'active_hosts_28d', 'admin_logins', 'tickets_opened'];

/** Severe tickets opened, or, where only what is open is delivered, that. */
function severeTickets(db: ReadableDB): string {
  return measureNames(db).includes('tickets_sev1_opened')
    ? 'tickets_sev1_opened'
    : 'tickets_sev1_open';
}

/**
 * The facts of the book in the shape the scores are computed from. Offices stand at their ordinal.
 * @param offices for a day of the past, as they were known then
 * @param what `day`: without what only the evaluations of bands are made of
 */
export function gatherBook(
  db: ReadableDB,
  asOf: Day,
  settings: ScoreSettings,
  offices: readonly OfficeAttributes[] = gatherOffices(db, asOf),
  what: 'all' | 'day' = 'all',
): BookFacts {
  const oldest = historyDays(db)[0] ?? asOf;
  const since = (days: number): Day => Math.max(oldest, asOf - days + 1);
  const features = featuresOn(db, [asOf]).get(asOf) ?? [];
  const windows = readWindows(db, [
    { measures: activitiesNeeded(settings, features), from: since(ACTIVITY_DAYS), to: asOf },
    { measures: [...MEASURES, severeTickets(db)], from: since(MEASURE_DAYS), to: asOf },
  ]);
  const measures = new Map(windows.flatMap((window) => [...gridsOf(window)]));
  return {
    asOf,
    offices,
    measures,
    features,
    ...(what === 'all' ? { earlier: earlierFacts(db, asOf, oldest) } : {}),
    settings,
  };
}

function gridsOf({ firstDay, days, offices, measures }: HistoryWindow): Map<string, Grid> {
  return new Map(
    [...measures].map(([name, values]) => [name, { firstDay, days, offices, values }]),
  );
}

/** Only the first activity where every office has it in its plan: the others are long histories nobody asks for. */
function activitiesNeeded(settings: ScoreSettings, features: readonly FeatureFacts[]): string[] {
  const [first, ...others] = settings.activities;
  if (!first) return [];
  const plan = features.find((f) => f.key === first.feature);
  const missing = plan?.entitled.some((entitled) => entitled === 0) ?? false;
  return [first.measure, ...(missing ? others.map((a) => a.measure) : [])];
}

type AttributeRow = Readonly<Record<string, string | number | null>>;

function gatherOffices(db: ReadableDB, asOf: Day): readonly OfficeAttributes[] {
  const rows = all<AttributeRow>(
    db,
    `SELECT l.ord, l.company_id, l.location_id, l.location_arr, l.region, l.location_status,
       l.location_opened_on, l.licensed_on, l.cancellation_notice_on, l.cancelled_on, l.employees,
       l.last_active_at, l.first_day, l.day, c.segment, c.industry, c.plan, c.currency,
       c.contract_start_on, c.renewal_on, c.contract_term_months, c.notice_days,
       c.invoice_overdue_days, c.nps, c.nps_responded_on, c.usage_as_of, c.support_as_of,
       c.billing_as_of, c.crm_as_of
     FROM location l JOIN company c ON c.company_id = l.company_id ORDER BY l.ord`,
  );
  const arrBefore = readArrBefore(db, asOf);
  const usual = usualHeadcounts(db, asOf);
  const offices: OfficeAttributes[] = [];
  for (const row of rows) {
    const ord = Number(row.ord);
    // Ordinals are dense; a gap would shift every later office, so it is filled with one that counts nowhere.
    while (offices.length < ord) offices.push(NOBODY);
    const office = attributesOf(row, arrBefore.get(ord) ?? null);
    offices.push({ ...office, employeesBefore: usual(ord) });
  }
  return offices;
}

function attributesOf(row: AttributeRow, before: ArrBefore | null): OfficeAttributes {
  const text = (name: string) => (typeof row[name] === 'string' ? row[name] : null);
  const number = (name: string) => (typeof row[name] === 'number' ? row[name] : null);
  const day = (name: string) => parseDay((text(name) ?? '').slice(0, 10)) ?? null;
  return {
    companyId: text('company_id') ?? '',
    locationId: text('location_id') ?? '',
    segment: text('segment'),
    industry: text('industry'),
    plan: text('plan'),
    region: text('region'),
    employees: number('employees'),
    arr: number('location_arr'),
    status: text('location_status') ?? '',
    openedOn: day('location_opened_on'),
    licensedOn: day('licensed_on'),
    noticeOn: day('cancellation_notice_on'),
    cancelledOn: day('cancelled_on'),
    contractStartOn: day('contract_start_on'),
    renewalOn: day('renewal_on'),
    contractTermMonths: number('contract_term_months'),
    noticeDays: number('notice_days'),
    overdueDays: number('invoice_overdue_days'),
    nps: number('nps'),
    npsOn: day('nps_responded_on'),
    usageAsOf: day('usage_as_of'),
    supportAsOf: day('support_as_of'),
    billingAsOf: day('billing_as_of'),
    crmAsOf: day('crm_as_of'),
    firstSeen: number('first_day') ?? 0,
    lastSeen: number('day') ?? 0,
    lastActiveOn: day('last_active_at'),
    arrBefore: before !== null && before.currency === text('currency') ? before.arr : null,
  };
}

const NOBODY: OfficeAttributes = {
  ...attributesOf({}, null),
  status: 'test',
};
