import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOf, sortKeys } from './order.ts';

const own = (value: string | number | null) => value;

function sorted<V extends string | number | null>(
  rows: readonly V[],
  descending: boolean,
  unknown?: (row: V) => number,
): (V | undefined)[] {
  return [...orderOf(rows, [{ keys: sortKeys(rows, own), descending, unknown }])].map(
    (at) => rows[at],
  );
}

test('names stand as a person would put them', () => {
  expect(sorted(['Tower 10', 'Évora', 'tower 2', 'Zürich', 'eton'], false)).toEqual([
    'eton',
    'Évora',
    'tower 2',
    'Tower 10',
    'Zürich',
  ]);
});

test('the unknown stands last both ways round', () => {
  expect(sorted([3, null, 1, 2], false)).toEqual([1, 2, 3, null]);
  expect(sorted([3, null, 1, 2], true)).toEqual([3, 2, 1, null]);
  expect(sorted([1, Number.POSITIVE_INFINITY, null], true)[0]).toBe(Number.POSITIVE_INFINITY);
});

test('the unknown ones have an order of their own', () => {
  const rows = [
    { value: null, place: 2 },
    { value: null, place: 1 },
    { value: 5, place: 9 },
  ];
  const keys = sortKeys(rows, (row) => row.value);
  const unknown = (row: { readonly place: number }): number => row.place;
  expect([...orderOf(rows, [{ keys, descending: false, unknown }])]).toEqual([2, 1, 0]);
});

test('every row stays, once, and equal rows keep their order', () => {
  const value = fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.boolean(), (rows, descending) => {
      const order = [...orderOf(rows, [{ keys: sortKeys(rows, own), descending }])];
      expect(order.toSorted((a, b) => a - b)).toEqual(rows.map((_, at) => at));
      for (const [place, at] of order.entries()) {
        const next = order[place + 1];
        if (next === undefined) continue;
        const [a, b] = [rows[at] ?? null, rows[next] ?? null];
        if (a === b) expect(at).toBeLessThan(next);
        else if (b !== null) expect(a !== null && a < b).toBe(!descending);
      }
    }),
  );
});

test('texts that differ in case alone are equal', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'A', 'á', 'b', 'B')), (rows) => {
      const keys = sortKeys(rows, own);
      rows.forEach((row, at) => {
        const base = row === 'b' || row === 'B' ? 'b' : 'a';
        const same = rows.findIndex((each) => (each === 'b' || each === 'B' ? 'b' : 'a') === base);
        expect(keys[at]).toBe(keys[same]);
      });
    }),
  );
});

test('sorting by several columns is comparing by the first that tells two rows apart', () => {
  const place = fc.option(fc.integer({ min: 0, max: 2 }), { nil: null });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place), { maxLength: 40 }),
      fc.tuple(fc.boolean(), fc.boolean()),
      (rows, [first, second]) => {
        const levels = [first, second].map((descending, at) => ({
          keys: sortKeys(rows, (row) => row[at] ?? null),
          descending,
        }));
        const compare = (a: number | null, b: number | null, descending: boolean): number => {
          if (a === null || b === null) return Number(a === null) - Number(b === null);
          return descending ? b - a : a - b;
        };
        const expected = rows
          .map((row, at) => ({ row, at }))
          .toSorted(
            (a, b) =>
              compare(a.row[0], b.row[0], first) ||
              compare(a.row[1], b.row[1], second) ||
              a.at - b.at,
          )
          .map(({ at }) => at);
        expect([...orderOf(rows, levels)]).toEqual(expected);
      },
    ),
  );
});
