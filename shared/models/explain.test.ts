import {
  assert,
  constant,
  double,
  integer,
  letrec,
  oneof,
  property,
  array,
  tuple,
  boolean,
} from 'fast-check';
import { expect, test } from 'vitest';
import { expectedMargin, explain } from './explain.ts';
import { goesLeft } from './evaluate.ts';
import { xgboostText, type Hand } from './testing/hand-made.ts';
import type { TreeModel } from './trees.ts';
import { readXgboost } from './xgboost.ts';

const FEATURES = 4;

/** Random trees, a feature more than once on a way included. */
const { hand } = letrec<{ hand: Hand }>((tie) => ({
  hand: oneof(
    { depthSize: 'small', withCrossShrink: true },
    integer({ min: -64, max: 64 }).map((n) => n / 16),
    tuple(
      integer({ min: 0, max: FEATURES - 1 }),
      integer({ min: -2, max: 2 }),
      tie('hand'),
      tie('hand'),
      boolean(),
    ),
  ),
}));

const value = oneof(double({ min: -3, max: 3, noNaN: true }), constant(Number.NaN));
const rows = array(value, { minLength: FEATURES, maxLength: FEATURES });
const models = array(hand, { minLength: 1, maxLength: 3 }).map((trees) =>
  readXgboost(xgboostText(trees, { features: FEATURES })),
);

/** Mean of a tree when only some features are known, by the definition. */
function meanKnowing(model: TreeModel, node: number, row: Float64Array, known: number): number {
  const { feature, left, right, leftShare, value: values } = model.nodes;
  const f = feature[node] ?? -1;
  if (f < 0) return values[node] ?? 0;
  const down = (child: Int32Array) => meanKnowing(model, child[node] ?? 0, row, known);
  if ((known >> f) & 1) return down(goesLeft(model, node, row[f] ?? Number.NaN) ? left : right);
  const share = leftShare[node] ?? 0;
  return share * down(left) + (1 - share) * down(right);
}

/** Shapley values by their definition: over all subsets of the other features. */
function shapley(model: TreeModel, row: Float64Array): number[] {
  const of = (known: number): number =>
    [...model.roots].reduce((sum, root) => sum + meanKnowing(model, root, row, known), 0);
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: FEATURES }, (_, f) => {
    let sum = 0;
    for (let known = 0; known < 1 << FEATURES; known++) {
      if ((known >> f) & 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(FEATURES - size - 1)) / factorial(FEATURES);
      sum += weight * (of(known | (1 << f)) - of(known));
    }
    return sum;
  });
}

test('attributions are the Shapley values of the definition, and add up to the margin', () => {
  assert(
    property(models, rows, (model, values) => {
      const row = Float64Array.from(values);
      const { margin, base, attributions } = explain(model, row);
      shapley(model, row).forEach((each, f) => expect(attributions[f]).toBeCloseTo(each, 9));
      expect(base + attributions.reduce((sum, each) => sum + each, 0)).toBeCloseTo(margin, 9);
      expect(base).toBeCloseTo(expectedMargin(model), 5);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test('a branch no training row took still explains the row that takes it', () => {
  const model = readXgboost(
    xgboostText([[0, 0, -1, [1, 0, 2, 4]]], {
      change(file) {
        for (const tree of file.learner.gradient_booster.model.trees)
          tree['sum_hessian'] = [10, 10, 0, 0, 0];
        return file;
      },
    }),
  );
  const { margin, base, attributions } = explain(model, Float64Array.of(1, 1));
  expect(margin).toBe(4);
  expect(base).toBeCloseTo(-1, 12);
  // By hand: −1 knowing nothing or feature 1, 3 knowing feature 0, 4 knowing both.
  expect(attributions[0]).toBeCloseTo(4.5, 12);
  expect(attributions[1]).toBeCloseTo(0.5, 12);
  // The other way round, the branch without rows must not turn the attributions into NaN.
  expect([...explain(model, Float64Array.of(-1, 1)).attributions]).toEqual([0, 0]);
});
