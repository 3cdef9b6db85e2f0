import { expect, test } from 'vitest';
import { walkAt, walkThrough } from './walk.ts';

const office = (company_id: string, location_id: string) => ({ company_id, location_id });

test('a list is gone through in its order, from end to end; two accounts may use one office id', () => {
  walkThrough([office('1', 'a'), office('2', 'a'), office('2', 'b')]);
  expect(walkAt({ companyId: '2', locationId: 'a' })).toEqual({
    place: 2,
    count: 3,
    before: { companyId: '1', locationId: 'a' },
    after: { companyId: '2', locationId: 'b' },
  });
  expect(walkAt({ companyId: '1', locationId: 'a' })?.before).toBeNull();
  expect(walkAt({ companyId: '2', locationId: 'b' })?.after).toBeNull();
});

test('what did not come from the list has no place in it', () => {
  walkThrough([{ company_id: '1' }, { company_id: '2' }]);
  expect(walkAt({ companyId: '1', locationId: 'a' })).toBeNull();
  expect(walkAt({ companyId: '2', locationId: null })?.place).toBe(2);
});
