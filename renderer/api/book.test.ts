import { expect, test } from 'vitest';
import { toColumns } from '../../shared/contracts/columns.ts';
import type { Columns } from '../../shared/contracts/columns.ts';
import { mergeBook } from './book.ts';

interface Row {
  readonly key: string;
  readonly arr: number | null;
}
const NAMES = ['key', 'arr'];

function reply(
  version: number,
  since: number | null,
  rows: readonly Row[],
  removed: readonly string[] = [],
): Columns {
  const columns = toColumns(
    rows.map((row) => ({ ...row })),
    { key: 'text', arr: 'number' },
  );
  return { version, since, rows: rows.length, removed, columns };
}

const a: Row = { key: 'a', arr: 1 };
const b: Row = { key: 'b', arr: null };

test('a whole table replaces what was there, and unknown stays null', () => {
  const book = mergeBook<Row>({ version: 1, rows: [a] }, reply(2, null, [b]), NAMES);
  expect(book).toEqual({ version: 2, rows: [b] });
});

test('a delta changes, removes and adds by key and keeps the other rows as they are', () => {
  const before = mergeBook<Row>(undefined, reply(1, null, [a, b, { key: 'c', arr: 3 }]), NAMES);
  const delta = reply(
    2,
    1,
    [
      { key: 'c', arr: 4 },
      { key: 'd', arr: 5 },
    ],
    ['b'],
  );
  const after = mergeBook(before, delta, NAMES);
  expect(after.rows.map((row) => [row.key, row.arr])).toEqual([
    ['a', 1],
    ['c', 4],
    ['d', 5],
  ]);
  expect(after.rows[0]).toBe(before.rows[0]);
});

test('nothing changed: the same list, so nothing is sorted or drawn again', () => {
  const before = mergeBook<Row>(undefined, reply(1, null, [a]), NAMES);
  expect(mergeBook(before, reply(2, 1, []), NAMES).rows).toBe(before.rows);
});
