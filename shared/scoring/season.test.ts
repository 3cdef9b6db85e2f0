import { expect, test } from 'vitest';
import type { TrendInput } from './posterior.ts';
import { seasonalMeans } from './season.ts';
import { seeded, trendInputs } from './test-book.ts';

const row = (log: number): TrendInput => ({
  y1: Math.round(400 * Math.exp(log)),
  x1: 20,
  y0: 800,
  x0: 40,
});
const random = seeded(5);
const LAST = Array.from({ length: 300 }, () => random() - 0.5);
const AGAIN = trendInputs(LAST.map(row));
const SPREAD = (values: Float64Array) =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

test('seasons that come again are expected again', () => {
  const means = seasonalMeans(AGAIN, AGAIN, 20);
  expect(SPREAD(means)).toBeGreaterThan(0.2);
  LAST.forEach((log, i) => {
    if (Math.abs(log) > 0.1) expect(Math.sign(means[i] ?? 0)).toBe(Math.sign(log));
  });
});

test('last year’s noise is not expected again', () => {
  const now = trendInputs(LAST.map(() => row(random() - 0.5)));
  expect(SPREAD(seasonalMeans(now, AGAIN, 20))).toBeLessThan(0.05);
});

test('without a year of history nothing is expected', () => {
  const none = trendInputs(LAST.map(() => ({ y1: 0, x1: 0, y0: 0, x0: 0 })));
  expect([...new Set(seasonalMeans(AGAIN, none, 20))]).toEqual([0]);
});
