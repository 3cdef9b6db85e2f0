import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { spilledTexts } from './spilled-texts.ts';

test('every text comes back as it was, from memory or from the file, and no file has a name', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 80 }),
      (texts) => {
        const before = readdirSync(tmpdir()).filter((name) => /^atrium-[\da-f-]{36}$/.test(name));
        const store = spilledTexts(100);
        const numbers = texts.map((text) => store.put(text));
        expect(numbers.map((n) => store.at(n))).toEqual(texts);
        const after = readdirSync(tmpdir()).filter((name) => /^atrium-[\da-f-]{36}$/.test(name));
        expect(after).toEqual(before);
      },
    ),
    { numRuns: 40 },
  );
});
