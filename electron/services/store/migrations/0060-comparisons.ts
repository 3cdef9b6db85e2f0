import type { Migration } from '../../sqlite/migrate.ts';

/** What a published day was compared with, so that it is compared again when other days stand before it. */
export const comparisons: Migration = {
  version: 60,
  sql: `
CREATE TABLE compared (
  day INTEGER PRIMARY KEY,
  -- The published days before and the bytes they came from, as JSON: [day, fingerprint][], newest first.
  past TEXT NOT NULL,
  -- The newest time each source of the day says it was read, as JSON.
  clocks TEXT NOT NULL
) STRICT;
`,
};
