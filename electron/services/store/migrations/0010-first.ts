import type { Migration } from '../../sqlite/migrate.ts';

/**
 * Days are day numbers (days since 1970-01-01) in keys; dates and times that people read are ISO text.
 * `location` and `company` hold the newest row of each as delivered; the days before are behind `history`.
 */
export const first: Migration = {
  version: 10,
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('dataset_version', '0');

-- Every delivery looked at, newest attempt last.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('published', 'unchanged', 'held', 'failed')),
  reason TEXT,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  source TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_day ON delivery (day, run_id);

-- The run each day's data came from; written in the transaction that publishes the day.
CREATE TABLE applied_run (
  day INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rows INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  source TEXT NOT NULL,
  published_at TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

-- Rows that could not be read, DuckDB's reject table being the model.
CREATE TABLE set_aside (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  file TEXT NOT NULL,
  record INTEGER NOT NULL,
  byte_offset INTEGER NOT NULL,
  column_name TEXT,
  reason TEXT NOT NULL,
  value TEXT
) STRICT;
CREATE INDEX set_aside_day ON set_aside (day);

CREATE TABLE company (
  ord INTEGER PRIMARY KEY,
  company_id TEXT NOT NULL UNIQUE,
  day INTEGER NOT NULL,
  company_name TEXT NOT NULL,
  parent_company_id TEXT,
  csm_email TEXT,
  csm_name TEXT,
  segment TEXT,
  industry TEXT,
  plan TEXT,
  company_arr REAL,
  currency TEXT,
  contract_start_on TEXT,
  renewal_on TEXT,
  auto_renew INTEGER,
  contract_term_months INTEGER,
  notice_days INTEGER,
  paid_locations INTEGER,
  invoice_overdue_days INTEGER,
  amount_overdue REAL,
  last_csm_contact_on TEXT,
  sponsor_left_on TEXT,
  nps INTEGER,
  nps_responded_on TEXT,
  usage_as_of TEXT,
  support_as_of TEXT,
  billing_as_of TEXT,
  crm_as_of TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX company_csm ON company (csm_email);

CREATE TABLE location (
  ord INTEGER PRIMARY KEY,
  company_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  location_name TEXT NOT NULL,
  location_arr REAL,
  city TEXT,
  country_code TEXT,
  region TEXT,
  timezone TEXT,
  latitude REAL,
  longitude REAL,
  location_status TEXT NOT NULL,
  location_opened_on TEXT,
  licensed_on TEXT,
  cancellation_notice_on TEXT,
  cancelled_on TEXT,
  cancellation_reason TEXT,
  employees INTEGER,
  last_active_at TEXT,
  ml_churn_score REAL,
  ml_scored_on TEXT,
  is_open_day INTEGER,
  visitors INTEGER,
  invites INTEGER,
  deliveries INTEGER,
  employee_check_ins INTEGER,
  desk_bookings INTEGER,
  room_bookings INTEGER,
  active_hosts INTEGER,
  active_hosts_28d INTEGER,
  admin_logins INTEGER,
  devices INTEGER,
  devices_online INTEGER,
  tickets_open INTEGER,
  tickets_opened INTEGER,
  tickets_sev1_open INTEGER,
  tickets_sev1_opened INTEGER,
  csat REAL,
  features TEXT NOT NULL,
  extra TEXT,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  source_run TEXT NOT NULL,
  source_file TEXT NOT NULL,
  source_record INTEGER NOT NULL,
  version INTEGER NOT NULL,
  UNIQUE (company_id, location_id)
) STRICT;
CREATE INDEX location_id ON location (location_id);

CREATE TABLE measure (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

-- One measure of one day over all offices by ordinal: see history.ts.
CREATE TABLE history (
  day INTEGER NOT NULL,
  measure INTEGER NOT NULL REFERENCES measure (id),
  width INTEGER NOT NULL CHECK (width IN (1, 2, 4, 8)),
  data BLOB NOT NULL,
  UNIQUE (measure, day)
) STRICT;
CREATE INDEX history_day ON history (day);

CREATE TABLE score (
  ord INTEGER PRIMARY KEY REFERENCES location (ord),
  day INTEGER NOT NULL,
  state TEXT NOT NULL,
  state_text TEXT NOT NULL,
  adoption REAL,
  adoption_low REAL,
  adoption_high REAL,
  confidence REAL,
  logit REAL,
  baseline REAL,
  peer_baseline REAL,
  odds REAL,
  band TEXT,
  probability REAL,
  why TEXT,
  peer_percentile REAL,
  flag_count INTEGER NOT NULL,
  settings TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- Long texts last: a list reads the columns before them without following their pages.
  parts TEXT,
  reasons TEXT,
  peers TEXT,
  flags TEXT NOT NULL
) STRICT;
CREATE INDEX score_logit ON score (logit);
CREATE INDEX score_adoption ON score (adoption);

-- Sums over recent days for the tables, written with the scores.
CREATE TABLE usage (
  ord INTEGER PRIMARY KEY REFERENCES location (ord),
  visitors_28d REAL,
  visitors_change REAL,
  features_used INTEGER,
  features_enabled INTEGER,
  feature_events TEXT NOT NULL,
  trend TEXT NOT NULL
) STRICT;

-- Who uses which feature, by account; written with the scores.
CREATE TABLE feature_use (
  feature TEXT NOT NULL,
  company_id TEXT NOT NULL,
  offices INTEGER NOT NULL,
  entitled INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  used INTEGER NOT NULL,
  events REAL NOT NULL,
  PRIMARY KEY (feature, company_id)
) STRICT, WITHOUT ROWID;

-- Settings a score was computed with; thresholds are fixed when first set.
CREATE TABLE score_profile (
  settings TEXT PRIMARY KEY,
  day INTEGER NOT NULL,
  profile TEXT NOT NULL
) STRICT;

-- Kept for good: per office and four weeks, the scoring facts as they were known (float32 values named by fact_set).
CREATE TABLE fact_set (id INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE scoring_snapshot (
  ord INTEGER NOT NULL REFERENCES location (ord),
  period INTEGER NOT NULL,
  day INTEGER NOT NULL,
  known_at TEXT NOT NULL,
  state TEXT NOT NULL,
  cancellation_notice_on TEXT,
  cancelled_on TEXT,
  cancellation_reason TEXT,
  settings TEXT NOT NULL,
  fact_set INTEGER NOT NULL REFERENCES fact_set (id),
  facts BLOB NOT NULL,
  PRIMARY KEY (ord, period)
) STRICT, WITHOUT ROWID;
`,
};
