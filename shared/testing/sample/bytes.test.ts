import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../domain/day.ts';
import { csvBytes, dayWriter, putHundredths, putInt, putNull, putText } from './bytes.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const written = (put: (to: Uint8Array, at: number) => number): string => {
  const room = new Uint8Array(4000);
  return utf8.decode(room.subarray(1, put(room, 1)));
};

test('whole numbers and hundredths read as they are', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999, max: 10_000_000_000 }), (n) => {
      expect(written((to, at) => putInt(to, at, n))).toBe(String(n));
    }),
  );
  fc.assert(
    fc.property(fc.nat(2_000_000_000), (n) => {
      expect(written((to, at) => putHundredths(to, at, n))).toBe((n / 100).toFixed(2));
    }),
  );
  expect(written(putNull)).toBe('@NULL@');
});

test('text is UTF-8 of any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      expect(written((to, at) => putText(to, at, text))).toBe(text);
    }),
  );
});

test('fields come back from an independent CSV reader', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'ü', '東', ' ') });
  fc.assert(
    fc.property(fc.array(field, { minLength: 2, maxLength: 6 }), (fields) => {
      const text = utf8.decode(csvBytes(fields));
      expect(text.endsWith(',')).toBe(true);
      expect(parse(text.slice(0, -1))).toEqual([fields]);
    }),
  );
});

test('fields are quoted only when they must be', () => {
  expect(utf8.decode(csvBytes(['Zürich', null, '', 'a,b', 'say "x"']))).toBe(
    'Zürich,@NULL@,,"a,b","say ""x""",',
  );
});

test('days are written inside and outside the table', () => {
  const from = dayOf('2026-01-01');
  const put = dayWriter(from, from + 30);
  for (const day of [from - 1, from, from + 30, from + 31]) {
    expect(written((to, at) => put(to, at, day))).toBe(formatDay(day));
  }
});
