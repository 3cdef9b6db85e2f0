import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse';
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, rmSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { run, transaction } from '../../electron/services/sqlite/db.ts';
import { openWritable } from '../../electron/services/sqlite/open.ts';
import { columnOf, type ColumnType } from '../../shared/domain/company-facts.ts';
import { SAMPLE_COLUMNS } from '../../shared/testing/sample/columns.ts';
import { timed } from './rounds.ts';

/** Gzipped CSV files with a header line each, as the sample writes them. */
export type Files = readonly string[];

/** False where the machine has none: the bench says so and goes on. */
export const hasSqliteCli = (): boolean => spawnSync('sqlite3', ['--version']).status === 0;

/** What a person would type: a new table, every file after the other, in one go; milliseconds with the process. */
export async function sqliteCliImport(files: Files, database: string): Promise<number> {
  removeDatabase(database);
  const imports = files.map(
    (file, i) => `.import ${i === 0 ? '' : '--skip 1 '}"|gzip -dc '${file}'" day`,
  );
  const script = [
    'PRAGMA journal_mode = WAL;',
    'PRAGMA synchronous = NORMAL;',
    '.mode csv',
    ...imports,
    '',
  ].join('\n');
  return timed(() =>
    done(spawn('sqlite3', [database], { stdio: ['pipe', 'ignore', 'inherit'] }), script),
  );
}

function done(child: ReturnType<typeof spawn>, input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`sqlite3 ended with code ${code}`)),
    );
    child.stdin?.end(input);
  });
}

const DUCK: Readonly<Record<ColumnType, string>> = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMPTZ',
  integer: 'BIGINT',
  decimal: 'DOUBLE',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** All files in one statement into a table of typed columns; milliseconds of the statement alone. */
export async function duckImport(files: Files, database: string, threads: number): Promise<number> {
  removeDatabase(database);
  const instance = await DuckDBInstance.create(database, { threads: String(threads) });
  const connection = await instance.connect();
  const columns = SAMPLE_COLUMNS.map(
    (name) => `'${name}': '${DUCK[columnOf(name)?.type ?? 'text']}'`,
  ).join(', ');
  const list = files.map((file) => `'${file}'`).join(', ');
  const took = await timed(() =>
    connection.run(
      `CREATE TABLE day AS SELECT * FROM read_csv([${list}], auto_detect = false, header = true, delim = ',',
         quote = '"', escape = '"', nullstr = '@NULL@', hive_partitioning = false, columns = {${columns}})`,
    ),
  );
  connection.closeSync();
  instance.closeSync();
  return took;
}

/** The usual way in JavaScript: csv-parse, and a prepared INSERT for each row. */
export async function rowsImport(files: Files, database: string): Promise<number> {
  removeDatabase(database);
  const db = openWritable(database, [
    { version: 10, sql: `CREATE TABLE day (${SAMPLE_COLUMNS.join(', ')});` },
  ]);
  const insert = `INSERT INTO day VALUES (${SAMPLE_COLUMNS.map(() => '?').join(', ')})`;
  const took = await timed(async () => {
    const rows: string[][] = [];
    for (const file of files) {
      const records = createReadStream(file)
        .pipe(createGunzip())
        .pipe(parse({ from_line: 2 }));
      for await (const record of records) rows.push(record as string[]);
    }
    transaction(db, () => {
      for (const row of rows) run(db, insert, ...row.map((v) => (v === '@NULL@' ? null : v)));
    });
  });
  db.close();
  return took;
}

export function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '.wal']) rmSync(`${file}${end}`, { force: true });
}
