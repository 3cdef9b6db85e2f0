import { solveBaseline } from '../scoring/base-rate.ts';
import { averaged } from './average.ts';
import { boost, heldOutOdds, newBag, type Bag, type BoostSettings } from './boost.ts';
import type { Sign, StepLimits } from './cuts.ts';
import { featuresOf, shapeOf, termOf } from './features.ts';
import { inBags, shareOf, startOdds } from './bags.ts';
import { FORMAT, VERSION, type Ga2mModel, type PairShape } from './model.ts';
import { pairStep } from './pairs.ts';
import { fitPlatt } from './ladder.ts';
import { predict } from './predict.ts';
import { screenPairs, type Pair } from './screen.ts';
import type { Table } from './table.ts';

export interface Ga2mOptions {
  readonly seed?: number;
  /** A label a row: rows of a group are held out together. Without it, each row is a group. */
  readonly groups?: Int32Array;
  /** Which way a numeric column may go; by name. */
  readonly signs?: Readonly<Record<string, Sign>>;
  /** By default 8, and 6 for many rows. */
  readonly bags?: number;
  /** Most pairs of features; 0 = none. */
  readonly pairs?: number;
  /** Columns that take part in no pair. */
  readonly alone?: readonly string[];
  /** Fewest rows of a leaf; by default half the root of the number of rows, 5 to 60. */
  readonly minLeaf?: number;
  readonly lambda?: number;
  readonly rate?: number;
  readonly maxRounds?: number;
  readonly patience?: number;
  /** Of more rows than this, a random share is left out, of the commoner outcome first, and the intercept corrected. */
  readonly maxRows?: number;
}

export interface Ga2mProgress {
  readonly stage: 'features' | 'pairs';
  readonly round: number;
  readonly maxRounds: number;
}

const DEFAULTS = {
  seed: 1,
  signs: {},
  pairs: 10,
  alone: [],
  lambda: 5,
  rate: 0.05,
  maxRounds: 600,
  patience: 25,
  maxRows: 30_000,
};
/** So many that a mean over fewer bags is as smooth. */
const MANY_ROWS = 20_000;

/**
 * Fits a generalised additive model with pairs (GA2M, "explainable boosting machine"): a step shape for each feature and
 * a grid for a few pairs, averaged over bags that each hold out other groups of rows. A function of its arguments alone.
 * @param y 1 = event, 0 = none
 * @throws Error when y and the table differ in length; the reason of `signal` when it is aborted
 */
export function fitGa2m(
  table: Table,
  y: Uint8Array,
  options: Ga2mOptions = {},
  watch: {
    readonly onProgress?: (progress: Ga2mProgress) => void;
    readonly signal?: { throwIfAborted(): void };
  } = {},
): Ga2mModel {
  const steps = ga2mSteps(table, y, options);
  for (;;) {
    watch.signal?.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    watch.onProgress?.(step.value);
  }
}

/** The same a round at a time, for callers that let others work in between. */
export function* ga2mSteps(
  table: Table,
  y: Uint8Array,
  options: Ga2mOptions = {},
): Generator<Ga2mProgress, Ga2mModel> {
  if (y.length !== table.rows) throw new Error(`${y.length} outcomes for ${table.rows} rows.`);
  const settings = { ...DEFAULTS, bags: table.rows > MANY_ROWS ? 6 : 8, ...options };
  const rows = inBags(table, y, settings);
  const minLeaf = Math.min(60, Math.max(5, Math.round(Math.sqrt(rows.y.length) / 2)));
  const limits = { minLeaf: settings.minLeaf ?? minLeaf, lambda: settings.lambda };

  const features = featuresOf(rows.table, limits.minLeaf, settings.signs);
  const useful = features.filter((feature) => feature.rows.filter((n) => n > 0).length > 1);
  const terms = useful.map((feature) => termOf(feature, limits));
  const bags = rows.bags.map(({ learns, heldOut }) =>
    newBag(terms, startOdds(rows.y, learns), learns, heldOut),
  );
  const rounds = yield* staged('features', boost(rows.y, terms, bags, settings), settings);
  const shapes = useful.map((feature, t) => shapeOf(feature, bags, t, rows.leftOut));

  const chosen = screenPairs(useful, shapes, rows.y, bags, limits, settings);
  const paired = pairTermsOf(chosen, limits);
  const pairBags = bags.map(({ odds, learns, heldOut }) => newBag(paired, odds, learns, heldOut));
  const pairRounds = yield* staged('pairs', boost(rows.y, paired, pairBags, settings), settings);
  const pairs = chosen.map((pair, t) => pairShapeOf(pair, pairBags, t, rows.leftOut));
  const scale = heldOutSlope(rows.y, bags);

  const events = y.reduce((sum, v) => sum + v, 0);
  const model: Ga2mModel = {
    format: FORMAT,
    version: VERSION,
    intercept: 0,
    shapes: shapes.map((shape) => scaled(shape, scale)),
    pairs: pairs
      .filter(({ values }) => values.some((v) => v !== 0))
      .map((pair) => scaled(pair, scale)),
    fit: {
      rows: table.rows,
      events,
      rowsUsed: rows.y.length,
      bags: bags.length,
      rounds,
      pairRounds,
      scale,
      seed: settings.seed,
      constant: features.filter((f) => !useful.includes(f)).map(({ name }) => name),
    },
  };
  // Over all rows, so that what was left out of the commoner outcome is put right exactly.
  return { ...model, intercept: solveBaseline(predict(model, table), shareOf(events, y.length)) };
}

/**
 * How much of what was learned holds on rows that were not learned from: below 1 where boosting has learned too much,
 * above 1 where shapes were fitted without the pairs beside them. One number for all, so that no order of values changes.
 */
function heldOutSlope(y: Uint8Array, bags: readonly Bag[]): number {
  if (bags.length === 0) return 1;
  const logits = heldOutOdds(bags, new Float64Array(y.length)).map((odds) => Math.log(odds));
  return Math.max(0, fitPlatt(logits, y).slope);
}

/** Plus 0: −0 would not go through JSON unchanged. */
const scaled = <
  T extends { readonly values: readonly number[]; readonly errors: readonly number[] },
>(
  shape: T,
  scale: number,
): T => ({
  ...shape,
  values: shape.values.map((v) => v * scale + 0),
  errors: shape.errors.map((e) => e * scale),
});

function* staged(
  stage: Ga2mProgress['stage'],
  rounds: Generator<number, number>,
  { maxRounds }: BoostSettings,
): Generator<Ga2mProgress, number> {
  for (;;) {
    const next = rounds.next();
    if (next.done) return next.value;
    yield { stage, round: next.value, maxRounds };
  }
}

const pairTermsOf = (pairs: readonly Pair[], limits: StepLimits) =>
  pairs.map(({ a, b, cells }) => ({
    cells,
    size: a.size * b.size,
    step: pairStep(a, b, limits),
  }));

function pairShapeOf(pair: Pair, bags: readonly Bag[], t: number, leftOut: number): PairShape {
  const { a, b, rows } = pair;
  // Where one of the two was never unknown, nothing was learned of its being unknown.
  const known = { a: someIn(rows, 0, b.size, 1), b: someIn(rows, 0, rows.length, b.size) };
  const seen = (cell: number): boolean =>
    (cell >= b.size || known.a) && (cell % b.size > 0 || known.b);
  const tables = bags.map((bag) => bag.tables[t] ?? new Float64Array(0));
  return {
    first: pair.first,
    second: pair.second,
    firstCoarse: a.coarse,
    secondCoarse: b.coarse,
    width: b.size,
    ...averaged(tables, rows, leftOut, seen),
    strength: pair.strength,
  };
}

function someIn(rows: Float64Array, from: number, to: number, by: number): boolean {
  for (let i = from; i < to; i += by) if ((rows[i] ?? 0) > 0) return true;
  return false;
}
