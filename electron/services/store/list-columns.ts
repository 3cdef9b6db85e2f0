import type { ColumnData } from '../../../shared/contracts/columns.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

type List = 'offices' | 'accounts';

interface Stored {
  readonly name: string;
  readonly kind: 'number' | 'text';
  readonly data: Uint8Array;
  readonly dictionary: string | null;
}

/** Replaces a list's columns. Call inside the transaction that writes what they are made of. */
export function writeListColumns(
  db: WritableDB,
  list: List,
  columns: Readonly<Record<string, ColumnData>>,
): void {
  run(db, 'DELETE FROM list_column WHERE list = ?', list);
  for (const [name, column] of Object.entries(columns)) {
    const values = column.kind === 'number' ? column.data : column.ids;
    run(
      db,
      'INSERT INTO list_column VALUES (?, ?, ?, ?, ?)',
      list,
      name,
      column.kind,
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      column.kind === 'text' ? JSON.stringify(column.dictionary) : null,
    );
  }
}

/** The columns as they are sent; empty before the first were written. Reading costs a copy of the bytes, no row. */
export function readListColumns(db: ReadableDB, list: List): Record<string, ColumnData> {
  const columns: Record<string, ColumnData> = {};
  const stored = all<Stored>(
    db,
    'SELECT name, kind, data, dictionary FROM list_column WHERE list = ?',
    list,
  );
  for (const { name, kind, data, dictionary } of stored) {
    // SQLite's buffers may start anywhere; typed arrays must start aligned, and this one is ours to hand on.
    const bytes = new Uint8Array(data).buffer;
    columns[name] =
      kind === 'number'
        ? { kind, data: new Float64Array(bytes) }
        : { kind, ids: new Uint32Array(bytes), dictionary: dictionaryIn(dictionary) };
  }
  return columns;
}

const dictionaryIn = (json: string | null): readonly (string | null)[] =>
  JSON.parse(json ?? '[null]') as readonly (string | null)[];
