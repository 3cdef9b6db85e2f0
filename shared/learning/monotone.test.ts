import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitGa2m } from './ga2m.ts';
import { isotonic, straighten, violations } from './monotone.ts';
import { madeUp } from './testing.ts';

test('the isotonic fit keeps its sign, the weighted mean, and what was in order', () => {
  const point = fc.record({
    value: fc.double({ min: -5, max: 5, noNaN: true }),
    weight: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(point), fc.constantFrom(1 as const, -1 as const), (points, sign) => {
      const values = points.map(({ value }) => value);
      const weights = points.map(({ weight }) => weight);
      const fitted = isotonic(values, weights, sign);
      expect(fitted.every((v, i) => i === 0 || sign * (v - (fitted[i - 1] ?? v)) >= -1e-12)).toBe(
        true,
      );
      const sum = (list: readonly number[]): number =>
        list.reduce((total, v, i) => total + v * (weights[i] ?? 0), 0);
      expect(sum(fitted)).toBeCloseTo(sum(values), 6);
      const sorted = values.toSorted((a, b) => sign * (a - b));
      isotonic(sorted, weights, sign).forEach((v, i) => expect(v).toBeCloseTo(sorted[i] ?? 0, 12));
    }),
  );
});

test('a shape is straightened after the fact', () => {
  const { table, y } = madeUp(1500, 3, 0);
  const model = fitGa2m(table, y, { pairs: 0 });
  const straight = straighten(model, 'bend', 1);
  expect(violations(straight)).toEqual([]);
  expect(straight.shapes.filter((s, i) => s !== model.shapes[i]).map((s) => s.name)).toEqual([
    'bend',
  ]);
  expect(() => straighten(model, 'kind', 1)).toThrow(/no numeric shape kind/);
});
