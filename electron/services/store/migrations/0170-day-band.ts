import type { Migration } from '../../sqlite/migrate.ts';

/** The list says as well which band the day's score alone would give. It is written anew before it is next read. */
export const dayBand: Migration = {
  version: 170,
  sql: `
ALTER TABLE listed_office ADD COLUMN day_band TEXT;
DELETE FROM listed_office;
DELETE FROM listed_text;
DELETE FROM list_column;
`,
};
