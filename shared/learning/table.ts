/** A measured column; NaN (and ±∞) = unknown. */
export interface NumericColumn {
  readonly name: string;
  readonly kind: 'numeric';
  readonly values: Float64Array;
}

/** A column of names; code −1 = unknown, otherwise an index into `levels`. */
export interface CategoricalColumn {
  readonly name: string;
  readonly kind: 'categorical';
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumericColumn | CategoricalColumn;

/** Rows by columns; every column has `rows` values. */
export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** A column of names from texts; null = unknown. Levels come sorted, so that the order of rows does not matter. */
export function categorical(name: string, texts: readonly (string | null)[]): CategoricalColumn {
  const levels = [...new Set(texts.filter((t) => t !== null))].toSorted((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(texts, (t) => (t === null ? -1 : (codeOf.get(t) ?? -1)));
  return { name, kind: 'categorical', codes, levels };
}

export function numeric(name: string, values: ArrayLike<number>): NumericColumn {
  return { name, kind: 'numeric', values: Float64Array.from(values) };
}

/** The rows at the given places, in that order. */
export function takeRows(table: Table, rows: ArrayLike<number>): Table {
  const places = Int32Array.from(rows);
  return {
    rows: places.length,
    columns: table.columns.map((column) =>
      column.kind === 'numeric'
        ? { ...column, values: Float64Array.from(places, (i) => column.values[i] ?? Number.NaN) }
        : { ...column, codes: places.map((i) => column.codes[i] ?? -1) },
    ),
  };
}
