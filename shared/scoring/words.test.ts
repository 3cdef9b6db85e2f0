import { expect, test } from 'vitest';
import { count, direction, oneIn, plural, short, signedPercent } from './words.ts';

test('numbers as a person reads them', () => {
  expect([-0.617, 0, 0.049, -0.001].map(signedPercent)).toEqual(['−62%', '0%', '+5%', '0%']);
  expect([-0.62, 0.05, 0].map(direction)).toEqual(['down 62%', 'up 5%', 'unchanged']);
  expect([999, 1234.4, 1234567].map(count)).toEqual(['999', '1,234', '1,234,567']);
  expect([plural(1, 'day'), plural(0, 'day'), plural(2, 'office')]).toEqual([
    '1 day',
    '0 days',
    '2 offices',
  ]);
  expect([0.25, 9.96, 12.4].map(short)).toEqual(['0.3', '10', '12']);
  expect([2.6, 1, 4].map(oneIn)).toEqual(['1-in-400', '1-in-10', '1-in-10,000']);
});
