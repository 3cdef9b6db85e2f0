import { expect, test } from 'vitest';
import { OFFICE_COLUMNS } from '../../../shared/domain/office.ts';
import type { OfficeRecord } from '../../../shared/domain/records.ts';
import { bookOf, filterWords, matchingOffices, OFFICE_CHIPS, pressed } from './filter.ts';

const nothing = Object.fromEntries(Object.keys(OFFICE_COLUMNS).map((name) => [name, null]));

function office(change: Partial<OfficeRecord>): OfficeRecord {
  return { ...nothing, key: change.location_name ?? '', ...change } as OfficeRecord;
}

const rows = [
  office({
    location_name: 'Zürich West',
    country_code: 'CH',
    band: 'high',
    csm_email: 'a@x.com',
    state: 'scored',
  }),
  office({
    location_name: 'Berlin Mitte',
    company_name: 'Kern',
    country_code: 'DE',
    state: 'closed',
  }),
  office({
    location_name: 'Wien',
    company_name: 'Kern',
    band: 'low',
    csm_email: 'b@x.com',
    state: 'onboarding',
  }),
];
const names = (found: readonly OfficeRecord[]) => found.map((row) => row.location_name);

test('accents, case and the order of words do not matter', () => {
  expect(names(matchingOffices(rows, 'west ZURICH'))).toEqual(['Zürich West']);
  expect(names(matchingOffices(rows, 'kern germany'))).toEqual(['Berlin Mitte']);
  expect(names(matchingOffices(rows, 'kern paris'))).toEqual([]);
});

test('chips add up; none pressed keeps all', () => {
  expect(names(pressed(rows, OFFICE_CHIPS, ['high', 'closed']))).toEqual([
    'Zürich West',
    'Berlin Mitte',
  ]);
  expect(pressed(rows, OFFICE_CHIPS, [])).toBe(rows);
});

test('a book is one person’s; an office without a CSM is in nobody’s', () => {
  expect(names(bookOf(rows, 'b@x.com'))).toEqual(['Wien']);
  expect(bookOf(rows, null)).toBe(rows);
});

test('a filter can be said in words', () => {
  expect(filterWords({ text: '', chips: [] }, OFFICE_CHIPS, null)).toBe('all');
  expect(filterWords({ text: ' wien ', chips: ['high', 'notice'] }, OFFICE_CHIPS, 'a@x.com')).toBe(
    'book of a@x.com, high or notice, text "wien"',
  );
});
