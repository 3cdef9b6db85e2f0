import { marginsOf } from './evaluate.ts';
import { nearest } from './nearest.ts';
import { Refused } from './refusal.ts';
import type { TreeModel } from './trees.ts';
import { shown } from './words.ts';

/** A row and what its own library said of it. */
export interface TestVector {
  /** In the order of the feature names; NaN = missing. */
  readonly values: Float64Array;
  readonly margin: number;
  /** As calibrated; undefined = not given. */
  readonly probability: number | undefined;
}

export const MIN_VECTORS = 50;
const MAX_VECTORS = 20_000;
export const TOLERANCE = 1e-5;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Test vectors as a list of `{features, margin, probability?}`, the features by name or in order, or by columns as
 * `{rows, margin, prob?}`; null = missing.
 * @throws Refused when there are too few, or one is not whole
 */
export function readVectors(value: unknown, names: readonly string[]): readonly TestVector[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : byColumns(value);
  if (!list)
    throw new Refused(
      `The sidecar's testVectors is ${shown(value)}`,
      `for a list of at least ${MIN_VECTORS} {"features": {…}, "margin": …}`,
    );
  if (list.length < MIN_VECTORS || list.length > MAX_VECTORS)
    throw new Refused(
      `The sidecar has ${list.length} test vectors`,
      `for ${MIN_VECTORS} to ${MAX_VECTORS.toLocaleString('en-US')} rows with the margin their own library gives`,
    );
  const vectors = list.map((one, i) => vectorOf(one, names, i + 1));
  const different = new Set(vectors.map(({ values }) => values.join())).size;
  if (different * 2 < list.length)
    throw new Refused(
      `Of the sidecar's ${list.length} test vectors only ${different} are different rows`,
      'for different rows, best of real offices',
    );
  return vectors;
}

function byColumns(value: unknown): readonly unknown[] | undefined {
  const fields: Fields = typeof value === 'object' && value !== null ? (value as Fields) : {};
  const { rows, margin, prob, probability = prob } = fields;
  if (!Array.isArray(rows) || !Array.isArray(margin)) return undefined;
  if (rows.length !== margin.length)
    throw new Refused(
      `The sidecar's testVectors has ${rows.length} rows and ${margin.length} margins`,
      'for one margin a row',
    );
  return rows.map((features: unknown, i): Fields => ({
    features,
    margin: margin[i] as unknown,
    probability: Array.isArray(probability) ? (probability[i] as unknown) : undefined,
  }));
}

function vectorOf(value: unknown, names: readonly string[], row: number): TestVector {
  const fields: Fields = typeof value === 'object' && value !== null ? (value as Fields) : {};
  const { features, margin, probability } = fields;
  const given = Array.isArray(features)
    ? inOrder(features, names, row)
    : byName(features, names, row);
  const values = Float64Array.from(given, (each, i) => {
    if (each === null) return Number.NaN;
    if (typeof each === 'number' && Number.isFinite(each)) return each;
    throw new Refused(
      `Test vector ${row} has ${shown(each)} for ${names[i]}`,
      'for numbers, and null where a value is missing',
    );
  });
  if (typeof margin !== 'number' || !Number.isFinite(margin))
    throw new Refused(
      `Test vector ${row} has ${shown(margin)} as its margin`,
      'for the margin (log-odds) of every row, as predict gives with output_margin=True or raw_score=True',
    );
  if (probability === undefined || probability === null)
    return { values, margin, probability: undefined };
  if (typeof probability === 'number' && probability >= 0 && probability <= 1)
    return { values, margin, probability };
  throw new Refused(
    `Test vector ${row} has ${shown(probability)} as its probability`,
    'for a number from 0 to 1, or none',
  );
}

function inOrder(
  features: readonly unknown[],
  names: readonly string[],
  row: number,
): readonly unknown[] {
  if (features.length === names.length) return features;
  throw new Refused(
    `Test vector ${row} has ${features.length} values for ${names.length} features`,
    'for one value a feature, and null where it is missing',
  );
}

function byName(features: unknown, names: readonly string[], row: number): readonly unknown[] {
  if (typeof features !== 'object' || features === null)
    throw new Refused(
      `Test vector ${row} has ${shown(features)} as its features`,
      'for the values of every row, by feature name or in their order',
    );
  const given = new Map<string, unknown>(Object.entries(features));
  const other = [...given.keys()].find((name) => !names.includes(name));
  const lacks = names.find((name) => !given.has(name));
  if (other !== undefined) {
    const like = nearest(other, names);
    throw new Refused(
      `Test vector ${row} has ‘${other}’, which is not among featureNames${like ? ` (‘${like}’ is)` : ''}`,
      'to use the same names in both',
    );
  }
  if (lacks !== undefined)
    throw new Refused(
      `Test vector ${row} has no ‘${lacks}’`,
      'for all features in every row, and null where a value is missing',
    );
  return names.map((name) => given.get(name));
}

/** How near the model here comes to its own library. */
export interface Reproduction {
  readonly vectors: number;
  /** Largest |difference| of a margin, and of a probability where any is given. */
  readonly margin: number;
  readonly probability: number;
}

/**
 * Evaluates every test vector.
 * @throws Refused with the worst row when one is off by more than 1e-5
 */
export function reproduce(
  model: TreeModel,
  probabilityOf: (margin: number) => number,
  vectors: readonly TestVector[],
): Reproduction {
  let worst = { difference: -1, row: 0, what: '', expected: 0, got: 0 };
  const largest = { margin: 0, probability: 0 };
  const margins = marginsOf(
    model,
    vectors.map(({ values }) => values),
  );
  vectors.forEach((vector, i) => {
    const margin = margins[i] ?? Number.NaN;
    const probability = probabilityOf(margin);
    compare('margin', vector.margin, margin);
    if (vector.probability !== undefined) compare('probability', vector.probability, probability);

    function compare(what: 'margin' | 'probability', expected: number, got: number): void {
      const difference = Math.abs(got - expected);
      largest[what] = Math.max(largest[what], difference);
      if (difference > worst.difference) worst = { difference, row: i + 1, what, expected, got };
    }
  });
  if (!(worst.difference <= TOLERANCE)) throw off(model, worst);
  return { vectors: vectors.length, ...largest };
}

function off(
  model: TreeModel,
  worst: { row: number; what: string; expected: number; got: number },
): Refused {
  const rounds = model.roots.length;
  const best = model.bestIteration + 1;
  const early =
    best > 0 && best < rounds
      ? ` (the file has ${rounds} rounds, and its best is round ${best}: the vectors may stop there)`
      : '';
  return new Refused(
    `The test vectors do not reproduce: vector ${worst.row} should have the ${worst.what} ${digits(worst.expected)} and has ${digits(worst.got)}${early}`,
    'to make the vectors anew with this very file, all of its trees and the features in this order',
  );
}

const digits = (value: number): string => String(Number(value.toPrecision(8)));
