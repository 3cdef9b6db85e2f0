import type { Migration } from '../../sqlite/migrate.ts';

/** `band` is the settled one from here on; beside it what the day alone would say, and the logit the band follows. */
export const settledBands: Migration = {
  version: 120,
  sql: `
ALTER TABLE score ADD COLUMN day_band TEXT;
ALTER TABLE score ADD COLUMN smoothed REAL;
`,
};
