import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownParts } from './shown.ts';

test('the parts are the whole text, in order, and marked where the marks are', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.nat(40), fc.nat(40), (text, a, b) => {
      const plain = text.replaceAll(/[\p{Cc}]/gu, ' ');
      const [start, end] = [Math.min(a, b, plain.length), Math.min(Math.max(a, b), plain.length)];
      const parts = shownParts(plain, [[start, end]]);
      expect(parts.map(({ part }) => part).join('')).toBe(plain);
      expect(
        parts
          .filter(({ marked }) => marked)
          .map(({ part }) => part)
          .join(''),
      ).toBe(plain.slice(start, end));
    }),
  );
});

test('what cannot be seen is shown, and nothing turns the direction of what follows', () => {
  const [part] = shownParts('a\u0000b\nc\u202ed', []);
  expect(part?.part).toBe('a␀b␊cd');
});
