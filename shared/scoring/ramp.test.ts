import { expect, test } from 'vitest';
import { generalRamp, learnRamp, stalledProbability } from './ramp.ts';

test('the general curve stands in below thirty completed onboardings', () => {
  const ramp = learnRamp(Array.from({ length: 29 }, () => [1, 1]));
  expect(ramp.learnedFrom).toBe(0);
  expect(ramp.at(45.5)).toBeCloseTo(1 - Math.exp(-1), 12);
  expect(generalRamp(0)).toBe(0);
});

test('a learned curve is the median by week and never falls', () => {
  const curve = [0.2, 0.5, 0.4, Number.NaN, 0.9];
  const ramp = learnRamp(Array.from({ length: 30 }, () => curve));
  expect(ramp.learnedFrom).toBe(30);
  expect([0, 7, 14, 21, 28, 700].map(ramp.at)).toEqual([0.2, 0.5, 0.5, 0.5, 0.9, 0.9]);
});

test('stalled: nearly nothing where much was expected; not where little was', () => {
  const at = (y: number, expectedRate: number) =>
    stalledProbability({ y, x: 28, expectedRate, ramp: 0.7 });
  expect(at(0, 10)).toBeGreaterThan(0.99);
  expect(at(196, 10)).toBeLessThan(0.01);
  expect(at(0, 0.05)).toBeLessThan(0.8);
  expect(at(0, 0)).toBe(0);
});
