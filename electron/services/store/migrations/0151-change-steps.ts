import type { Migration } from '../../sqlite/migrate.ts';

/**
 * How the scores of offices and accounts came to be what they are, by cause. A location of '' is the account itself;
 * risk is the log-odds of an office and the ARR at risk of an account. Parts: four causes of adoption, four of risk.
 */
export const changeSteps: Migration = {
  version: 151,
  sql: `
-- The step that goes on: where it began, and the parts that have come together since.
CREATE TABLE change_open (
  company_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  adoption REAL,
  risk REAL,
  parts TEXT,
  PRIMARY KEY (company_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE change_step (
  id INTEGER PRIMARY KEY,
  change_set INTEGER NOT NULL,
  company_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  from_day INTEGER NOT NULL,
  day INTEGER NOT NULL,
  adoption_old REAL,
  adoption_new REAL,
  risk_old REAL,
  risk_new REAL,
  parts TEXT
) STRICT;
CREATE INDEX change_step_set ON change_step (change_set);
CREATE INDEX change_step_office ON change_step (company_id, location_id);
`,
};
