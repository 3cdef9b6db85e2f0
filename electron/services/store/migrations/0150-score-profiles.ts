import type { Migration } from '../../sqlite/migrate.ts';

/** From when on the book is scored with which settings, as marks on histories of scores and lines among the changes. */
export const scoreProfiles: Migration = {
  version: 150,
  sql: `
CREATE TABLE scored_with (
  id INTEGER PRIMARY KEY,
  change_set INTEGER NOT NULL,
  -- The data date of the first scoring with them.
  day INTEGER NOT NULL,
  at TEXT NOT NULL,
  settings_old TEXT NOT NULL,
  settings TEXT NOT NULL,
  -- What differs, phrases as JSON.
  changes TEXT NOT NULL
) STRICT;
`,
};
