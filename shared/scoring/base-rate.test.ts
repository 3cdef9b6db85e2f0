import { array, assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { horizonProbability, solveBaseline } from './base-rate.ts';
import { logistic } from './maths.ts';

test('twelve percent a year is about three percent in 90 days', () => {
  expect(horizonProbability(0.12, 90)).toBeCloseTo(0.03103, 4);
  expect(horizonProbability(0.12, 365)).toBeCloseTo(0.12, 12);
});

test('the mean chance is the declared one, whatever the points', () => {
  const points = array(double({ min: -6, max: 8, noNaN: true }), { minLength: 1, maxLength: 60 });
  assert(
    property(points, double({ min: 0.001, max: 0.9, noNaN: true }), (list, target) => {
      const eta = solveBaseline(Float64Array.from(list), target);
      const mean = list.reduce((sum, p) => sum + logistic(eta + p), 0) / list.length;
      expect(mean).toBeCloseTo(target, 10);
    }),
  );
});

test('an empty book has the logit of the target', () => {
  expect(solveBaseline(new Float64Array(0), 0.5)).toBe(0);
});
