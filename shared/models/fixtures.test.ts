import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { marginOf, probabilityOf } from './evaluate.ts';
import { expectedMargin, explain } from './explain.ts';
import { readModel } from './read-model.ts';

const folder = path.join(import.meta.dirname, 'testing', 'telco');

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

interface Expected {
  readonly features: readonly string[];
  readonly rows: readonly (readonly (number | null)[])[];
  readonly margin: readonly number[];
  readonly prob: readonly number[];
}

const FIXTURES = [
  ['telco_xgb_1_7.json', 'telco_xgb_expected.json'],
  ['telco_lgb_4.txt', 'telco_lgb_expected.json'],
] as const;

test.each(FIXTURES)('%s gives the margins and probabilities of its own library', (file, beside) => {
  const model = readModel(readFileSync(path.join(folder, file)), decode);
  const expected = JSON.parse(readFileSync(path.join(folder, beside), 'utf8')) as Expected;
  expect(model.featureNames).toEqual(expected.features);
  expect(model.roots).toHaveLength(60);
  expect(expected.rows).toHaveLength(400);
  expect(expected.rows.some((row) => row.includes(null))).toBe(true);
  let worst = 0;
  expected.rows.forEach((values, r) => {
    const row = Float64Array.from(values, (value) => value ?? Number.NaN);
    const margin = marginOf(model, row);
    worst = Math.max(
      worst,
      Math.abs(margin - (expected.margin[r] ?? Number.NaN)),
      Math.abs(probabilityOf(model, margin) - (expected.prob[r] ?? Number.NaN)),
    );
  });
  expect(worst).toBeLessThanOrEqual(1e-6);
});

test.each(FIXTURES)(
  'the attributions of %s add up from its mean to each margin',
  (file, beside) => {
    const model = readModel(readFileSync(path.join(folder, file)), decode);
    const { rows } = JSON.parse(readFileSync(path.join(folder, beside), 'utf8')) as Expected;
    const mean = expectedMargin(model);
    // Sixty sums in float32 round by a few 1e-7 each; the base carries what they lose.
    const rounding = model.format === 'xgboost' ? 5e-6 : 1e-9;
    for (const values of rows) {
      const { margin, base, attributions } = explain(
        model,
        Float64Array.from(values, (value) => value ?? Number.NaN),
      );
      const sum = attributions.reduce((all, each) => all + each, 0);
      expect(Math.abs(mean + sum - margin)).toBeLessThanOrEqual(rounding);
      expect(base + sum).toBeCloseTo(margin, 9);
    }
  },
);
