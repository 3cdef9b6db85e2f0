import type { Migration } from '../../sqlite/migrate.ts';

/**
 * What changed, as this machine saw it: history of the deliveries that came, outside of what the book itself says.
 * Offices are named by their ids: ordinals of offices that were taken out are given again.
 */
export const changeLog: Migration = {
  version: 30,
  sql: `
-- A sync that brought something, or a day taken back.
CREATE TABLE change_set (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  -- Newest day before and after; NULL = no day.
  from_day INTEGER,
  to_day INTEGER,
  -- Days that had no data and lie behind the newest.
  filled_days INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A day that was replaced, in exact numbers.
CREATE TABLE day_change (
  id INTEGER PRIMARY KEY,
  change_set INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('restated', 'taken_back', 'brought_back')),
  run_id TEXT,
  replaced_run_id TEXT NOT NULL,
  at TEXT NOT NULL,
  value_count INTEGER NOT NULL,
  offices INTEGER NOT NULL,
  -- [[column, values], …], most first.
  columns TEXT NOT NULL,
  kept INTEGER NOT NULL
) STRICT;
CREATE INDEX day_change_set ON day_change (change_set);

-- Examples of what differed, a bounded number of each column.
CREATE TABLE restated_value (
  day_change INTEGER NOT NULL,
  company_id TEXT NOT NULL,
  -- '' = the account's own.
  location_id TEXT NOT NULL,
  column_name TEXT NOT NULL,
  old ANY,
  new ANY
) STRICT;
CREATE INDEX restated_value_change ON restated_value (day_change);
CREATE INDEX restated_value_office ON restated_value (company_id, location_id);

-- How many values of each office differed, all of them.
CREATE TABLE restated_office (
  change_set INTEGER NOT NULL,
  company_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  value_count INTEGER NOT NULL,
  PRIMARY KEY (change_set, company_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX restated_office_id ON restated_office (company_id, location_id);

-- A day that was taken back, as it was, until something stands in its place.
CREATE TABLE taken_out (
  day INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL,
  -- [[company_id, location_id], …] in the order of the values.
  offices TEXT NOT NULL,
  -- What was said of offices and accounts whose newest row it had, by key.
  newest TEXT NOT NULL
) STRICT;
CREATE TABLE taken_out_measure (
  day INTEGER NOT NULL,
  measure TEXT NOT NULL,
  -- float32, NaN = unknown.
  data BLOB NOT NULL,
  PRIMARY KEY (day, measure)
) STRICT, WITHOUT ROWID;

-- The score each office was last seen to have moved to, and the moves.
CREATE TABLE score_mark (
  company_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  day INTEGER NOT NULL,
  adoption REAL,
  logit REAL,
  band TEXT,
  settings TEXT NOT NULL,
  PRIMARY KEY (company_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE score_change (
  id INTEGER PRIMARY KEY,
  change_set INTEGER NOT NULL,
  company_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  from_day INTEGER,
  day INTEGER NOT NULL,
  adoption_old REAL,
  adoption_new REAL,
  logit_old REAL,
  logit_new REAL,
  band_old TEXT,
  band_new TEXT,
  cause TEXT NOT NULL
) STRICT;
CREATE INDEX score_change_set ON score_change (change_set);
CREATE INDEX score_change_office ON score_change (company_id, location_id);

-- Offices and accounts that a failed check points at.
CREATE TABLE check_touched (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  check_id TEXT NOT NULL,
  company_id TEXT NOT NULL,
  -- '' = the whole account.
  location_id TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (day, run_id, check_id, company_id, location_id)
) STRICT, WITHOUT ROWID;
-- How many more there were than are kept.
CREATE TABLE check_untold (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  check_id TEXT NOT NULL,
  offices INTEGER NOT NULL,
  PRIMARY KEY (day, run_id, check_id)
) STRICT, WITHOUT ROWID;
`,
};
