import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weeklySums } from './weekly-sums.ts';
import { sumDays } from './windows.ts';

test('whole weeks before a day are the days they are made of', () => {
  const value = fc.oneof(fc.nat(5), fc.constant(Number.NaN), fc.constant(-1));
  const column = fc.array(value, { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(column, fc.nat(8), fc.nat(12), fc.nat(20), (values, back, weeks, later) => {
      const grid = {
        firstDay: 1000,
        days: values.length,
        offices: 1,
        values: Float32Array.from(values),
      };
      const asOf = 1000 + values.length - 1 + (later - 10);
      const sums = weeklySums(new Map([['visitors', grid]]), asOf, 1);
      const days = sumDays(grid, asOf, 7 * back, 7 * (back + weeks) - 1, 1);
      // Asked twice: what is remembered is what was summed.
      expect(sums('visitors', back, weeks)).toEqual(days);
      expect(sums('visitors', back, weeks)).toEqual(days);
      expect(sums('invites', back, weeks).observed[0]).toBe(0);
    }),
  );
});
