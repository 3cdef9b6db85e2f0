import { expect, test } from 'vitest';
import { nextKey } from './keys.ts';

const names = ['/', 'e', 'g p', 'g d', 'Escape'];

test('a sequence waits for its second letter', () => {
  const first = nextKey('', 'g', names);
  expect(first).toEqual({ name: undefined, pending: 'g' });
  expect(nextKey(first.pending, 'D', names)).toEqual({ name: 'g d', pending: '' });
});

test('a letter that continues nothing is read on its own', () => {
  expect(nextKey('g', 'e', names)).toEqual({ name: 'e', pending: '' });
  expect(nextKey('g', 'x', names)).toEqual({ name: undefined, pending: '' });
});

test('named keys keep their name', () => {
  expect(nextKey('', 'Escape', names).name).toBe('Escape');
});
