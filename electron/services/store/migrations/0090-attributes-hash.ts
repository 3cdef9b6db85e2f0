import type { Migration } from '../../sqlite/migrate.ts';

/**
 * What an office's attributes hash to, as they stand in its row: a day that repeats them writes its measures only.
 * NULL: not known; the next row is written whole.
 */
export const attributesHashColumn: Migration = {
  version: 90,
  sql: 'ALTER TABLE location ADD COLUMN attributes_hash INTEGER;',
};
