/** A table as columns: what crosses a boundary when there are thousands of rows. Typed arrays are cloned or transferred as they are. */
export type ColumnData =
  /** NaN = unknown. */
  | { readonly kind: 'number'; readonly data: Float64Array }
  /** Index into `dictionary`; 0 is always null. */
  | {
      readonly kind: 'text';
      readonly ids: Uint32Array;
      readonly dictionary: readonly (string | null)[];
    };

export interface Columns {
  /** Dataset version these rows belong to. */
  readonly version: number;
  /** Version the caller had: rows are what changed since. Null: all rows. */
  readonly since: number | null;
  readonly rows: number;
  /** Keys (of the `key` column) that are gone since. */
  readonly removed: readonly string[];
  readonly columns: Readonly<Record<string, ColumnData>>;
}

/** Row objects (or value lists) → columns. `spec` names each column and its kind. */
export function toColumns(
  rows: readonly Record<string, unknown>[],
  spec: Readonly<Record<string, 'number' | 'text'>>,
): Record<string, ColumnData> {
  const columns: Record<string, ColumnData> = {};
  for (const [name, kind] of Object.entries(spec)) {
    columns[name] = kind === 'number' ? numbers(rows, name) : texts(rows, name);
  }
  return columns;
}

function numbers(rows: readonly Record<string, unknown>[], name: string): ColumnData {
  const data = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]?.[name];
    data[i] = typeof value === 'number' ? value : Number.NaN;
  }
  return { kind: 'number', data };
}

function texts(rows: readonly Record<string, unknown>[], name: string): ColumnData {
  const ids = new Uint32Array(rows.length);
  const dictionary: (string | null)[] = [null];
  const known = new Map<string, number>();
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]?.[name];
    if (typeof value !== 'string') continue;
    let id = known.get(value);
    if (id === undefined) {
      id = dictionary.push(value) - 1;
      known.set(value, id);
    }
    ids[i] = id;
  }
  return { kind: 'text', ids, dictionary };
}

/** The value at a row: number, text or null. */
export function valueAt(column: ColumnData | undefined, row: number): number | string | null {
  if (!column) return null;
  if (column.kind === 'number') {
    const value = column.data[row];
    return value === undefined || Number.isNaN(value) ? null : value;
  }
  return column.dictionary[column.ids[row] ?? 0] ?? null;
}
