import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GridColumn } from './column.ts';
import {
  arranged,
  AS_DECLARED,
  hideToggled,
  movedBy,
  ordered,
  pinnedCounts,
  pinnedTo,
  pinOf,
  widened,
} from './layout.ts';

const column = (id: string): GridColumn<string> => ({
  id,
  header: id,
  about: id,
  width: 100,
  value: (row) => row,
  cell: (row) => row,
  firstDescending: false,
  exports: [],
});
const columns = ['name', 'a', 'b', 'c', 'd'].map(column);
const shown = (layout = AS_DECLARED): string[] => arranged(columns, layout).map(({ id }) => id);
const id = fc.constantFrom('name', 'a', 'b', 'c', 'd');

test('whatever is arranged: every column stands once, the first first, the pinned at their edges', () => {
  const change = fc.oneof(
    fc.tuple(fc.constant('move' as const), id, fc.constantFrom(1 as const, -1 as const)),
    fc.tuple(fc.constantFrom('start', 'end', 'none', 'hide'), id, fc.constant(1 as const)),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
      let layout = AS_DECLARED;
      for (const [what, which, step] of changes) {
        if (what === 'move') layout = movedBy(columns, layout, which, step) ?? layout;
        else if (what === 'hide') layout = hideToggled(layout, which);
        else layout = pinnedTo(layout, which, what);
      }
      const all = ordered(columns, layout).map((each) => each.id);
      expect(all.toSorted()).toEqual(['a', 'b', 'c', 'd', 'name']);
      const drawn = arranged(columns, layout);
      expect(drawn[0]?.id).toBe('name');
      const at = (each: GridColumn<string>): number =>
        each.id === 'name' ? 0 : { start: 1, none: 2, end: 3 }[pinOf(layout, each.id)];
      const places = drawn.map(at);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(pinnedCounts(drawn, layout)).toEqual({
        start: places.filter((place) => place < 2).length,
        end: places.filter((place) => place === 3).length,
      });
    }),
  );
});

test('moving there and back leaves it as it was; nothing moves past the first or out of the pinned', () => {
  const there = movedBy(columns, AS_DECLARED, 'b', 1);
  expect(shown(there)).toEqual(['name', 'a', 'c', 'b', 'd']);
  expect(shown(there && movedBy(columns, there, 'b', -1))).toEqual(shown());
  expect(movedBy(columns, AS_DECLARED, 'a', -1)).toBeUndefined();
  expect(movedBy(columns, AS_DECLARED, 'd', 1)).toBeUndefined();
  expect(movedBy(columns, pinnedTo(AS_DECLARED, 'a', 'start'), 'a', 1)).toBeUndefined();
});

test('a column stays at one edge at a time', () => {
  const end = pinnedTo(pinnedTo(AS_DECLARED, 'a', 'start'), 'a', 'end');
  expect(shown(end)).toEqual(['name', 'b', 'c', 'd', 'a']);
  expect(shown(pinnedTo(end, 'a', 'none'))).toEqual(shown());
});

test('a move goes over what is hidden in between', () => {
  const layout = hideToggled(AS_DECLARED, 'b');
  expect(shown(movedBy(columns, layout, 'a', 1))).toEqual(['name', 'c', 'a', 'd']);
});

test('a column that came with a new version stands where it was declared', () => {
  const layout = { ...AS_DECLARED, order: ['name', 'd', 'c', 'a'] };
  expect(shown(layout)).toEqual(['name', 'd', 'c', 'a', 'b']);
});

test('widths stay between what can be read and what fits', () => {
  expect(arranged(columns, widened(AS_DECLARED, 'a', 3))[1]?.width).toBe(48);
  expect(arranged(columns, widened(AS_DECLARED, 'a', 9000))[1]?.width).toBe(800);
});
