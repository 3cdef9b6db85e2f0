import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMPILED, compileScanner } from './lib/compile-scanner.ts';

test('the scanner in use is what its source says', async () => {
  const compiled = await compileScanner();
  expect(readFileSync(COMPILED, 'utf8'), 'run `node scripts/compile-scanner.ts`').toBe(compiled);
});
