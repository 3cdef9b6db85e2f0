import { expect, test } from 'vitest';
import { withNewest } from './keep-recent.ts';

const at = (companyId: string, locationId: string | null = null) => ({ companyId, locationId });

test('what is looked at stands first, once, and twelve are kept', () => {
  const twelve = Array.from({ length: 12 }, (_, i) => at(String(i)));
  expect(withNewest(twelve, at('3'))?.map((each) => each.companyId)).toEqual([
    '3',
    '0',
    '1',
    '2',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
    '11',
  ]);
  expect(withNewest(twelve, at('new'))).toHaveLength(12);
  expect(withNewest(twelve, at('0'))).toBeNull();
});

test('an account and its office are two places', () => {
  expect(withNewest([at('1')], at('1', '2'))).toEqual([at('1', '2'), at('1')]);
});
