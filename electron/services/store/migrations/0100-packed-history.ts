import type { Migration } from '../../sqlite/migrate.ts';
import { convertHistory } from '../history-convert.ts';

/** History in blocks of 64 offices: a strip for each open day, tiles of 32 days (docs/history-format.md). */
export const packedHistory: Migration = {
  version: 100,
  sql: `
-- Days since 1970-01-01 that have strips.
CREATE TABLE history_open (day INTEGER PRIMARY KEY) STRICT;
-- id = day × 65536 + block
CREATE TABLE history_strip (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
-- id = block × 65536 + slot; a slot is day ÷ 32
CREATE TABLE history_tile (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;
-- How many blocks of a slot are packed into tiles while its strips are still there.
CREATE TABLE history_packing (slot INTEGER PRIMARY KEY, blocks INTEGER NOT NULL) STRICT;
-- The files a day's rows came from; source_file is a place in this list.
CREATE TABLE day_file (
  day INTEGER NOT NULL,
  file INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (day, file)
) STRICT, WITHOUT ROWID;
`,
  convert: convertHistory,
  shrinks: true,
};
