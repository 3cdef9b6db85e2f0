import { expect, test } from 'vitest';
import { marginOf } from './evaluate.ts';
import { xgboostText, type HandOptions, type XgboostFile } from './testing/hand-made.ts';
import { readXgboost } from './xgboost.ts';

const margin = (text: string, ...row: number[]): number =>
  marginOf(readXgboost(text), Float64Array.from(row));

test('values and thresholds are compared in float32', () => {
  const text = xgboostText([[0, 0.1, -1, 1]]);
  // 0.1 in float32 is above 0.1 in float64: what is equal in float32 goes right.
  expect(margin(text, 0.1)).toBe(1);
  expect(margin(text, 0.1 - 1e-12)).toBe(1);
  expect(margin(text, 0.0999999)).toBe(-1);
});

test('sums are rounded to float32 tree by tree', () => {
  const text = xgboostText([1e8, 1, -1e8].map((value) => value));
  expect(margin(text, 0)).toBe(0);
});

test('a missing value goes the way the node says', () => {
  expect(margin(xgboostText([[0, 5, -1, 1, true]]), Number.NaN)).toBe(-1);
  expect(margin(xgboostText([[0, 5, -1, 1, false]]), Number.NaN)).toBe(1);
});

test.each([
  ['5E-1', 0],
  ['[5E-1]', 0],
  [' [2.7E-1] ', Math.log(0.27 / 0.73)],
  ['0.27', Math.log(0.27 / 0.73)],
])('base_score %s is a probability', (baseScore, logit) => {
  expect(margin(xgboostText([0], { baseScore }), 0)).toBeCloseTo(logit, 6);
});

test('flags may be true and false, and pruned nodes may stay behind', () => {
  const text = xgboostText([[0, 5, -1, 1]], {
    change(file) {
      const tree = file.learner.gradient_booster.model.trees[0] ?? {};
      tree['default_left'] = [true, false, false, false];
      for (const name of ['left_children', 'right_children', 'split_indices'])
        (tree[name] as number[]).push(-1);
      for (const name of ['split_conditions', 'sum_hessian', 'split_type'])
        (tree[name] as number[]).push(0);
      return file;
    },
  });
  expect(margin(text, Number.NaN)).toBe(-1);
  expect(readXgboost(text).nodes.feature).toHaveLength(3);
});

const tree = (file: XgboostFile): Record<string, unknown> =>
  file.learner.gradient_booster.model.trees[0] ?? {};

const changed =
  (change: (file: XgboostFile) => void): HandOptions['change'] =>
  (file) => {
    change(file);
    return file;
  };

test.each<[string, HandOptions['change'], RegExp]>([
  [
    'categories',
    changed((file) => (tree(file)['split_type'] = [1, 0, 0])),
    /^Tree 0 splits on categories .* ask the data team for .* columns of 0 and 1\.$/,
  ],
  [
    'classes',
    changed((file) => (file.learner.learner_model_param['num_class'] = '3')),
    /tells 3 classes apart.*objective='binary:logistic'/,
  ],
  [
    'targets',
    changed((file) => (file.learner.learner_model_param['num_target'] = '2')),
    /has 2 targets/,
  ],
  [
    'objective',
    changed((file) => (file.learner.objective.name = 'reg:squarederror')),
    /objective is reg:squarederror/,
  ],
  [
    'dart',
    changed((file) => (file.learner.gradient_booster.weight_drop = [1])),
    /DART.*weight_drop.*booster='gbtree'/,
  ],
  ['linear', changed((file) => (file.learner.gradient_booster.name = 'gblinear')), /gblinear/],
  [
    'vector leaves',
    changed((file) => (tree(file)['tree_param'] = { size_leaf_vector: '2' })),
    /leaves of 2 values/,
  ],
  [
    'a leaf that is not finite',
    changed((file) => (tree(file)['split_conditions'] = [5, 1e60, 1])),
    /Tree 0 has a leaf that is not finite/,
  ],
  [
    'text among numbers',
    changed((file) => (tree(file)['split_conditions'] = [5, 'one', 1])),
    /Tree 0 has "one" among its split_conditions/,
  ],
  [
    'a loop',
    changed((file) => (tree(file)['left_children'] = [0, -1, -1])),
    /Tree 0 is no tree: two ways lead to its node 0/,
  ],
  [
    'a child that is not there',
    changed((file) => (tree(file)['left_children'] = [9, -1, -1])),
    /Tree 0 has no node 9, though/,
  ],
  [
    'a feature that is not there',
    changed((file) => (tree(file)['split_indices'] = [7, 0, 0])),
    /splits on feature 7 of 2/,
  ],
  ['a short column', changed((file) => (tree(file)['split_indices'] = [0])), /has 3 nodes but 1/],
  [
    'a missing tree',
    changed((file) => (file.learner.gradient_booster.model.gbtree_model_param['num_trees'] = '2')),
    /says it has 2 trees and holds 1/,
  ],
  ['settings only', () => ({ learner: { objective: { name: 'binary:logistic' } } }), /save_config/],
  ['a dump', () => [{ nodeid: 0, children: [] }], /dump_model/],
  ["LightGBM's dump", () => ({ name: 'tree', tree_info: [] }), /LightGBM's dump_model JSON/],
  ['CatBoost', () => ({ oblivious_trees: [] }), /CatBoost/],
  ['anything else', () => ({ a: 1 }), /JSON but not an XGBoost model/],
])('refused: %s', (_what, change, sentence) => {
  expect(() => readXgboost(xgboostText([[0, 5, -1, 1]], { change }))).toThrow(sentence);
});

test.each(['0', '1', '[0.1,0.2]', '', 'NaN', '-3'])('base_score %s is refused', (baseScore) => {
  expect(() => readXgboost(xgboostText([0], { baseScore }))).toThrow(/base_score is/);
});

test('numbers that are not finite are refused, though XGBoost writes them as bare words', () => {
  const text = xgboostText([[0, 5, -1, 1]]);
  const replaced = (put: string): string => text.replace('"split_conditions":[5,-1', put);
  expect(() => readXgboost(replaced('"split_conditions":[NaN,-1'))).toThrow(
    /Tree 0 has a threshold that is not finite \(NaN\)/,
  );
  expect(() => readXgboost(replaced('"split_conditions":[5,-Infinity'))).toThrow(
    /Tree 0 has a leaf that is not finite \(-Infinity\)/,
  );
  // As written for a categorical split: its condition is NaN.
  const categorical = replaced('"split_conditions":[NaN,-1').replace(
    '"split_type":[0',
    '"split_type":[1',
  );
  expect(() => readXgboost(categorical)).toThrow(/Tree 0 splits on categories/);
});

test('broken JSON is refused with its place', () => {
  const text = xgboostText([[0, 5, -1, 1]]);
  expect(() =>
    readXgboost(text.replace('"split_conditions":[5', '"split_conditions":[nan')),
  ).toThrow(/broken JSON: line 1, column \d+, at ‘nan’; ask the data team to save it again/);
  expect(() => readXgboost(text.slice(0, 200))).toThrow(
    /broken JSON: it ends too early, in line 1/,
  );
});

test('a tree deeper than the limit is refused', () => {
  let deep: Parameters<typeof xgboostText>[0][number] = 0;
  for (let i = 0; i < 70; i++) deep = [0, i, deep, 1];
  expect(() => readXgboost(xgboostText([deep]))).toThrow(/Tree 0 is deeper than 64 splits/);
});
