import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

const read = (text: string): string[][] => parse(text, { comment: '#', comment_no_infix: true });

test('a reader gets back what was written, whatever the names are', () => {
  const name = fc.string({ unit: 'binary' }).map((s) => `x${s}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { minLength: 1 }), (rows) => {
      const text = toCsv(['a', 'b'], rows, 'where it comes from');
      expect(read(text)).toEqual([['a', 'b'], ...rows]);
    }),
  );
});

test('text that looks like a formula is defused, numbers are not', () => {
  const text = toCsv(
    ['v', 'n'],
    [
      ['=1+1', -3],
      ['@SUM(A1)', 0],
      ['-12', null],
    ],
    'p',
  );
  expect(read(text)).toEqual([
    ['v', 'n'],
    ["'=1+1", '-3'],
    ["'@SUM(A1)", '0'],
    ["'-12", ''],
  ]);
});

test('the provenance is the last line and one field', () => {
  const text = toCsv(['a'], [[1]], 'Atrium, data of "today"\nrun 7');
  expect(text.trimEnd().split('\r\n').at(-1)).toBe('# Atrium  data of  today run 7');
});
