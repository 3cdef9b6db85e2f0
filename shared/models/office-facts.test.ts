import { expect, test } from 'vitest';
import { scoreBook } from '../scoring/score-book.ts';
import { testBook } from '../scoring/test-book.ts';
import { OFFICE_FACTS } from './office-facts.ts';

test('the known facts are the ones every scoring keeps of an office', () => {
  const { facts } = scoreBook(testBook([{}, {}, {}]));
  expect(Object.keys(facts[0] ?? {}).toSorted()).toEqual(Object.keys(OFFICE_FACTS).toSorted());
});
