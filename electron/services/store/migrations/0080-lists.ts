import type { Migration } from '../../sqlite/migrate.ts';

/**
 * The offices table as one flat row an office, written after each scoring: what filters and sorts run on, and what
 * anyone with an SQLite tool can read. Days are day numbers. `list_column` holds the same table, and that of accounts,
 * by columns, ready to be sent: float64 little endian with NaN for unknown, or uint32 places in a JSON dictionary.
 */
export const lists: Migration = {
  version: 80,
  sql: `
CREATE TABLE listed_office (
  ord INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  missing INTEGER NOT NULL,
  employees REAL,
  arr REAL,
  renewal_day REAL,
  opened_day REAL,
  last_active_day REAL,
  adoption REAL,
  adoption_low REAL,
  adoption_high REAL,
  confidence REAL,
  logit REAL,
  odds REAL,
  peer_percentile REAL,
  visitors_28d REAL,
  visitors_change REAL,
  features_used REAL,
  features_enabled REAL,
  flags REAL,
  state TEXT,
  band TEXT,
  segment TEXT,
  industry TEXT,
  plan TEXT,
  country_code TEXT,
  region TEXT,
  currency TEXT,
  csm_email TEXT,
  csm_name TEXT,
  city TEXT,
  key TEXT NOT NULL,
  company_id TEXT NOT NULL,
  company_name TEXT NOT NULL,
  location_id TEXT NOT NULL,
  location_name TEXT NOT NULL,
  reason TEXT,
  trend TEXT
) STRICT;
CREATE INDEX listed_office_version ON listed_office (version);
CREATE INDEX listed_office_logit ON listed_office (logit);
CREATE INDEX listed_office_adoption ON listed_office (adoption);
CREATE INDEX listed_office_arr ON listed_office (arr);
CREATE INDEX listed_office_name ON listed_office (location_name);
CREATE INDEX listed_office_account ON listed_office (company_name);
CREATE INDEX listed_office_company ON listed_office (company_id);
CREATE INDEX listed_office_csm ON listed_office (csm_email);

CREATE INDEX feature_use_company ON feature_use (company_id);
-- Sums of feature_use over all accounts: the peers of one are these without its own.
CREATE TABLE feature_total (
  feature TEXT PRIMARY KEY,
  enabled INTEGER NOT NULL,
  used INTEGER NOT NULL,
  companies INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO feature_total
SELECT feature, sum(enabled), sum(used), count(*) FILTER (WHERE enabled > 0) FROM feature_use GROUP BY feature;

CREATE TABLE list_column (
  list TEXT NOT NULL CHECK (list IN ('offices', 'accounts')),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'text')),
  data BLOB NOT NULL,
  dictionary TEXT,
  PRIMARY KEY (list, name)
) STRICT;
`,
};
