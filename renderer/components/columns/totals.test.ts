import { expect, test } from 'vitest';
import { totalsText } from './totals.ts';

const row = (
  employees: number | null,
  adoption: number | null,
  arr: number | null,
  currency = 'EUR',
) => ({
  employees,
  adoption,
  arr,
  currency,
});

test('sums and means of what is known, and how much is not', () => {
  const text = totalsText([row(1000, 40, 5000), row(240, 36, 7000), row(null, null, null)]);
  expect(text).toMatch(/^3 selected · 1.240 employees \(1 unknown\) · ARR .*12/);
  expect(text).toContain('mean adoption 38 (1 unknown)');
});

test('nothing known is no zero, and two currencies are no sum', () => {
  expect(totalsText([row(null, null, null)])).toBe('1 selected');
  expect(totalsText([row(null, null, 1), row(null, null, 1, 'USD')])).toBe(
    '2 selected · ARR in 2 currencies',
  );
  expect(totalsText([row(0, null, null)])).toContain('0 employees');
});
