import { expect, test } from 'vitest';
import { toColumns } from '../../../shared/contracts/columns.ts';
import type { Columns } from '../../../shared/contracts/columns.ts';
import { dailyLine } from './daily.ts';

function series(rows: readonly { day: number; visitors: number | null }[]): Columns {
  return {
    version: 1,
    since: null,
    rows: rows.length,
    removed: [],
    columns: toColumns(rows, { day: 'number', visitors: 'number' }),
  };
}

test('a day without a row is a gap, and so is a row without a value, from the first known day on', () => {
  const line = dailyLine(
    series([
      { day: 9, visitors: null },
      { day: 10, visitors: 4 },
      { day: 11, visitors: null },
      { day: 13, visitors: 0 },
    ]),
    'visitors',
  );
  expect(line).toEqual({ days: [10, 11, 12, 13], values: [4, null, null, 0] });
  expect(dailyLine(series([]), 'visitors')).toEqual({ days: [], values: [] });
});
