import type { Migration } from '../../sqlite/migrate.ts';

export const schedule: Migration = {
  version: 20,
  sql: `
-- One row: whether syncing is paused (0 or 1) and until when (ISO; NULL = until resumed), and how the last sync ended, as JSON.
CREATE TABLE schedule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  paused INTEGER NOT NULL DEFAULT 0,
  paused_until TEXT,
  last TEXT
) STRICT;
INSERT INTO schedule (id) VALUES (1);
`,
};
