import { expect, test } from 'vitest';
import { fitLevel, type LevelRow } from './expected.ts';
import { poisson, seeded } from './test-book.ts';

function simulate(n: number) {
  const random = seeded(11);
  const rows: LevelRow[] = [];
  const counts = new Float64Array(n);
  const exposures = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const employees = 10 + Math.floor(400 * random());
    const industry = ['law', 'software'][i % 2] ?? null;
    rows.push({ employees: i % 9 === 0 ? null : employees, industry, plan: 'basic', region: null });
    exposures[i] = 50 + Math.floor(10 * random());
    const rate = 0.02 * employees * (i % 2 === 0 ? 1 : 2.5);
    counts[i] = poisson(rate * (exposures[i] ?? 0), random);
  }
  return { rows, counts, exposures };
}

function row(employees: number | null, industry: string): LevelRow {
  return { employees, industry, plan: 'basic', region: null };
}

test('recovers the effect of headcount and industry', () => {
  const { rows, counts, exposures } = simulate(2000);
  const model = fitLevel(rows, counts, exposures);
  const rate = (employees: number | null, industry: string) =>
    model?.rateOf(row(employees, industry)) ?? Number.NaN;
  expect(rate(100, 'law')).toBeGreaterThan(1.85);
  expect(rate(100, 'law')).toBeLessThan(2.15);
  expect(rate(100, 'software') / rate(100, 'law')).toBeCloseTo(2.5, 1);
  expect(rate(200, 'law') / rate(100, 'law')).toBeCloseTo(2, 1);
  // Unknown headcount: about what the mean office does, and an unseen industry: no effect of its own.
  expect(rate(null, 'law')).toBeGreaterThan(3);
  expect(Number.isFinite(rate(100, 'mining'))).toBe(true);
});

test('fewer than 30 offices give no expectation', () => {
  const { rows, counts, exposures } = simulate(29);
  expect(fitLevel(rows, counts, exposures)).toBeUndefined();
});

test('a book without any use has an expectation near zero', () => {
  const { rows, exposures } = simulate(60);
  const model = fitLevel(rows, new Float64Array(60), exposures);
  expect(
    model?.rateOf(rows[1] ?? { employees: 1, industry: null, plan: null, region: null }),
  ).toBeLessThan(0.01);
});
