import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { marginOf, probabilityOf } from './evaluate.ts';
import { explain } from './explain.ts';
import { readLightgbm } from './lightgbm.ts';
import { lightgbmStump } from './testing/hand-made.ts';

const folder = path.join(import.meta.dirname, 'testing', 'lightgbm');

interface Expected {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly margin: readonly number[];
  readonly prob: readonly number[];
  /** An attribution per feature, then the base. */
  readonly contrib: readonly (readonly number[])[];
}

test.each(['zero_as_missing', 'no_missing', 'sigmoid'])(
  '%s: margin, probability and attributions are those of LightGBM',
  (name) => {
    const model = readLightgbm(readFileSync(path.join(folder, `${name}.txt`), 'utf8'));
    const expected = JSON.parse(
      readFileSync(path.join(folder, `${name}_expected.json`), 'utf8'),
    ) as Expected;
    expect(expected.rows).toHaveLength(60);
    expected.rows.forEach((values, r) => {
      const row = Float64Array.from(values, (value) => value ?? Number.NaN);
      const { margin, base, attributions } = explain(model, row);
      expect(margin).toBeCloseTo(expected.margin[r] ?? Number.NaN, 12);
      expect(probabilityOf(model, margin)).toBeCloseTo(expected.prob[r] ?? Number.NaN, 12);
      [...attributions, base].forEach((each, f) =>
        expect(each).toBeCloseTo(expected.contrib[r]?.[f] ?? Number.NaN, 12),
      );
    });
  },
);

const stump = (split: Parameters<typeof lightgbmStump>[0], value: number): number =>
  marginOf(readLightgbm(lightgbmStump(split)), Float64Array.of(value));

test('what equals the threshold goes left, in float64', () => {
  expect(stump({ threshold: '0.1' }, 0.1)).toBe(-1);
  expect(stump({ threshold: '0.1' }, 0.1 + 1e-12)).toBe(1);
});

test.each([
  ['inf', 1e300, -1],
  ['-inf', -1e300, 1],
  ['1e+308', 1e307, -1],
])('a threshold may be %s', (threshold, value, margin) => {
  expect(stump({ threshold }, value)).toBe(margin);
});

// decision_type: bit 0 categorical, bit 1 default left, bits 2 and 3 the missing type (0 none, 1 zero, 2 NaN).
test.each([
  ['none: NaN is 0', 0, Number.NaN, -1],
  ['none, default left: NaN is 0 all the same', 2, Number.NaN, -1],
  ['zero, default right: 0 is missing', 4, 0, 1],
  ['zero, default right: NaN is missing', 4, Number.NaN, 1],
  ['zero, default left', 6, 0, -1],
  ['NaN, default right', 8, Number.NaN, 1],
  ['NaN, default left', 10, Number.NaN, -1],
  ['NaN: 0 is a value', 8, 0, -1],
])('missing type %s', (_what, decision, value, margin) => {
  expect(stump({ decision }, value)).toBe(margin);
});

test('categories of a bitset go left, all others, negative and missing ones right', () => {
  const split = { threshold: '0', decision: 1, categories: [0b101, 1] };
  for (const left of [0, 2, 32, 2.9]) expect(stump(split, left)).toBe(-1);
  for (const right of [1, 3, 31, 33, 64, 1e9, -1, Number.NaN]) expect(stump(split, right)).toBe(1);
});

test('made-up names count as none, and lines may end as on Windows', () => {
  const model = readLightgbm(lightgbmStump({}).replaceAll('\n', '\r\n'));
  expect(model.featureNames).toEqual([]);
  expect(model.features).toBe(1);
});

test.each([
  [/num_class=1/, 'num_class=3', /tells 3 classes apart/],
  [/objective=.*/, 'objective=regression', /objective is regression/],
  [/objective=.*\n/, '', /objective is custom/],
  [/is_linear=0/, 'is_linear=1', /Tree 0 has linear models.*linear_tree=false/],
  [/max_feature_idx=0/, 'average_output\nmax_feature_idx=0', /random forest/],
  [/version=v4/, 'version=v2', /version ‘v2’/],
  [/tree_sizes=300/, 'tree_sizes=300 300', /says it has 2 trees and holds 1/],
  [/Tree=0/, 'Tree=1', /has tree 1 where tree 0 belongs/],
  [/leaf_value=-1 1/, 'leaf_value=-1', /Tree 0 has 1 leaf_value where 2 belong/],
  [/leaf_value=-1 1/, 'leaf_value=-1 nan', /Tree 0 has ‘nan’ among its leaf_value/],
  [/leaf_value=-1 1/, 'leaf_value=-1 inf', /Tree 0 has a leaf that is not finite/],
  [/threshold=0.5/, 'threshold=0,5', /‘0,5’ among its threshold/],
  [/decision_type=2/, 'decision_type=1', /Tree 0 has no categories 0.5/],
  [/right_child=-2/, 'right_child=-1', /Tree 0 is no tree/],
  [/right_child=-2/, 'right_child=-9', /Tree 0 has no node -9/],
])('refused: %s', (found, instead, sentence) => {
  expect(() => readLightgbm(lightgbmStump({}).replace(found, instead))).toThrow(sentence);
});

test('a text that is cut off is refused wherever it ends', () => {
  const text = readFileSync(path.join(folder, 'sigmoid.txt'), 'utf8');
  const end = text.indexOf('end of trees');
  for (let at = 100; at < end; at += 97)
    expect(() => readLightgbm(text.slice(0, at))).toThrow(
      /cut off: it ends (?:before its first tree|in tree \d(?: of 6)?)/,
    );
});
