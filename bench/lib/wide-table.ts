import { statSync } from 'node:fs';
import { run } from '../../electron/services/sqlite/db.ts';
import { openWritable } from '../../electron/services/sqlite/open.ts';
import { columnOf, type ColumnType } from '../../shared/domain/company-facts.ts';
import { SAMPLE_COLUMNS } from '../../shared/testing/sample/columns.ts';
import { removeDatabase, rowsImport, type Files } from './peers.ts';

const TYPES: Readonly<Partial<Record<ColumnType, string>>> = {
  integer: 'INTEGER',
  decimal: 'REAL',
  real: 'REAL',
};

/** The files' rows in a plain table of typed columns, one row an office and day, with its key; bytes of the file. */
export async function wideTable(files: Files, database: string): Promise<number> {
  const texts = `${database}.texts`;
  await rowsImport(files, texts);
  removeDatabase(database);
  const typed = SAMPLE_COLUMNS.map((name) => {
    const type = columnOf(name)?.type ?? 'text';
    const value =
      type === 'boolean'
        ? `CASE ${name} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END`
        : `CAST(${name} AS ${TYPES[type] ?? 'TEXT'})`;
    return { name, value, type: type === 'boolean' ? 'INTEGER' : (TYPES[type] ?? 'TEXT') };
  });
  const db = openWritable(database, [
    {
      version: 10,
      sql: `CREATE TABLE facts (${typed.map((c) => `${c.name} ${c.type}`).join(', ')},
        PRIMARY KEY (company_id, location_id, ds));`,
    },
  ]);
  run(db, 'ATTACH ? AS texts', texts);
  run(
    db,
    `INSERT INTO facts SELECT ${typed.map((c) => c.value).join(', ')} FROM texts.day ORDER BY company_id, location_id, ds`,
  );
  run(db, 'DETACH texts');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  removeDatabase(texts);
  return statSync(database).size;
}
