import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, rowOf } from './focus.ts';

const extent = { rows: 3000, cols: 14, page: 20 };

test('the keys of the grid pattern', () => {
  const from = { row: 100, col: 3 };
  const to = (key: string, ctrl = false) => moved(from, key, ctrl, extent);
  expect(to('ArrowDown')).toEqual({ row: 101, col: 3 });
  expect(to('j')).toEqual({ row: 101, col: 3 });
  expect(to('k')).toEqual({ row: 99, col: 3 });
  expect(to('ArrowLeft')).toEqual({ row: 100, col: 2 });
  expect(to('End')).toEqual({ row: 100, col: 13 });
  expect(to('Home', true)).toEqual({ row: 0, col: 0 });
  expect(to('End', true)).toEqual({ row: 2999, col: 13 });
  expect(to('PageDown')).toEqual({ row: 120, col: 3 });
  expect(to('PageUp')).toEqual({ row: 80, col: 3 });
  expect(to('x')).toBeUndefined();
});

test('the header is one step above the first row, and the step above that', () => {
  expect(moved({ row: 0, col: 2 }, 'ArrowUp', false, extent)).toEqual({ row: -1, col: 2 });
  expect(moved({ row: -1, col: 2 }, 'ArrowUp', false, extent)).toEqual({ row: -1, col: 2 });
});

test('no key leaves the grid, even one without rows', () => {
  const keys = [
    'ArrowDown',
    'ArrowUp',
    'ArrowLeft',
    'ArrowRight',
    'Home',
    'End',
    'PageUp',
    'PageDown',
  ];
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: -1, max: 49 }),
      fc.constantFrom(...keys),
      fc.boolean(),
      (rows, cols, row, key, ctrl) => {
        const from = { row: Math.min(row, rows - 1), col: cols - 1 };
        const to = moved(from, key, ctrl, { rows, cols, page: 10 });
        if (!to) return;
        expect(to.row).toBeGreaterThanOrEqual(-1);
        expect(to.row).toBeLessThan(Math.max(rows, 1));
        expect(to.col).toBeGreaterThanOrEqual(0);
        expect(to.col).toBeLessThan(cols);
      },
    ),
  );
});

test('the focus follows its row through new data, and stays near when the row is gone', () => {
  const rows = ['a', 'b', 'c'].map((key) => ({ key }));
  expect(rowOf({ row: 0, col: 0, key: 'c' }, rows)).toBe(2);
  expect(rowOf({ row: 1, col: 0, key: 'x' }, rows)).toBe(1);
  expect(rowOf({ row: 9, col: 0, key: 'x' }, rows)).toBe(2);
  expect(rowOf({ row: 2, col: 0, key: undefined }, rows)).toBe(2);
  expect(rowOf({ row: -1, col: 0, key: undefined }, rows)).toBe(-1);
});
