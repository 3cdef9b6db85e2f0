import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { CSV, type Dialect } from './dialect.ts';
import { nullAt, textAt } from './fields.ts';
import { readParquet } from './parquet.ts';
import { withRandomBytes } from './random-bytes.ts';
import { decodeJson, decodeText } from './testing/decode-text.ts';
import { canSay, encodeJson, encodeText, type Cell } from './testing/unload.ts';

const MARKERS = ['@NULL@', '\\N', '', 'null!'];
const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    format: fc.constantFrom('csv' as const, 'text' as const),
    delimiter: fc.constantFrom(',', '|', '\t', ';', '^', '\x01', '\x1f', ' '),
    quotes: fc.boolean(),
    escape: fc.boolean(),
    header: fc.boolean(),
    nulls: fc.constantFrom(...MARKERS).map((mark) => [mark]),
  })
  .map((d): Dialect => ({
    ...CSV,
    ...d,
    ...(d.format === 'csv' ? { quotes: false, escape: false } : {}),
  }));

/** NUL is replaced on purpose, and a mark at the very beginning of a file is no text. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('"', ',', '|', '\n', '\r', '\\', "'", '\t', 'a', 'ü', '😀'),
    }),
    fc.constantFrom('', '@NULL@', '\\N', 'NULL', 'null!', '\\', '""', '"'),
  )
  .map((s) => s.replaceAll('\0', '').replaceAll('\ufeff', ''));
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: text },
);
const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
  );
const namesOf = (rows: readonly (readonly Cell[])[]): string[] =>
  (rows[0] ?? ['', '']).map((_, i) => `column_${i}`);

test('text: decode(encode(rows, dialect)) = rows for every dialect, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      dialects,
      tables,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (dialect, table, piece, lineEnd, lastLineEnd) => {
        const rows = table.map((cells) =>
          cells.map((value) => (canSay(value, dialect) ? value : 'plain')),
        );
        const names = namesOf(rows);
        let bytes = encodeText(names, rows, dialect, lineEnd);
        if (!lastLineEnd) bytes = bytes.subarray(0, Math.max(0, bytes.length - lineEnd.length));
        const records = decodeText(bytes, dialect, piece);
        expect(records.map((r) => r.cells)).toEqual(dialect.header ? [names, ...rows] : rows);
        expect(records.every((r) => r.fault === undefined)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('JSON lines: decode(encode(rows)) = rows, NULL written or left out', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 9 }), fc.boolean(), (rows, piece, leaveOut) => {
      const names = namesOf(rows);
      const records = decodeJson(encodeJson(names, rows, leaveOut), names, piece);
      expect(records.map((r) => r.cells)).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

async function decodeParquet(bytes: Uint8Array): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  async function* once(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  await withRandomBytes(once(), (random) =>
    readParquet(
      random,
      'a.parquet',
      {},
      () => undefined,
      (r) => {
        rows.push(Array.from({ length: r.fields }, (_, i) => (nullAt(r, i) ? null : textAt(r, i))));
      },
    ),
  );
  return rows;
}

test('Parquet: decode(encode(rows)) = rows, in one row group or in many', async () => {
  await fc.assert(
    fc.asyncProperty(
      tables.filter((rows) => rows.length > 0),
      fc.constantFrom('SNAPPY' as const, 'UNCOMPRESSED' as const),
      fc.constantFrom(2, 1000),
      async (rows, codec, rowGroupSize) => {
        const columnData = namesOf(rows).map((name, i) => ({
          name,
          data: rows.map((cells) => cells[i] ?? null),
          type: 'STRING' as const,
        }));
        const file = parquetWriteBuffer({ columnData, codec, rowGroupSize });
        expect(await decodeParquet(new Uint8Array(file))).toEqual(rows);
      },
    ),
    { numRuns: 100 },
  );
});

test('Parquet keeps every digit of whole numbers and decimals', async () => {
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'big', data: [9223372036854775807n, -9007199254740993n] },
      { name: 'cents', data: [123456789012.34, -0.05] },
      { name: 'day', data: [20777, -1] },
      {
        name: 'moment',
        data: [new Date('2026-11-20T23:30:00Z'), new Date('1969-12-31T23:59:59Z')],
      },
      { name: 'yes', data: [true, false] },
      { name: 'ratio', data: [0.1, Number.NaN] },
    ],
    schema: [
      { name: 'root', num_children: 6 },
      { name: 'big', type: 'INT64', repetition_type: 'REQUIRED' },
      {
        name: 'cents',
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: 2,
        precision: 14,
        repetition_type: 'REQUIRED',
      },
      { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
      {
        name: 'moment',
        type: 'INT64',
        converted_type: 'TIMESTAMP_MILLIS',
        repetition_type: 'REQUIRED',
      },
      { name: 'yes', type: 'BOOLEAN', repetition_type: 'REQUIRED' },
      { name: 'ratio', type: 'DOUBLE', repetition_type: 'REQUIRED' },
    ],
  });
  expect(await decodeParquet(new Uint8Array(file))).toEqual([
    [
      '9223372036854775807',
      '123456789012.34',
      '2026-11-20',
      '2026-11-20T23:30:00.000Z',
      't',
      '0.1',
    ],
    ['-9007199254740993', '-0.05', '1969-12-31', '1969-12-31T23:59:59.000Z', 'f', 'nan'],
  ]);
});
