/**
 * The columns of `company_facts`, declared once: readers, the store, the sample and the screens all start here.
 * One row per company × location × day. Empty = unknown; 0 = measured zero.
 */
export type ColumnType =
  | 'id' // opaque text, never a number
  | 'text'
  | 'date'
  | 'timestamp'
  | 'integer'
  | 'decimal' // two places
  | 'real'
  | 'boolean';

/** Whose fact it is. `measure` columns are kept for every day, the others as last known. */
export type ColumnOf = 'key' | 'company' | 'location' | 'measure';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: ColumnOf;
  readonly required?: true;
}

const company = (name: string, type: ColumnType): Column => ({ name, type, of: 'company' });
const location = (name: string, type: ColumnType): Column => ({ name, type, of: 'location' });
const measure = (name: string, type: ColumnType = 'integer'): Column => ({
  name,
  type,
  of: 'measure',
});
const required = (column: Column): Column => ({ ...column, required: true });

export const COLUMNS: readonly Column[] = [
  { name: 'ds', type: 'date', of: 'key', required: true },
  { name: 'company_id', type: 'id', of: 'key', required: true },
  { name: 'location_id', type: 'id', of: 'key', required: true },
  required(company('company_name', 'text')),
  required(location('location_name', 'text')),
  company('parent_company_id', 'id'),
  company('csm_email', 'text'),
  company('csm_name', 'text'),
  company('segment', 'text'),
  company('industry', 'text'),
  company('plan', 'text'),
  company('company_arr', 'decimal'),
  location('location_arr', 'decimal'),
  company('currency', 'text'),
  company('contract_start_on', 'date'),
  company('renewal_on', 'date'),
  company('auto_renew', 'boolean'),
  company('contract_term_months', 'integer'),
  company('notice_days', 'integer'),
  company('paid_locations', 'integer'),
  company('invoice_overdue_days', 'integer'),
  company('amount_overdue', 'decimal'),
  company('last_csm_contact_on', 'date'),
  company('sponsor_left_on', 'date'),
  company('nps', 'integer'),
  company('nps_responded_on', 'date'),
  location('city', 'text'),
  location('country_code', 'text'),
  location('region', 'text'),
  location('timezone', 'text'),
  location('latitude', 'real'),
  location('longitude', 'real'),
  required(location('location_status', 'text')),
  location('location_opened_on', 'date'),
  location('licensed_on', 'date'),
  location('cancellation_notice_on', 'date'),
  location('cancelled_on', 'date'),
  location('cancellation_reason', 'text'),
  location('employees', 'integer'),
  measure('is_open_day', 'boolean'),
  measure('visitors'),
  measure('invites'),
  measure('deliveries'),
  measure('employee_check_ins'),
  measure('desk_bookings'),
  measure('room_bookings'),
  measure('active_hosts'),
  measure('active_hosts_28d'),
  measure('admin_logins'),
  measure('devices'),
  measure('devices_online'),
  location('last_active_at', 'timestamp'),
  measure('tickets_open'),
  measure('tickets_opened'),
  measure('tickets_sev1_open'),
  measure('tickets_sev1_opened'),
  measure('csat', 'real'),
  location('ml_churn_score', 'real'),
  location('ml_scored_on', 'date'),
  company('usage_as_of', 'timestamp'),
  company('support_as_of', 'timestamp'),
  company('billing_as_of', 'timestamp'),
  company('crm_as_of', 'timestamp'),
];

export const LOCATION_STATUSES = ['onboarding', 'active', 'closing', 'closed', 'test'] as const;

const FEATURE_COLUMN = /^feature_(.+)_(entitled|enabled|events)$/;
export type FeatureFact = 'entitled' | 'enabled' | 'events';

/** `feature_desks_events` → `{ key: 'desks', fact: 'events' }`. Features are discovered from column names. */
export function featureOf(column: string): { key: string; fact: FeatureFact } | undefined {
  const m = FEATURE_COLUMN.exec(column);
  return m ? { key: m[1] ?? '', fact: m[2] as FeatureFact } : undefined;
}

const BY_NAME = new Map(COLUMNS.map((column) => [column.name, column]));

/** The declared column, a discovered feature column, or undefined for a column we do not know. */
export function columnOf(name: string): Column | undefined {
  const known = BY_NAME.get(name);
  if (known) return known;
  const feature = featureOf(name);
  if (!feature) return undefined;
  return measure(name, feature.fact === 'events' ? 'integer' : 'boolean');
}
