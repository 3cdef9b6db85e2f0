import type { Migration } from '../../sqlite/migrate.ts';

export const unfinished: Migration = {
  version: 30,
  sql: `
-- Syncs in a row that began by themselves and never came to an end, not even a bad one: the process went down with them.
ALTER TABLE schedule ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0;
`,
};
