import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textAt } from './fields.ts';
import { createTokenizer, MAX_RECORD_BYTES } from './tokenizer.ts';

interface Seen {
  readonly fields: string[];
  readonly quoted: number[];
  readonly offset: number;
  readonly fault: string | undefined;
}

/** Feeds the text in pieces of the given size and collects what comes out. */
function tokenize(bytes: Uint8Array, piece = bytes.length || 1): Seen[] {
  const seen: Seen[] = [];
  const tokenizer = createTokenizer((r) => {
    const fields = Array.from({ length: r.fields }, (_, i) => textAt(r, i));
    seen.push({
      fields,
      quoted: [...r.quoted.subarray(0, r.fields)],
      offset: r.offset,
      fault: r.fault,
    });
  });
  for (let at = 0; at < bytes.length; at += piece) tokenizer.push(bytes.subarray(at, at + piece));
  tokenizer.end();
  return seen;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const field = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', 'ü', ' ') }),
);
const quote = (s: string): string => `"${s.replaceAll('"', '""')}"`;
const needsQuotes = (s: string): boolean => /[",\r\n]/.test(s) || s === '';

test('reads back every table an RFC 4180 writer can write, however the bytes are cut', () => {
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((n) => fc.array(fc.array(field, { minLength: n, maxLength: n }), { minLength: 1 }));
  fc.assert(
    fc.property(
      table,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      (rows, lineEnd, lastLineEnd, piece) => {
        const text = rows
          .map((row) => row.map((f) => (needsQuotes(f) ? quote(f) : f)).join(','))
          .join(lineEnd);
        const seen = tokenize(bytesOf(text + (lastLineEnd ? lineEnd : '')), piece);
        expect(seen.map((r) => r.fields)).toEqual(rows);
        expect(seen.every((r) => r.fault === undefined)).toBe(true);
      },
    ),
  );
});

test('agrees with csv-parse on well-formed text', () => {
  const text = 'a,b\r\n"x, ""y""",\n,"line\r\nbreak"\n  spaced ,é\n';
  expect(tokenize(bytesOf(text)).map((r) => r.fields)).toEqual(
    parse(text, { record_delimiter: ['\n', '\r\n'] }),
  );
});

test('tells an empty quoted field from nothing', () => {
  expect(tokenize(bytesOf('"",,x\n'))[0]?.quoted).toEqual([1, 0, 0]);
});

test('knows where each record starts, byte order mark included', () => {
  const bom = [0xef, 0xbb, 0xbf];
  const bytes = new Uint8Array([...bom, ...bytesOf('a,b\n"ü",2\n3,4')]);
  const seen = tokenize(bytes, 2);
  expect(seen.map((r) => r.offset)).toEqual([3, 7, 14]);
  expect(seen[0]?.fields).toEqual(['a', 'b']);
});

test('skips blank lines', () => {
  expect(tokenize(bytesOf('a\n\n\r\nb\n')).map((r) => r.fields)).toEqual([['a'], ['b']]);
});

test('names what is wrong with a record and goes on after it', () => {
  const seen = tokenize(bytesOf('"a"b,c\nd,e\n"never closes,\nf'));
  expect(seen.map((r) => r.fault)).toEqual([
    'text follows a closing quote',
    undefined,
    'a quote opens and never closes',
    undefined,
  ]);
  expect(seen[1]?.fields).toEqual(['d', 'e']);
});

test('a quote that never closes does not swallow the file', () => {
  const long = `"${'x'.repeat(MAX_RECORD_BYTES)}\n`;
  const lines = 'a,b\n'.repeat(400_000);
  const seen = tokenize(bytesOf(`1,2\n${long}${lines}`), 1 << 16);
  expect(seen[1]?.fault).toMatch(/longer than/);
  expect(seen.length).toBe(400_002);
});
