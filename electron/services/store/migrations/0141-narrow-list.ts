import type { Migration } from '../../sqlite/migrate.ts';

/**
 * A filter or a sort that no index serves reads every row of the list: long texts, which are shown and hardly ever asked
 * for, lie beside it, and the key, which is both ids, is put together. `listed` is the whole row for an SQLite tool.
 */
export const narrowList: Migration = {
  version: 141,
  sql: `
CREATE TABLE listed_text (
  ord INTEGER PRIMARY KEY,
  reason TEXT,
  trend TEXT
) STRICT;
INSERT INTO listed_text SELECT ord, reason, trend FROM listed_office;
ALTER TABLE listed_office DROP COLUMN key;
ALTER TABLE listed_office DROP COLUMN reason;
ALTER TABLE listed_office DROP COLUMN trend;
CREATE VIEW listed AS
SELECT o.company_id || char(31) || o.location_id AS key, o.*, t.reason, t.trend
FROM listed_office o LEFT JOIN listed_text t USING (ord);
`,
};
