import { expect, test } from 'vitest';
import type { HeatRow } from '../../../shared/domain/account-evidence.ts';
import { heatStep, licensedOf, orderRows } from './heat-order.ts';

function row(id: string, more: Partial<HeatRow> = {}): HeatRow {
  return {
    location_id: id,
    location_name: id,
    employees: 100,
    state: 'scored',
    band: 'low',
    odds: 1,
    adoption: 50,
    idleSeats: 0,
    leftOut: false,
    cells: [],
    used: 0,
    enabled: 0,
    ...more,
  };
}
const ids = (rows: readonly HeatRow[]) => rows.map(({ location_id }) => location_id);

test('what is not known stands last, whichever way the column is sorted', () => {
  const rows = [
    row('a', { idleSeats: null }),
    row('b', { idleSeats: 3 }),
    row('c', { idleSeats: 9 }),
  ];
  expect(ids(orderRows(rows, { by: 'idle', descending: true }))).toEqual(['c', 'b', 'a']);
  expect(ids(orderRows(rows, { by: 'idle', descending: false }))).toEqual(['b', 'c', 'a']);
});

test('by a feature, offices that cannot use it stand behind those that do not', () => {
  const rows = [
    row('off', { cells: [{ status: 'off', events: 0 }] }),
    row('unused', { cells: [{ status: 'unused', events: 0 }] }),
    row('used', { cells: [{ status: 'used', events: 12 }] }),
    row('low', { cells: [{ status: 'low', events: 2 }] }),
  ];
  expect(ids(orderRows(rows, { by: 0, descending: false }))).toEqual([
    'unused',
    'low',
    'used',
    'off',
  ]);
});

test('a cell is as dark as its uses by head, and low use is always light', () => {
  const cell = { status: 'used', events: 60 } as const;
  expect(heatStep(cell, { employees: 100 }, 0.6)).toBe(4);
  expect(heatStep(cell, { employees: 300 }, 0.6)).toBe(3);
  expect(heatStep(cell, { employees: 1000 }, 0.6)).toBe(2);
  expect(heatStep({ status: 'low', events: 60 }, { employees: 100 }, 0.6)).toBe(1);
});

test('a feature no office has in its plan is named instead of drawn', () => {
  const feature = { using: 0, enabled: 0, entitled: 0, events: 0 };
  const [out, on] = [
    { status: 'not_in_plan', events: null },
    { status: 'unused', events: 0 },
  ] as const;
  const { features, rows, nowhere } = licensedOf({
    features: [
      { key: 'desks', ...feature },
      { key: 'rooms', ...feature },
    ],
    rows: [row('a', { cells: [out, on] }), row('b', { cells: [out, out] })],
  });
  expect(features.map(({ key }) => key)).toEqual(['rooms']);
  expect(rows.map(({ cells }) => cells)).toEqual([[on], [out]]);
  expect(nowhere).toEqual(['desks']);
});
