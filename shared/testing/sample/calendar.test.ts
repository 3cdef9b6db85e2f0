import { expect, test } from 'vitest';
import { dayOf, weekday } from '../../domain/day.ts';
import { FESTIVE_REGION, regionDay } from './calendar.ts';
import { REGIONS, regionNamed } from './places.ts';

const YEAR = Array.from({ length: 365 }, (_, k) => dayOf('2026-01-01') + k);

test.each(REGIONS.map((region, index) => [region.name, index] as const))(
  '%s closes on its own weekend and on nine holidays at most',
  (_, r) => {
    const weekend = REGIONS[r]?.weekend ?? [5, 6];
    const closed = YEAR.filter((day) => !regionDay(3, r, day).open);
    const onWeekend = closed.filter((day) => weekend.includes(weekday(day)));
    expect(onWeekend).toHaveLength(YEAR.filter((day) => weekend.includes(weekday(day))).length);
    const holidays = closed.length - onWeekend.length;
    expect(holidays).toBeGreaterThanOrEqual(6);
    expect(holidays).toBeLessThanOrEqual(9);
    for (const day of closed) expect(regionDay(3, r, day).factor).toBeLessThan(0.1);
  },
);

test('the Middle East works on Sundays, Europe does not', () => {
  const sunday = dayOf('2026-11-15');
  expect(weekday(sunday)).toBe(6);
  expect(regionDay(1, regionNamed('Middle East'), sunday).factor).toBeGreaterThan(0.5);
  expect(regionDay(1, regionNamed('Europe'), sunday).factor).toBeLessThan(0.1);
});

test('the festive region halves in November, every year', () => {
  for (const year of [2025, 2026]) {
    const total = (from: string): number =>
      Array.from({ length: 21 }, (_, k) => dayOf(`${year}-${from}`) + k).reduce(
        (sum, day) => sum + regionDay(1, FESTIVE_REGION, day).factor,
        0,
      );
    const ratio = total('11-01') / total('10-11');
    expect(ratio).toBeGreaterThan(0.35);
    expect(ratio).toBeLessThan(0.65);
  }
});
