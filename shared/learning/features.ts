import { averaged } from './average.ts';
import { binCount, binRows, findBins, type Bins } from './bins.ts';
import type { Bag, Term } from './boost.ts';
import type { Sign, StepLimits } from './cuts.ts';
import type { Shape } from './model.ts';
import { categoricalStep, numericStep } from './steps.ts';
import type { Table } from './table.ts';

/** A column in bins. */
export interface Feature {
  readonly name: string;
  readonly bins: Bins;
  readonly sign: Sign;
  /** Bin of every row. */
  readonly cells: Uint8Array;
  /** Rows by bin. */
  readonly rows: Float64Array;
}

/** All columns in bins; levels with fewer than `rare` rows are pooled. */
export function featuresOf(
  table: Table,
  rare: number,
  signs: Readonly<Record<string, Sign>>,
): readonly Feature[] {
  return table.columns.map((column) => {
    const { name } = column;
    const bins = findBins(column, rare);
    const cells = binRows(bins, name, column, table.rows);
    const sign = column.kind === 'numeric' && Object.hasOwn(signs, name) ? (signs[name] ?? 0) : 0;
    return { name, bins, sign, cells, rows: countRows(cells, binCount(bins)) };
  });
}

export function countRows(cells: Uint8Array, size: number): Float64Array {
  const rows = new Float64Array(size);
  for (const cell of cells) rows[cell] = (rows[cell] ?? 0) + 1;
  return rows;
}

export function termOf({ bins, sign, cells, rows }: Feature, limits: StepLimits): Term {
  const size = rows.length;
  const step =
    bins.kind === 'numeric' ? numericStep(size, sign, limits) : categoricalStep(size, limits);
  return { cells, size, step };
}

/** What the bags learned of their term number t. */
export function shapeOf(feature: Feature, bags: readonly Bag[], t: number, leftOut: number): Shape {
  const { name, bins, sign, rows } = feature;
  const tables = bags.map((bag) => bag.tables[t] ?? new Float64Array(0));
  const learned = averaged(tables, rows, leftOut, (bin) => (rows[bin] ?? 0) > 0);
  return { name, bins, sign, ...learned, rows: [...rows] };
}
