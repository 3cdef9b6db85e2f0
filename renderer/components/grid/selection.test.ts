import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { allOf, extended, NOTHING, toggled } from './selection.ts';

const rows = Array.from({ length: 12 }, (_, i) => ({ key: String(i) }));
const keys = (selection: { readonly keys: ReadonlySet<string> }): string[] =>
  [...selection.keys].toSorted((a, b) => Number(a) - Number(b));

test('the same row twice is not selected', () => {
  const once = toggled(NOTHING, '3');
  expect(keys(once)).toEqual(['3']);
  expect(keys(toggled(once, '3'))).toEqual([]);
});

test('going along selects all between where it began and where one stands, both ways', () => {
  fc.assert(
    fc.property(
      fc.nat(11),
      fc.array(fc.constantFrom(1, -1), { minLength: 1, maxLength: 15 }),
      (start, steps) => {
        let at = start;
        let selection = toggled(NOTHING, String(start));
        for (const step of steps) {
          const to = Math.max(0, Math.min(rows.length - 1, at + step));
          selection = extended(selection, rows, at, to);
          at = to;
        }
        const [first, last] = [Math.min(start, at), Math.max(start, at)];
        expect(keys(selection)).toEqual(rows.slice(first, last + 1).map(({ key }) => key));
      },
    ),
  );
});

test('a range leaves other selected rows alone, and begins where one stands when nothing is selected', () => {
  const two = toggled(toggled(NOTHING, '1'), '5');
  expect(keys(extended(two, rows, 5, 6))).toEqual(['1', '5', '6']);
  expect(keys(extended(NOTHING, rows, 4, 5))).toEqual(['4', '5']);
});

test('all are all rows', () => {
  expect(allOf(rows).keys.size).toBe(12);
});
