import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { likelihood, POINTS, posterior, priorOnGrid, type Trend } from './posterior.ts';
import { learnPrior, START_PRIOR } from './prior.ts';
import { poisson, seeded, trendInputs } from './test-book.ts';

const PRIOR = priorOnGrid(START_PRIOR, 0);

function trendOf(y1: number, y0: number, kEff = 20): Trend {
  const like = new Float64Array(POINTS);
  likelihood(trendInputs([{ y1, x1: 20, y0, x0: 40 }]), 0, kEff, like, 0);
  return posterior(like, 0, PRIOR);
}

test('no change stays near zero; a collapse is certain', () => {
  expect(Math.abs(trendOf(200, 400).mean)).toBeLessThan(0.03);
  const collapse = trendOf(20, 400);
  expect(collapse.mean).toBeLessThan(-1);
  expect(collapse.drop).toBeGreaterThan(0.99);
  expect(collapse.q10).toBeLessThan(collapse.mean);
  expect(collapse.q90).toBeGreaterThan(collapse.mean);
});

test('the same ratio counts for less where there is less evidence', () => {
  expect(trendOf(1, 5).mean).toBeGreaterThan(trendOf(100, 500).mean);
  expect(trendOf(100, 500, 5).mean).toBeGreaterThan(trendOf(100, 500, 200).mean);
});

test('more visitors never mean a lower trend', () => {
  assert(
    property(integer({ min: 0, max: 400 }), integer({ min: 0, max: 800 }), (y1, y0) => {
      expect(trendOf(y1 + 1, y0, 1e9).mean).toBeGreaterThanOrEqual(trendOf(y1, y0, 1e9).mean);
      const t = trendOf(y1, y0);
      expect(t.drop + t.rise).toBeLessThanOrEqual(1 + 1e-12);
      expect(t.q10).toBeLessThanOrEqual(t.q90);
    }),
  );
});

test('EM finds how many offices moved and by how much', () => {
  const random = seeded(3);
  const rows = 1500;
  const like = new Float64Array(rows * POINTS);
  for (let i = 0; i < rows; i++) {
    const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const ell = i % 5 === 0 ? -0.3 + 0.5 * z : 0.1 * z;
    const input = {
      y1: poisson(300 * Math.exp(ell), random),
      x1: 20,
      y0: poisson(600, random),
      x0: 40,
    };
    likelihood(trendInputs([input]), 0, 1e6, like, i * POINTS);
  }
  const prior = learnPrior(like, rows, new Float64Array(rows));
  expect(prior.pi).toBeGreaterThan(0.74);
  expect(prior.pi).toBeLessThan(0.86);
  expect(prior.s0).toBeCloseTo(0.1, 1);
  expect(Math.abs(prior.m1 + 0.3)).toBeLessThan(0.1);
  expect(Math.abs(prior.s1 - 0.5)).toBeLessThan(0.1);
});

test('an empty book keeps the starting prior', () => {
  expect(learnPrior(new Float64Array(0), 0, new Float64Array(0))).toEqual(START_PRIOR);
});
