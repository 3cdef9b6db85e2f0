import { expect, test } from 'vitest';
import { officesText } from './offices-text.ts';

test('the count of the head and the rows of the list agree', () => {
  expect(officesText({ offices: 63, officeRows: { length: 72 } })).toBe(
    '63 offices, and 9 closed or excluded',
  );
  expect(officesText({ offices: 1, officeRows: { length: 1 } })).toBe('1 office');
});
