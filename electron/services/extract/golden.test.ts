import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CSV, type Dialect } from './dialect.ts';
import { decodeText } from './testing/decode-text.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const cells = (text: string, dialect: Dialect): unknown[] =>
  decodeText(bytesOf(text), dialect, 1).map((r) => r.fault ?? r.cells);

const TEXT: Dialect = { ...CSV, format: 'text', header: false, nulls: ['@NULL@'] };
const QUOTED: Dialect = { ...TEXT, delimiter: ',', quotes: true, escape: true };
const BARE: Dialect = { ...TEXT, delimiter: '|', escape: true };

// Cases as in https://github.com/bricolages/redshift_csv_file (test/test_redshift_csv_file.rb): ADDQUOTES ESCAPE.
test.each([
  ['"xxx","yyy","zzz"\n', [['xxx', 'yyy', 'zzz']]],
  [
    '"a","b"\n"c","d"',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['"",""\n', [['', '']]],
  ['"x\\"y","\\\\"\n', [['x"y', '\\']]],
  ['"x\\\ny","z"\n', [['x\ny', 'z']]],
  ['"x\\\r\\\ny","z"\n', [['x\r\ny', 'z']]],
  ['"x\\,y","z"\n', [['x,y', 'z']]],
  ['"x,y","z"\n', [['x,y', 'z']]],
  ['"it\\\'s","z"\n', [["it's", 'z']]],
  ['@NULL@,"@NULL@"\n', [[null, '@NULL@']]],
  ['"xxx,"yyy"\n"a","b"\n', ['text follows a closing quote', ['a', 'b']]],
  ['"xxx\n"a","b"\n', ['a quote opens and does not close on its line', ['a', 'b']]],
  ['"\\x","b"\n"a","b"\n', ['a backslash before a character that needs none', ['a', 'b']]],
])('ADDQUOTES ESCAPE: %j', (text, want) => {
  expect(cells(text, QUOTED)).toEqual(want);
});

// Cases as in https://github.com/spark-redshift-community/spark-redshift (RedshiftInputFormatSuite): ESCAPE.
test.each([
  [
    'a|b\nc|d\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    '|\n||\n',
    [
      ['', ''],
      ['', '', ''],
    ],
  ],
  ['a\\|b|c\n', [['a|b', 'c']]],
  ['a\\\nb|c\n', [['a\nb', 'c']]],
  ['a\\\\|c\n', [['a\\', 'c']]],
  ['a\\\\\\|b|c\n', [['a\\|b', 'c']]],
  ['a\\\\\nb|c', [['a\\'], ['b', 'c']]],
  ['@NULL@|x\n', [[null, 'x']]],
  ['a|b\\', ['a backslash ends the file']],
  ['a|\\b\nc|d\n', ['a backslash before a character that needs none', ['c', 'd']]],
])('ESCAPE: %j', (text, want) => {
  expect(cells(text, BARE)).toEqual(want);
});

test('ADDQUOTES without ESCAPE: a quote inside has no single reading', () => {
  const dialect = { ...QUOTED, escape: false };
  const no = 'a quote inside a quoted value, which without ESCAPE has no single reading';
  expect(cells('"a"b","c"\n"a""b","c"\n"a\\","c,d"\n', dialect)).toEqual([
    'text follows a closing quote',
    no,
    ['a\\', 'c,d'],
  ]);
});

const spectrum = path.join(import.meta.dirname, '../../../node_modules/csv-spectrum');
const files = readdirSync(path.join(spectrum, 'csvs')).map((file) => path.parse(file).name);

test('csv-spectrum is there', () => {
  expect(files).toHaveLength(11);
});

test.each(files)('csv-spectrum: %s', (name) => {
  const csv = readFileSync(path.join(spectrum, 'csvs', `${name}.csv`));
  const json: unknown = JSON.parse(
    readFileSync(path.join(spectrum, 'json', `${name}.json`), 'utf8'),
  );
  const [header, ...rows] = decodeText(csv, { ...CSV, nulls: [] }, 3);
  expect(
    rows.map((row) =>
      Object.fromEntries(row.cells.map((cell, i) => [header?.cells[i] ?? '', cell])),
    ),
  ).toEqual(json);
});

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'é', 'a') }),
);

test('csv-parse reads the same in everything RFC 4180 allows', () => {
  const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
    fc.array(fc.array(fc.tuple(value, fc.boolean()), { minLength: width, maxLength: width }), {
      minLength: 1,
      maxLength: 6,
    }),
  );
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, lineEnd, last) => {
      const line = (cellsOf: readonly [string, boolean][]): string =>
        cellsOf
          .map(([raw, always]): string => {
            const text = raw.replaceAll(/\0|\ufeff/g, '');
            return always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
          })
          .join(',');
      const text = rows.map(line).join(lineEnd) + (last ? lineEnd : '');
      const theirs: unknown = parse(text, { record_delimiter: ['\n', '\r\n'] });
      expect(cells(text, { ...CSV, nulls: [] })).toEqual(theirs);
    }),
    { numRuns: 1000 },
  );
});
