import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../domain/day.ts';
import { renewalAfter } from './company-day.ts';

test('the next renewal is on or after the day, and less than a term away', () => {
  const day = fc.integer({ min: dayOf('2020-01-01'), max: dayOf('2030-12-31') });
  fc.assert(
    fc.property(day, day, fc.boolean(), (renewal, today, annual) => {
      const next = renewalAfter(renewal, today, annual);
      expect(next).toBeGreaterThanOrEqual(today);
      expect(next - today).toBeLessThanOrEqual(annual ? 366 : 31);
    }),
  );
});

test('a yearly contract renews on the same date, a monthly one every month', () => {
  const renewal = dayOf('2027-03-15');
  const of = (today: string, annual: boolean): string =>
    formatDay(renewalAfter(renewal, dayOf(today), annual));
  expect(of('2026-11-20', true)).toBe('2027-03-15');
  expect(of('2027-03-16', true)).toBe('2028-03-15');
  expect(of('2025-03-15', true)).toBe('2025-03-15');
  expect(of('2026-11-20', false)).toBe('2026-12-15');
});
