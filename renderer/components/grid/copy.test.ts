import { expect, test } from 'vitest';
import type { GridColumn } from './column.ts';
import { tsvOf } from './copy.ts';

interface Row {
  readonly name: string | null;
  readonly visits: number | null;
}
const base = { about: '', width: 80, cell: () => null, firstDescending: false, exports: [] };
const columns: readonly GridColumn<Row>[] = [
  { ...base, id: 'name', header: 'Office', value: (row) => row.name },
  {
    ...base,
    id: 'visits',
    header: 'Visitors',
    value: (row) => row.visits,
    text: (row) => (row.visits === null ? null : `${Math.round(row.visits)} a week`),
  },
];

test('as shown, and with the numbers in full; unknown is empty and not 0', () => {
  const rows = [
    { name: 'Berlin Mitte', visits: 12.345 },
    { name: null, visits: null },
    { name: 'Wien', visits: 0 },
  ];
  expect(tsvOf(rows, columns, true)).toBe(
    'Office\tVisitors\nBerlin Mitte\t12 a week\n\t\nWien\t0 a week',
  );
  expect(tsvOf(rows, columns, false)).toBe('Office\tVisitors\nBerlin Mitte\t12.345\n\t\nWien\t0');
});

test('names that hurt stay one cell and no formula', () => {
  const hurt = (name: string): string =>
    tsvOf([{ name, visits: null }], columns.slice(0, 1), true)
      .split('\n')
      .slice(1)
      .join('\n');
  expect(hurt('=cmd|calc')).toBe("'=cmd|calc");
  expect(hurt('@sum')).toBe("'@sum");
  expect(hurt('two\tcells\nand\u0000lines')).toBe('two cells and lines');
  expect(hurt('−12 %')).toBe('−12 %');
  expect(hurt('-12%')).toBe('-12%');
  expect(hurt('-2+3')).toBe("'-2+3");
});
