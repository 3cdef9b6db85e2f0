import { expect, test } from 'vitest';
import { nextSorting } from './model.ts';

const risk = { id: 'risk', firstDescending: true };
const name = { id: 'name', firstDescending: false };
const by = (id: string, desc: boolean) => ({ id, desc });

test('a press sorts by the column alone, its way first, and again the other way round', () => {
  const once = nextSorting([by('name', false)], risk, false);
  expect(once).toEqual([by('risk', true)]);
  expect(nextSorting(once, risk, false)).toEqual([by('risk', false)]);
  expect(nextSorting(once, risk, false, true)).toEqual([by('risk', true)]);
});

test('a column sorts on top of others, in its place once it has one, four at most', () => {
  const two = nextSorting([by('risk', true)], name, true);
  expect(two).toEqual([by('risk', true), by('name', false)]);
  expect(nextSorting(two, risk, true)).toEqual([by('risk', false), by('name', false)]);
  const four = ['a', 'b', 'c', 'd'].map((id) => by(id, false));
  expect(nextSorting(four, risk, true).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'risk']);
});
