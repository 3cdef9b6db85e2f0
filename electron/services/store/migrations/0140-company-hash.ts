import type { Migration } from '../../sqlite/migrate.ts';

/**
 * What an account's attributes hash to, clocks left out: a day that repeats them writes the clocks only. Those of offices
 * are hashed anew as numbers of the history; what was known is forgotten, so that the next rows are written whole.
 */
export const companyHash: Migration = {
  version: 140,
  sql: `
ALTER TABLE company ADD COLUMN attributes_hash INTEGER;
UPDATE location SET attributes_hash = NULL WHERE attributes_hash IS NOT NULL;
`,
};
