import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toColumns } from '../../../shared/contracts/columns.ts';
import type { Columns } from '../../../shared/contracts/columns.ts';
import { dailyLine, lineText, tail, weeklyLine } from './weekly.ts';

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

test('a week with an unknown day is unknown', () => {
  const values = [1, 1, 1, null, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
  const days = values.map((_, at) => at);
  expect(weeklyLine({ days, values })).toEqual({ days: [6, 13], values: [null, 14] });
});

test('weeks add up to their days and the newest is whole', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { minLength: 7, maxLength: 80 }), (values) => {
      const line = weeklyLine({ days: values.map((_, at) => at), values });
      const rest = values.length % 7;
      expect(line.values.reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(
        values.slice(rest).reduce((sum, each) => sum + each, 0),
      );
      expect(line.days.at(-1)).toBe(values.length - 1);
    }),
  );
});

test('the words tell ends, the highest and the gaps', () => {
  const line = { days: [20_770, 20_771, 20_772], values: [5, null, 9] };
  expect(lineText(line, 'day')).toBe(
    '5 on 13 Nov 2026, 9 on 15 Nov 2026; highest 9 on 15 Nov; 1 day without data.',
  );
  expect(lineText(tail({ days: [1], values: [null] }, 1), 'day')).toBe('No data.');
});
