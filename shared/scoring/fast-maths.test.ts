import { assert, double, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { decay, softplusSeries, SOFTPLUS_STEP } from './fast-maths.ts';

test('e^−x as Math.exp has it, until it counts as nothing', () => {
  assert(
    property(double({ min: 0, max: 39.99, noNaN: true }), (x) => {
      expect(Math.abs(decay(x) / Math.exp(-x) - 1)).toBeLessThan(2e-15);
    }),
  );
  expect(decay(0)).toBe(1);
  expect(decay(40)).toBe(0);
  expect(decay(Number.POSITIVE_INFINITY)).toBe(0);
});

test('ln(1 + e^x) as Math.log1p has it, inside the table and out', () => {
  const into = new Float64Array(40);
  assert(
    property(
      double({ min: -30, max: 30, noNaN: true }),
      integer({ min: 1, max: 20 }),
      (start, stride) => {
        softplusSeries(start, stride * SOFTPLUS_STEP, 40, into, 0);
        into.forEach((value, j) => {
          const t = start + j * stride * SOFTPLUS_STEP;
          const exact = Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
          expect(Math.abs(value - exact)).toBeLessThan(1e-14);
        });
      },
    ),
  );
});
