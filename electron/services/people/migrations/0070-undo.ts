import type { Migration } from '../../sqlite/migrate.ts';

export const undo: Migration = {
  version: 70,
  sql: `
-- The last steps a person did. payload: JSON of the step's kind, enough to do it again and to take it back.
-- undone: NULL = in force; else a number that rises with each step taken back, so that the last one is done again first.
CREATE TABLE undo_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  payload TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER
) STRICT;
`,
};
