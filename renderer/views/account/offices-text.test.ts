import { expect, test } from 'vitest';
import { missingText, officesText } from './offices-text.ts';

test('the count of the head and the rows of the list agree', () => {
  expect(officesText({ offices: 63, officeRows: { length: 72 } })).toBe(
    '63 offices, and 9 closed or excluded',
  );
  expect(officesText({ offices: 1, officeRows: { length: 1 } })).toBe('1 office');
});

test('missing offices are named with the day since when, a few of them', () => {
  const office = (i: number) => ({
    location_id: `l${i}`,
    location_name: `Office ${i}`,
    since: '2026-11-14',
  });
  expect(missingText([])).toBe('');
  expect(missingText([office(1)])).toBe(
    'Not in the extract, and in no number here: Office 1 since 14 Nov 2026.',
  );
  expect(missingText(Array.from({ length: 7 }, (_, i) => office(i)))).toMatch(
    /Office 4 since 14 Nov 2026 and 2 more\.$/,
  );
});
