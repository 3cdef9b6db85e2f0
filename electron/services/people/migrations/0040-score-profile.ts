import type { Migration } from '../../sqlite/migrate.ts';

export const scoreProfile: Migration = {
  version: 40,
  sql: `
-- What was set about the scores, newest last; the last one is in force, without any the scorecard as published is.
CREATE TABLE score_profile (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('apply', 'reset', 'undo')),
  reason TEXT NOT NULL,
  version TEXT NOT NULL,
  profile TEXT NOT NULL
) STRICT;
`,
};
