import type { Migration } from '../../sqlite/migrate.ts';

/** What was checked, what people decided about a delivery, and what the checks compare a day with. */
export const checks: Migration = {
  version: 20,
  sql: `
-- When the warehouse wrote the delivery, where it says so.
ALTER TABLE applied_run ADD COLUMN delivered_at TEXT;
-- First published day without the office, once two in a row lack it.
ALTER TABLE location ADD COLUMN missing_since INTEGER;

-- One row per check and run; texts that never change (title, owner, runbook) stay in the program.
CREATE TABLE check_result (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  check_id TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('hold', 'warn')),
  status TEXT NOT NULL CHECK (status IN ('pass', 'fail', 'not_run')),
  observed TEXT NOT NULL,
  expected TEXT NOT NULL,
  samples TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (day, run_id, check_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX check_result_failed ON check_result (check_id, day) WHERE status = 'fail';

-- The data team's own tests, as their delivery reports them.
CREATE TABLE data_test (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  test_id TEXT NOT NULL,
  status TEXT NOT NULL,
  severity TEXT,
  owner TEXT,
  runbook TEXT,
  failing_rows INTEGER,
  PRIMARY KEY (day, run_id, test_id)
) STRICT, WITHOUT ROWID;

-- Each column of each published day in figures. 'extra' columns are ones the contract does not know.
CREATE TABLE column_profile (
  day INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('measure', 'attribute', 'extra')),
  rows INTEGER NOT NULL,
  nulls INTEGER NOT NULL,
  zeros INTEGER NOT NULL,
  total REAL,
  low REAL,
  high REAL,
  PRIMARY KEY (day, column_name)
) STRICT, WITHOUT ROWID;

-- The files of the newest attempt at a day.
CREATE TABLE sync_file (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  expected_records INTEGER,
  PRIMARY KEY (day, path)
) STRICT, WITHOUT ROWID;

-- What people decided about one delivery, bound to its very bytes; kept when it is undone.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('publish_anyway', 'roll_back')),
  reason TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  at TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT
) STRICT;
CREATE INDEX decision_day ON decision (day);
`,
};
