import type { Migration } from '../../sqlite/migrate.ts';

/**
 * What can be searched for, best first by `id`, and two full-text indexes over it (https://www.sqlite.org/fts5.html,
 * external content): words for what a word starts with, trigrams for what stands inside of one.
 */
export const search: Migration = {
  version: 70,
  sql: `
CREATE TABLE search_entry (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('account', 'office', 'person')),
  company_id TEXT,
  location_id TEXT,
  -- Of an office.
  ord INTEGER,
  email TEXT,
  name TEXT NOT NULL,
  context TEXT NOT NULL,
  -- The name as it is compared, and all words an entry is found by.
  folded TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX search_entry_folded ON search_entry (folded);

CREATE VIRTUAL TABLE search_word USING fts5(
  words, content = 'search_entry', content_rowid = 'id', prefix = '1 2 3', detail = 'column'
);
CREATE VIRTUAL TABLE search_infix USING fts5(
  words, content = 'search_entry', content_rowid = 'id', tokenize = 'trigram'
);
`,
};
