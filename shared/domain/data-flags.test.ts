import { expect, test } from 'vitest';
import { flagsBy } from './data-flags.ts';

const flag = (company_id: string, location_id: string | null, text: string) => ({
  company_id,
  location_id,
  code: 'set_aside',
  text,
});

test('flags stand at what they concern, and an account says how many of its offices have some', () => {
  const flags = flagsBy(
    {
      flags: [
        flag('a', null, 'Billing is stale.'),
        flag('a', '1', 'A row was set aside.'),
        flag('a', '1', 'It was restated.'),
        flag('a', '2', 'It is missing.'),
        flag('b', '1', 'It is missing.'),
      ],
    },
    9,
  );
  expect(flags.ofOffice('a', '1')).toEqual(['A row was set aside.', 'It was restated.']);
  expect(flags.ofOffice('b', '1')).toEqual(['It is missing.']);
  expect(flags.ofOffice('a', '3')).toEqual([]);
  expect(flags.ofAccount('a')).toEqual(['Billing is stale.', '2 offices have a data flag.']);
  expect(flags.ofAccount('b')).toEqual(['1 office has a data flag.']);
  expect(flags.ofAccount(null)).toEqual([]);
});

test('what most accounts have in common is no flag in a row', () => {
  const stale = ['a', 'b', 'c'].map((company) => flag(company, null, 'Billing is stale.'));
  const some = flagsBy({ flags: [...stale, flag('a', null, 'Support is stale.')] }, 6);
  expect(some.ofAccount('b')).toEqual(['Billing is stale.']);
  const most = flagsBy({ flags: [...stale, flag('a', null, 'Support is stale.')] }, 5);
  expect(most.ofAccount('a')).toEqual(['Support is stale.']);
  expect(most.ofAccount('b')).toEqual([]);
  expect(most.onPage('b', null)).toEqual(['Billing is stale.']);
  expect(most.onPage('a', '1')).toEqual(['Support is stale.', 'Billing is stale.']);
});
