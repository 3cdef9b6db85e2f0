import type { Migration } from '../../sqlite/migrate.ts';

/** The scores of each account's offices taken together (shared/domain/roll-up.ts), as JSON; written after each scoring. */
export const rollUps: Migration = {
  version: 130,
  sql: `
CREATE TABLE account_roll_up (
  company_id TEXT PRIMARY KEY,
  roll_up TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
