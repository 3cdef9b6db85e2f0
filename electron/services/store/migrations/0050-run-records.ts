import type { Migration } from '../../sqlite/migrate.ts';

/** How each delivery went on its way in: what a person is shown of a day, and forwards to the data team. */
export const runRecords: Migration = {
  version: 50,
  sql: `
-- The columns of deliveries with their types, once however many days share them.
CREATE TABLE column_set (id INTEGER PRIMARY KEY, columns TEXT NOT NULL UNIQUE) STRICT;

-- The newest attempt at each run of a day.
CREATE TABLE run_record (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  steps TEXT NOT NULL,
  delivered_at TEXT,
  supersedes TEXT,
  column_set INTEGER REFERENCES column_set (id),
  PRIMARY KEY (day, run_id)
) STRICT, WITHOUT ROWID;

-- Files by run, so that the run a day had before keeps its own. Counts are of records, header lines included.
CREATE TABLE run_file (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  etag TEXT,
  expected_records INTEGER,
  got_records INTEGER,
  header_records INTEGER,
  state TEXT NOT NULL CHECK (state IN ('read', 'refused', 'not_read')),
  PRIMARY KEY (day, run_id, path)
) STRICT, WITHOUT ROWID;
INSERT INTO run_file SELECT day, run_id, path, bytes, NULL, expected_records, NULL, NULL, 'not_read' FROM sync_file;
DROP TABLE sync_file;

-- True counts of the rows set aside; of the rows themselves only the first are kept.
CREATE TABLE set_aside_count (
  day INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  file TEXT NOT NULL,
  reason TEXT NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (day, run_id, file, reason)
) STRICT, WITHOUT ROWID;
INSERT INTO set_aside_count SELECT day, run_id, file, reason, count(*) FROM set_aside GROUP BY day, run_id, file, reason;
`,
};
