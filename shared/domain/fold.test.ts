import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded, marksIn, wordsOf } from './fold.ts';

test('accents, case, width and special letters do not matter', () => {
  expect(folded('Zürich – ŁÓDŹ, Ｔｏｋｙｏ')).toBe('zurich – lodz, tokyo');
  expect(folded('Straße Æbeltoft Đà Nẵng')).toBe('strasse aebeltoft da nang');
});

test('a query falls into words of any script', () => {
  expect(wordsOf('  São-Paulo,  東京 7/2')).toEqual(['sao', 'paulo', '東京', '7', '2']);
  expect(wordsOf(' "*^ ')).toEqual([]);
});

test('marks point at the letters of the text as it is written', () => {
  const text = 'Große Straße 12';
  const marks = marksIn(text, wordsOf('STRASSE gro'));
  expect(marks.map(([a, b]) => text.slice(a, b))).toEqual(['Gro', 'Straße']);
  // The start of a word comes before the middle of one.
  expect(marksIn('Oberlin Berlin', ['berlin'])).toEqual([[8, 14]]);
  expect(marksIn('Oberlin', ['lin'])).toEqual([[4, 7]]);
});

test('folding twice changes nothing, and marks stay inside of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
      expect(folded(folded(text))).toBe(folded(text));
      let end = 0;
      for (const [from, to] of marksIn(text, wordsOf(query))) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});
