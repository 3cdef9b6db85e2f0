import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../../shared/domain/day.ts';
import {
  BAD,
  decodeBoolean,
  decodeDate,
  decodeInteger,
  decodeNumber,
  decodeTimestamp,
  formatSeconds,
} from './decode.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const over =
  <T>(decode: (b: Uint8Array, from: number, to: number) => T) =>
  (text: string): T => {
    const bytes = bytesOf(`..${text}..`);
    return decode(bytes, 2, 2 + bytesOf(text).length);
  };
const integer = over(decodeInteger);
const number = over(decodeNumber);
const boolean = over(decodeBoolean);
const date = over(decodeDate);

test('whole numbers come back exactly, and nothing else does', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (n) => integer(String(n)) === n));
  for (const bad of ['', '-', '1.0', '1e3', ' 1', '12a', '9007199254740992'])
    expect(integer(bad), bad).toBe(BAD);
});

test('decimals come back as the nearest double', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) =>
      Object.is(Number(number(String(n))) + 0, n + 0),
    ),
  );
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (cents) => {
      const text = (cents / 100).toFixed(2);
      expect(number(text)).toBe(Number(text));
    }),
  );
  for (const bad of ['', '.', '1,5', 'NULL', '1.2.3', '--1', '0x10'])
    expect(number(bad), bad).toBe(BAD);
});

test("Redshift's nan and inf are unknown, not numbers", () => {
  for (const text of ['nan', 'NaN', 'inf', '-inf']) expect(number(text)).toBeNaN();
});

test('booleans in all of their spellings', () => {
  expect(['t', 'T', 'true', '1'].map(boolean)).toEqual([1, 1, 1, 1]);
  expect(['f', 'F', 'FALSE', '0'].map(boolean)).toEqual([0, 0, 0, 0]);
  expect(['y', 'yes', '2', ''].map(boolean)).toEqual([BAD, BAD, BAD, BAD]);
});

test('every calendar day comes back, no other does', () => {
  const span = { min: dayOf('1900-01-01'), max: dayOf('2199-12-31') };
  fc.assert(fc.property(fc.integer(span), (day) => date(formatDay(day)) === day));
  for (const bad of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20261120..', ''])
    expect(date(bad), bad).toBe(BAD);
});

test('timestamps become UTC', () => {
  const iso = (text: string): string | null => {
    const seconds = over(decodeTimestamp)(text);
    return seconds === BAD ? null : formatSeconds(seconds);
  };
  expect(iso('2026-11-20 23:30:00')).toBe('2026-11-20T23:30:00Z');
  expect(iso('2026-11-20 23:30:00.123-03')).toBe('2026-11-21T02:30:00Z');
  expect(iso('2026-11-20T23:30:00+05:30')).toBe('2026-11-20T18:00:00Z');
  expect(iso('2026-11-20T23:30:00Z')).toBe('2026-11-20T23:30:00Z');
  expect(iso('2026-03-01 00:00:01.123456+0900')).toBe('2026-02-28T15:00:01Z');
  const bad = ['2026-11-20', '2026-11-20 24:00:00', '2026-02-30 10:00:00', 'now', ''];
  const worse = ['2026-11-20 10:00:00.', '2026-11-20 10:00:00+1', '2026-11-20 10:00:00 UTC'];
  for (const text of [...bad, ...worse]) expect(iso(text), text).toBeNull();
  const moment = fc.date({
    min: new Date('1970-01-01'),
    max: new Date('2199-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (at) => {
      const text = at.toISOString().slice(0, 19);
      expect(iso(text)).toBe(`${text}Z`);
    }),
  );
});
