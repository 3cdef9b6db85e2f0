import type { Migration } from '../../sqlite/migrate.ts';

/** Texts of attributes, once each: the history of an attribute names them by id. */
export const attributeHistory: Migration = {
  version: 110,
  sql: 'CREATE TABLE attribute_text (id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;',
};
