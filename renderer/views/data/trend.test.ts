import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay } from '../../../shared/domain/day.ts';
import { bandOf, trendWords } from './trend.ts';

const trend = (values: readonly number[], failed: readonly number[] = []) => ({
  of: 'rows',
  points: values.map((value, i) => ({
    ds: formatDay(20_000 + i),
    value,
    passed: !failed.includes(i),
  })),
});

test('every point lies in the box, and those that passed lie in the band', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 20_000 }), { minLength: 2, maxLength: 14 }),
      (values) => {
        const { points, band } = bandOf(trend(values, [0]), 112, 28);
        for (const { x, y, passed } of points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(112);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(28);
          if (!passed || !band) continue;
          expect(y).toBeGreaterThanOrEqual(band.top);
          expect(y).toBeLessThanOrEqual(band.top + band.height);
        }
      },
    ),
  );
});

test('the words carry the day, the days before, and their range', () => {
  const words = trendWords(trend([10, 30, 20, 99]), String, (ds) => ds);
  expect(words).toBe(`rows: 99; 10 to 30 on 3 days from ${formatDay(20_000)}`);
  expect(trendWords(trend([7, 7, 9]), String, (ds) => ds)).toContain('9; 7 on 2 days');
});
