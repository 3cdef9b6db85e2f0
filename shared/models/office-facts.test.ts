import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scoreBook } from '../scoring/score-book.ts';
import { testBook } from '../scoring/test-book.ts';
import { OFFICE_FACTS } from './office-facts.ts';

test('the known facts are the ones every scoring keeps of an office', () => {
  const { facts } = scoreBook(testBook([{}, {}, {}]));
  expect(Object.keys(facts[0] ?? {}).toSorted()).toEqual(Object.keys(OFFICE_FACTS).toSorted());
});

test('docs/models.md lists each of them with its unit', () => {
  const doc = path.join(import.meta.dirname, '..', '..', 'docs', 'models.md');
  const rows = readFileSync(doc, 'utf8').matchAll(/^\| `(\w+)` +\| (\S.*?) +\|/gm);
  expect(Object.fromEntries([...rows].map(([, name, unit]) => [name, unit]))).toEqual(OFFICE_FACTS);
});
