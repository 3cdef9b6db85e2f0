import type { Bins } from './bins.ts';
import type { Sign } from './cuts.ts';

export const FORMAT = 'atrium-ga2m';
export const VERSION = 1;

/** What one feature adds to the logit: a value for each bin, 0 on average over the rows it was fitted on. */
export interface Shape {
  readonly name: string;
  readonly bins: Bins;
  readonly sign: Sign;
  readonly values: readonly number[];
  /** Standard error of each value, from leaving out each bag's rows in turn. */
  readonly errors: readonly number[];
  /** Rows it was fitted on, by bin. */
  readonly rows: readonly number[];
}

/** What two features add together beyond their shapes: a grid over coarser bins, row by row. */
export interface PairShape {
  /** Places in `shapes`. */
  readonly first: number;
  readonly second: number;
  /** Coarse bin of each bin. */
  readonly firstCoarse: readonly number[];
  readonly secondCoarse: readonly number[];
  /** Coarse bins of the second: the width of the grid. */
  readonly width: number;
  readonly values: readonly number[];
  readonly errors: readonly number[];
  /** What the screen found (see `interaction`). */
  readonly strength: number;
}

/** A fitted model: plain data that survives JSON unchanged. logit = intercept + a value of each shape and pair. */
export interface Ga2mModel {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly intercept: number;
  readonly shapes: readonly Shape[];
  readonly pairs: readonly PairShape[];
  readonly fit: {
    readonly rows: number;
    readonly events: number;
    /** Rows boosting looked at; fewer than `rows` where rows of the commoner outcome were left out. */
    readonly rowsUsed: number;
    readonly bags: number;
    readonly rounds: number;
    readonly pairRounds: number;
    /** What all values were multiplied by: the slope that rows not learned from ask for. */
    readonly scale: number;
    readonly seed: number;
    /** Columns that say nothing: one value only. */
    readonly constant: readonly string[];
  };
}

/**
 * A model from a file or a database.
 * @throws Error naming what is wrong
 */
export function parseModel(value: unknown): Ga2mModel {
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT)
    throw new Error('This is not a model Atrium wrote: its format is not named.');
  if (version !== VERSION)
    throw new Error(`The model has version ${String(version)}; this Atrium reads ${VERSION}.`);
  const model = value as Ga2mModel;
  need(Number.isFinite(model.intercept), 'its intercept is not a number');
  need(Array.isArray(model.shapes) && Array.isArray(model.pairs), 'its shapes are missing');
  model.shapes.forEach(checkShape);
  for (const pair of model.pairs) checkPair(pair, model.shapes);
  return model;
}

function checkShape(shape: Shape): void {
  const what = `shape ${shape.name}`;
  need(typeof shape.name === 'string', `${what} has no name`);
  const { bins } = shape;
  if (bins?.kind === 'numeric') {
    need(numbers(bins.cuts), `${what} has cuts that are no numbers`);
    need(
      bins.cuts.every((cut, i) => i === 0 || cut > (bins.cuts[i - 1] ?? cut)),
      `${what} has cuts out of order`,
    );
    need(shape.values?.length === bins.cuts.length + 2, `${what} has values of another length`);
  } else {
    need(
      bins?.kind === 'categorical' && bins.levels?.length === bins.bins?.length,
      `${what} has no bins`,
    );
    need(
      bins.bins.every((b) => Number.isInteger(b) && b > 0 && b < shape.values.length),
      `${what} has a level outside of its bins`,
    );
  }
  need(numbers(shape.values) && numbers(shape.errors), `${what} has values that are no numbers`);
}

function checkPair(pair: PairShape, shapes: readonly Shape[]): void {
  const first = shapes[pair.first];
  const second = shapes[pair.second];
  if (!first || !second) throw new Error('The model is damaged: a pair names no shape.');
  const what = `pair ${first.name} × ${second.name}`;
  need(numbers(pair.values) && numbers(pair.errors), `${what} has values that are no numbers`);
  need(
    pair.firstCoarse?.length === first.values.length &&
      pair.secondCoarse?.length === second.values.length &&
      [...pair.firstCoarse, ...pair.secondCoarse].every((c) => Number.isInteger(c) && c >= 0) &&
      pair.secondCoarse.every((c) => c < pair.width) &&
      pair.firstCoarse.every((c) => (c + 1) * pair.width <= pair.values.length),
    `${what} has bins outside of its grid`,
  );
}

const numbers = (list: readonly number[] | undefined): boolean =>
  Array.isArray(list) && list.every((x) => Number.isFinite(x));

function need(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`The model is damaged: ${what}.`);
}
