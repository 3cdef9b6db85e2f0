import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineText, tail, weeklyLine } from './lines.ts';

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
