import { binRows } from './bins.ts';
import type { Ga2mModel, PairShape } from './model.ts';
import { type Table, takeRows } from './table.ts';

/** What a feature or a pair adds to the logit of one row. */
export interface Contribution {
  /** One name, or two of a pair. */
  readonly names: readonly string[];
  readonly value: number;
  readonly error: number;
}

export interface Explanation {
  /** The logit of an average row. */
  readonly intercept: number;
  /** Largest first, whichever way; they and the intercept sum to the logit. */
  readonly contributions: readonly Contribution[];
  readonly logit: number;
}

/** Columns the model wants and the table lacks; they are read as unknown. */
export function columnsLacking(model: Ga2mModel, table: Table): readonly string[] {
  const names = new Set(table.columns.map(({ name }) => name));
  return model.shapes.map(({ name }) => name).filter((name) => !names.has(name));
}

/**
 * Logit of every row.
 * @throws Error when a column is of another kind than the one the model was fitted on
 */
export function predict(model: Ga2mModel, table: Table): Float64Array {
  const out = new Float64Array(table.rows).fill(model.intercept);
  const bins = binsOf(model, table);
  model.shapes.forEach(({ values }, s) => {
    const of = bins[s] ?? new Uint8Array(0);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + (values[of[i] ?? 0] ?? 0);
  });
  for (const pair of model.pairs) {
    const a = bins[pair.first] ?? new Uint8Array(0);
    const b = bins[pair.second] ?? new Uint8Array(0);
    for (let i = 0; i < out.length; i++)
      out[i] = (out[i] ?? 0) + (pair.values[cellOf(pair, a[i] ?? 0, b[i] ?? 0)] ?? 0);
  }
  return out;
}

/** What one shape or pair adds to every row. */
export interface Addend {
  /** One name, or two of a pair. */
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** The same column by column: for each row, the intercept and the addends sum to its logit. */
export function addends(model: Ga2mModel, table: Table): readonly Addend[] {
  const bins = binsOf(model, table);
  const shapes = model.shapes.map(({ name, values }, s) => ({
    names: [name],
    values: Float64Array.from(bins[s] ?? [], (bin) => values[bin] ?? 0),
  }));
  const pairs = model.pairs.map((pair) => {
    const b = bins[pair.second];
    return {
      names: [pair.first, pair.second].map((s) => model.shapes[s]?.name ?? ''),
      values: Float64Array.from(
        bins[pair.first] ?? [],
        (a, i) => pair.values[cellOf(pair, a, b?.[i] ?? 0)] ?? 0,
      ),
    };
  });
  return [...shapes, ...pairs];
}

/** Why a row has its logit: exact, not an approximation. Shapes and pairs that add nothing are left out. */
export function explain(model: Ga2mModel, table: Table, row: number): Explanation {
  const bins = binsOf(model, takeRows(table, [row])).map((of) => of[0] ?? 0);
  const contributions: Contribution[] = [];
  const add = (names: readonly string[], value = 0, error = 0): void => {
    if (value !== 0) contributions.push({ names, value, error });
  };
  model.shapes.forEach(({ name, values, errors }, s) => {
    add([name], values[bins[s] ?? 0], errors[bins[s] ?? 0]);
  });
  for (const pair of model.pairs) {
    const cell = cellOf(pair, bins[pair.first] ?? 0, bins[pair.second] ?? 0);
    const names = [pair.first, pair.second].map((s) => model.shapes[s]?.name ?? '');
    add(names, pair.values[cell], pair.errors[cell]);
  }
  const logit = contributions.reduce((sum, { value }) => sum + value, model.intercept);
  contributions.sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
  return { intercept: model.intercept, contributions, logit };
}

const cellOf = (pair: PairShape, a: number, b: number): number =>
  (pair.firstCoarse[a] ?? 0) * pair.width + (pair.secondCoarse[b] ?? 0);

function binsOf(model: Ga2mModel, table: Table): readonly Uint8Array[] {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  return model.shapes.map(({ name, bins }) => binRows(bins, name, byName.get(name), table.rows));
}
