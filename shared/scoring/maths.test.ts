import { assert, double, property } from 'fast-check';
import { expect, test } from 'vitest';
import { gammaCdf, logGamma, normalCdf, quantile, robustSd } from './maths.ts';

test('Φ: known values and symmetry', () => {
  expect(normalCdf(0)).toBeCloseTo(0.5, 14);
  expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 12);
  expect(normalCdf(-8) / 6.220960574271786e-16).toBeCloseTo(1, 6);
  assert(
    property(double({ min: -9, max: 9, noNaN: true }), (x) => {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 13);
    }),
  );
});

test('Φ never falls', () => {
  assert(
    property(
      double({ min: -40, max: 40, noNaN: true }),
      double({ min: 0, max: 5, noNaN: true }),
      (x, step) => {
        expect(normalCdf(x + step)).toBeGreaterThanOrEqual(normalCdf(x) - 1e-15);
      },
    ),
  );
});

test('gamma: ln Γ of a whole number is a sum of logs; shape 1 is the exponential', () => {
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 9);
  for (const x of [0.1, 1, 3, 20]) expect(gammaCdf(1, x)).toBeCloseTo(1 - Math.exp(-x), 12);
  // Poisson: P(G(n) > x) = P(N < n)
  const x = 4.2;
  const poisson = [0, 1, 2].reduce(
    (sum, n) => sum + (Math.exp(-x) * x ** n) / (n === 2 ? 2 : 1),
    0,
  );
  expect(1 - gammaCdf(3, x)).toBeCloseTo(poisson, 12);
});

test('quantiles pass over NaN; without values there is none', () => {
  expect(quantile([4, Number.NaN, 1, 2, 3], 0.5)).toBe(2.5);
  expect(quantile([Number.NaN], 0.5)).toBeUndefined();
  expect(robustSd([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826, 6);
});
