import type { Migration } from '../../sqlite/migrate.ts';

export const first: Migration = {
  version: 10,
  sql: `
-- One row per setting a person changed, as JSON; what is absent has its default.
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
};
