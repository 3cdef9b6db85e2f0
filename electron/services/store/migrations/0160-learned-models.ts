import type { Migration } from '../../sqlite/migrate.ts';

/** What was learned from the outcomes of this book, and which of it the risk is shown by. */
export const learnedModels: Migration = {
  version: 160,
  sql: `
CREATE TABLE learned_model (
  id TEXT PRIMARY KEY,
  learned_at TEXT NOT NULL,
  -- Newest day of the data it was learned from.
  day INTEGER NOT NULL,
  -- JSON: what it says about itself, what it computes, and where the numbers lay that it was learned from.
  card TEXT NOT NULL,
  model TEXT NOT NULL,
  basis TEXT NOT NULL
) STRICT;

-- Which model was put to use when, and by whom; the newest row holds. NULL = the scorecard.
CREATE TABLE champion (
  id INTEGER PRIMARY KEY,
  model TEXT,
  since TEXT NOT NULL,
  by_whom TEXT NOT NULL
) STRICT;
`,
};
