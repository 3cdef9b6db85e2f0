import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { spilledBytes } from './spilled-bytes.ts';

test('all bytes come back as they were, from memory or from the file, and no file has a name', () => {
  const named = (): readonly string[] =>
    readdirSync(tmpdir()).filter((name) => /^atrium-[\da-f-]{36}$/.test(name));
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 80 }), (all) => {
      const before = named();
      const store = spilledBytes(100);
      const places = all.map((bytes) => store.put(bytes, 0, bytes.length));
      expect(all.map((bytes, i) => store.at(places[i] ?? 0, bytes.length))).toEqual(all);
      expect(named()).toEqual(before);
    }),
    { numRuns: 40 },
  );
});
