import { expect, test } from 'vitest';
import { logistic } from '../scoring/maths.ts';
import { calibrated, fitOffsetRidge, fitPlatt, rungFor, shrunkRate } from './ladder.ts';
import { randomFrom } from './random.ts';
import { fitLogistic } from './ridge.ts';

const random = randomFrom(11);
const uniform = (n: number): Float64Array =>
  Float64Array.from({ length: n }, () => 4 * random() - 2);
const drawn = (z: Float64Array): Uint8Array =>
  Uint8Array.from(z, (v) => (random() < logistic(v) ? 1 : 0));

test('the rungs by churned offices', () => {
  expect([0, 19, 20, 99, 100, 249, 250].map(rungFor)).toEqual([
    'intercept',
    'intercept',
    'platt',
    'platt',
    'ridge',
    'ridge',
    'ga2m',
  ]);
  expect(shrunkRate(0, 0, 0.12)).toBeCloseTo(0.12, 12);
  expect(shrunkRate(30, 100, 0.1)).toBeCloseTo(33 / 130, 12);
});

test('at the maximum the gradient is that of the prior', () => {
  const a = uniform(500);
  const b = uniform(500);
  const ones = new Float64Array(500).fill(1);
  const y = drawn(a.map((v, i) => 0.3 + v - 0.5 * (b[i] ?? 0)));
  const priors = [
    { mean: 0, precision: 0 },
    { mean: 1, precision: 20 },
    { mean: 0, precision: 5 },
  ];
  const columns = [ones, a, b];
  const { coefficients, converged } = fitLogistic(columns, y, priors);
  expect(converged).toBe(true);
  columns.forEach((column, j) => {
    let gradient = 0;
    for (let i = 0; i < 500; i++) {
      const z = columns.reduce((sum, c, m) => sum + (c[i] ?? 0) * (coefficients[m] ?? 0), 0);
      gradient += (column[i] ?? 0) * ((y[i] ?? 0) - logistic(z));
    }
    const { mean = 0, precision = 0 } = priors[j] ?? {};
    expect(gradient).toBeCloseTo(precision * ((coefficients[j] ?? 0) - mean), 5);
  });
});

test('separated outcomes and columns that repeat each other end without a number out of bounds', () => {
  const x = Float64Array.of(-2, -1, 1, 2);
  const y = Uint8Array.of(0, 0, 1, 1);
  const flat = { mean: 0, precision: 0 };
  expect(fitLogistic([x], y, [flat]).converged).toBe(false);
  expect(fitLogistic([x, x], y, [flat, flat]).converged).toBe(false);
  expect(
    fitLogistic([x, x], y, [flat, { mean: 0, precision: 1 }]).coefficients.every(Number.isFinite),
  ).toBe(true);
});

test('Platt: few events leave the slope near 1, many move it to where it belongs', () => {
  const few = uniform(30);
  expect(Math.abs(fitPlatt(few, drawn(few.map((z) => 0.4 * z - 1))).slope - 1)).toBeLessThan(0.5);
  const many = uniform(20_000);
  const platt = fitPlatt(many, drawn(many.map((z) => 0.4 * z - 1)));
  expect(platt.slope).toBeGreaterThan(0.35);
  expect(platt.slope).toBeLessThan(0.46);
  expect(platt.intercept).toBeGreaterThan(-1.06);
  expect(platt.intercept).toBeLessThan(-0.94);
  expect([...calibrated({ intercept: 1, slope: 2 }, Float64Array.of(0, 3))]).toEqual([1, 7]);
  // A window without an event, and one without a row.
  expect(fitPlatt(few, new Uint8Array(30)).intercept).toBeLessThan(0);
  expect(fitPlatt(new Float64Array(0), new Uint8Array(0))).toEqual({ intercept: 0, slope: 1 });
});

test('the ridge keeps the scorecard near 1 and learns a little of the features', () => {
  const score = uniform(3000);
  const extra = uniform(3000);
  const y = drawn(score.map((z, i) => z + 0.5 * (extra[i] ?? 0)));
  const { coefficients } = fitOffsetRidge(score, [extra], y);
  expect(Math.abs((coefficients[1] ?? 0) - 1)).toBeLessThan(0.2);
  expect(coefficients[2]).toBeGreaterThan(0.2);
  expect(coefficients[2]).toBeLessThan(0.6);
});
