import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readResults, type StoredResult } from '../bench/lib/result.ts';
import { withTables } from './lib/performance-tables.ts';

const file = path.join(import.meta.dirname, '..', 'docs', 'performance.md');

test('docs/performance.md says what the benches kept', () => {
  const document = readFileSync(file, 'utf8');
  expect(withTables(document, readResults())).toBe(document);
});

test('a figure above what it must not exceed is marked', () => {
  const result: StoredResult = {
    name: 'x',
    title: 'X',
    about: 'About x.',
    at: '2026-11-23',
    machine: 'a machine',
    rounds: 3,
    quick: false,
    figures: [
      { label: 'fast', value: 0.61, unit: '×', atMost: 0.7 },
      { label: 'slow', value: 1234.5, unit: 'ms', atMost: 1000 },
      { label: 'unmeasured', value: Number.NaN, unit: 'ms', atMost: 1 },
    ],
  };
  const marks = ['<!-- made by npm run bench:doc -->', '<!-- end -->'];
  const document = withTables(`a\n${marks[0]}\nold\n${marks[1]}\nz\n`, [result]);
  expect(document).toMatch(/^a\n/);
  expect(document).toMatch(/\nz\n$/);
  expect(document).not.toContain('old');
  expect(document).toContain('| fast       |     0.61 × |    0.7 × |');
  expect(document).toContain('| slow       | 1,235 ms ✗ | 1,000 ms |');
  expect(document).toContain('NaN ms ✗');
  expect(() => withTables('no marks', [])).toThrow(/no <!--/);
});
