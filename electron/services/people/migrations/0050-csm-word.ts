import type { Migration } from '../../sqlite/migrate.ts';

export const csmWord: Migration = {
  version: 50,
  sql: `
-- What a person said of an account (location_id NULL) or office, by the ids of the extract. The newest entry
-- of a kind stands, the ones before are its history. word: JSON (shared/domain/csm-word.ts); NULL withdraws what stood.
CREATE TABLE csm_word (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sentiment', 'exclusion', 'closure')),
  company_id TEXT NOT NULL,
  location_id TEXT,
  word TEXT,
  said_at TEXT NOT NULL,
  said_by TEXT NOT NULL
) STRICT;
CREATE INDEX csm_word_of ON csm_word (company_id, location_id, kind, id);
`,
};
