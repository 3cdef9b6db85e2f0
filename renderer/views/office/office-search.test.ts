import { expect, test } from 'vitest';
import { officeSearch } from './office-search.ts';

test('what an address says is kept where it can be read', () => {
  const said = {
    tab: 'facts',
    measures: 'visitors,deliveries',
    from: '2026-08-29',
    to: '2026-11-20',
  };
  expect(officeSearch(said)).toEqual(said);
  expect(officeSearch({ tab: 'gone', measures: '', from: '2026-02-30', to: 7, x: 1 })).toEqual({});
});
