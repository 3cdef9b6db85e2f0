import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run } from '../sqlite/db.ts';
import { openFacts } from './facts-db.ts';
import { encodeBlock, OFFICES, openBlock, STRIP } from './history-block.ts';
import { encodeStrip } from './history-strip.ts';
import { readWindow, replaceDay } from './history.ts';

const DAY = 20_000;

test('the bytes are those of docs/history-format.md', () => {
  const values = new Float64Array(OFFICES).fill(2);
  values[0] = Number.NaN;
  values[63] = 4;
  const flags = new Float64Array(OFFICES).fill(1);
  const { data, measures } = encodeBlock(STRIP, { block: 3, firstDay: DAY, days: 1 }, [
    { id: 5, values: flags, from: 0 },
    { id: 6, values: new Float64Array(OFFICES).fill(Number.NaN), from: 0 },
    { id: 7, values, from: 0 },
  ]);
  expect(measures).toBe(2);
  const words = [...new Uint32Array(data.buffer)];
  expect(words.slice(2)).toEqual([
    3, // block
    DAY,
    1, // days held
    1 | (64 << 8) | (2 << 16), // one vector of 64, two measures
    // Measure 5, no scale, at word 14: kind 0 (no bits, nothing unknown), base 1.
    5,
    14,
    0,
    1,
    // Measure 7, no scale, at word 14: kind 5 (two bits, 0 = unknown), base 2.
    7,
    14,
    5,
    2,
    // 64 codes of two bits: unknown is 0, the value 2 is 1, the value 4 is 3.
    0x55555554,
    0x55555555,
    0x55555555,
    0xd5555555,
  ]);
  expect(Buffer.from(data.subarray(0, 4)).toString('latin1')).toBe('AMH1');
  expect(words[1]).toBe(crc32(data.subarray(8)));
});

test('a block with a changed bit, of another place or cut short is refused', () => {
  const values = Float64Array.from({ length: OFFICES }, (_, i) => i);
  const place = { block: 3, firstDay: DAY, days: 1 };
  const { data } = encodeBlock(STRIP, place, [{ id: 1, values, from: 0 }]);
  expect(openBlock(data, STRIP, place).measures).toBe(1);
  const refused = expect.objectContaining({
    problem: expect.objectContaining({ code: 'damaged_database' }),
  });
  for (let byte = 0; byte < data.length; byte++) {
    const changed = data.slice();
    changed[byte] = (changed[byte] ?? 0) ^ 4;
    expect(() => openBlock(changed, STRIP, place), `byte ${byte}`).toThrow(refused);
  }
  expect(() => openBlock(data, STRIP, { ...place, block: 4 })).toThrow(refused);
  expect(() => openBlock(data.subarray(0, 40), STRIP, place)).toThrow(refused);
  expect(() => openBlock(data.subarray(0, 3), STRIP, place)).toThrow(refused);
});

test('a block that starts anywhere in a buffer is read', () => {
  const values = Float64Array.from({ length: OFFICES }, (_, i) => i);
  const place = { block: 0, firstDay: DAY, days: 1 };
  const { data } = encodeBlock(STRIP, place, [{ id: 1, values, from: 0 }]);
  const shifted = new Uint8Array(data.length + 1);
  shifted.set(data, 1);
  expect(openBlock(shifted.subarray(1), STRIP, place).words.slice(0, 6)).toEqual(
    new Uint32Array(data.buffer).slice(0, 6),
  );
});

test('damage is found when it is read, and named', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atrium-block-'));
  const db = openFacts(folder);
  replaceDay(db, DAY, new Map([['visitors', Float64Array.of(1, 2, 3)]]));
  run(
    db,
    `INSERT INTO location (ord, company_id, location_id, day, location_name, location_status, features, first_day,
       last_day, source_run, source_file, source_record, version) VALUES (0, 'c', 'a', 1, '', '', '{}', 1, 1, '', '', 1, 1)`,
  );
  run(
    db,
    "UPDATE history_strip SET data = CAST(substr(data, 1, 24) || x'ff' || substr(data, 26) AS BLOB)",
  );
  expect(() => readWindow(db, { measures: ['visitors'], from: DAY, to: DAY })).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        message: expect.stringContaining('2024-10-04 is damaged for the offices 0 to 63 (block 0'),
      }),
    }),
  );
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a strip of values where they were delivered has the bytes of the values gathered', () => {
  const value = fc.oneof(
    fc.constantFrom(0, 1, -0, Number.NaN),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
    fc.integer({ min: 0, max: 500 }).map((n) => n / 100),
    fc.double(),
  );
  const column = fc
    .tuple(fc.array(value, { minLength: 1, maxLength: 80 }), fc.boolean())
    .map(([values, repeated]) => ({
      numbers: Float64Array.from(values),
      ids: repeated ? Int32Array.from({ length: 80 }, (_, i) => (i % 9) - 1) : undefined,
    }));
  const rows = fc.array(fc.integer({ min: -1, max: 90 }), {
    minLength: OFFICES,
    maxLength: OFFICES,
  });
  const place = { block: 1, firstDay: DAY, days: 1 };
  fc.assert(
    fc.property(fc.array(column, { maxLength: 4 }), rows, (columns, of) => {
      const direct = encodeStrip(
        place,
        columns.map((c, id) => ({ id, column: c })),
        Int32Array.from(of),
      );
      const gathered = encodeBlock(
        STRIP,
        place,
        columns.map(({ numbers, ids }, id) => ({
          id,
          values: Float64Array.from(
            of,
            (row) => numbers[ids ? (ids[row] ?? -1) : row] ?? Number.NaN,
          ),
          from: 0,
        })),
      );
      expect(direct).toEqual(gathered);
    }),
  );
});
