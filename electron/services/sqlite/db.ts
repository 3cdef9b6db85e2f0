import type Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection to read with. A function that takes this cannot write: the file is opened read-only. */
export type ReadableDB = Pick<
  Database.Database,
  'prepare' | 'name' | 'open' | 'close' | 'pragma' | 'table'
> & {
  readonly [readable]: true;
};

/** A connection that may write; everything that reads accepts it too. */
export type WritableDB = ReadableDB &
  Pick<Database.Database, 'exec' | 'transaction'> & { readonly [writable]: true };

type Row = Record<string, unknown>;
type Value = string | number | bigint | null | Uint8Array;
/** Values for `?` in order, or one record for `@name`. */
type Bound = Value | Readonly<Record<string, Value>>;

const kept = new WeakMap<ReadableDB, Map<string, Database.Statement>>();

/** Prepared once per connection and text; better-sqlite3 prepares anew on every `prepare`. */
function statement(db: ReadableDB, sql: string): Database.Statement {
  let statements = kept.get(db);
  if (!statements) kept.set(db, (statements = new Map()));
  let prepared = statements.get(sql);
  if (!prepared) statements.set(sql, (prepared = db.prepare(sql)));
  return prepared;
}

/** How long a query may take before it is told of, milliseconds: two frames and a half. */
const SLOW_MS = 40;

let onSlow: ((name: string, ms: number) => void) | undefined;

/** Hears of every query above 40 ms: its name is its first words; values are never told. */
export function tellSlowQueries(listener: ((name: string, ms: number) => void) | undefined): void {
  onSlow = listener;
}

function timed<T>(sql: string, work: () => T): T {
  if (!onSlow) return work();
  const started = performance.now();
  const result = work();
  const ms = performance.now() - started;
  if (ms > SLOW_MS) onSlow(nameOf(sql), ms);
  return result;
}

const nameOf = (sql: string): string => sql.replaceAll(/\s+/g, ' ').trim().slice(0, 80);

/** All rows. `T` must name the selected columns: the one place where a row's shape is asserted. */
export function all<T extends object = Row>(db: ReadableDB, sql: string, ...values: Bound[]): T[] {
  return timed(sql, () => statement(db, sql).all(...values) as T[]);
}

export function one<T extends object = Row>(
  db: ReadableDB,
  sql: string,
  ...values: Bound[]
): T | undefined {
  return timed(sql, () => statement(db, sql).get(...values) as T | undefined);
}

/** Writes; the number of rows touched. */
export function run(db: WritableDB, sql: string, ...values: Bound[]): number {
  return statement(db, sql).run(...values).changes;
}

/**
 * Reads as of one moment: what another connection publishes meanwhile is not seen (https://www.sqlite.org/isolation.html).
 * Ends when `work` returns; what a promise reads later is of its own moment.
 */
export function snapshot<T>(db: ReadableDB, work: () => T): T {
  statement(db, 'BEGIN').run();
  try {
    return work();
  } finally {
    statement(db, 'COMMIT').run();
  }
}

/** The texts of every statement a connection has run, for tests that ask how SQLite goes about them. */
export function statementsOf(db: ReadableDB): readonly string[] {
  return [...(kept.get(db)?.keys() ?? [])];
}

/** One transaction, taken at once (IMMEDIATE), so that two writers wait instead of failing half-way. */
export function transaction<T>(db: WritableDB, work: () => T): T {
  return db.transaction(work).immediate();
}
