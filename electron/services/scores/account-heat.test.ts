import { expect, test } from 'vitest';
import type { AccountOfficeRow } from './account-evidence.ts';
import { heatOf } from './account-heat.ts';

function office(id: string, more: Partial<AccountOfficeRow> = {}): AccountOfficeRow {
  return {
    ord: 0,
    location_id: id,
    location_name: id,
    employees: 100,
    arr: null,
    state: 'scored',
    adoption: 50,
    band: 'low',
    odds: 1,
    parts: [],
    features: { desks: [1, 1] },
    events: { desks: 40 },
    facts: () => null,
    leftOut: false,
    ...more,
  };
}
const cells = (offices: readonly AccountOfficeRow[]) =>
  heatOf(offices).rows.map((row) => row.cells[0]?.status);

test('what may be used and is not, is off, is not licensed and is not known are told apart', () => {
  expect(
    cells([
      office('used'),
      office('unused', { events: { desks: 0 } }),
      office('off', { features: { desks: [1, 0] } }),
      office('out', { features: { desks: [0, null] } }),
      office('unknown', { events: {} }),
      office('switch unknown', { features: { desks: [1, null] } }),
    ]),
  ).toEqual(['used', 'unused', 'off', 'not_in_plan', 'no_data', 'no_data']);
});

test('low is under a quarter of the usual by head, and is not told of two offices', () => {
  const low = office('low', { events: { desks: 9 } });
  expect(cells([low, office('a'), office('b')])).toEqual(['low', 'used', 'used']);
  // As many uses at a small office are not low.
  expect(cells([{ ...low, employees: 10 }, office('a'), office('b')])[0]).toBe('used');
  expect(cells([low, office('a')])).toEqual(['used', 'used']);
});

test('a column sums what counts: an office that is left out has its row and is in no sum', () => {
  const { features, rows } = heatOf([
    office('a'),
    office('b', { events: { desks: 0 } }),
    office('c', { leftOut: true }),
  ]);
  expect(features).toEqual([{ key: 'desks', using: 1, enabled: 2, entitled: 2, events: 40 }]);
  expect(rows.map(({ location_id, used }) => [location_id, used])).toEqual([
    ['a', 1],
    ['b', 0],
    ['c', 1],
  ]);
});

test('idle seats are what the peers’ share would bring, also where nobody hosted', () => {
  // reach = ln((hosts + 20 p) / (employees + 20) / p) with p = 0.2
  const reach = (hosts: number) => Math.log((hosts + 4) / 120 / 0.2);
  const known = (hosts: number) => (name: string) =>
    name === 'hosts' ? hosts : name === 'part_reach' ? reach(hosts) : null;
  const idle = heatOf([
    office('few', { facts: known(5) }),
    office('nobody', { facts: known(0) }),
    office('many', { facts: known(60) }),
    office('unknown'),
  ]).rows.map((row) => row.idleSeats);
  expect(idle).toEqual([15, 20, 0, null]);
});
