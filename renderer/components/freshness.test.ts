import { expect, test } from 'vitest';
import { freshness } from './freshness.ts';

const at = (iso: string) => freshness('2026-11-20', Date.parse(iso));

test('an extract is fresh until 30 h, late until 54 h after the end of its day', () => {
  expect(at('2026-11-21T06:30:00Z')).toEqual({ state: 'fresh', age: '6 h old', word: 'fresh' });
  expect(at('2026-11-22T05:59:00Z').state).toBe('fresh');
  expect(at('2026-11-22T06:00:00Z').state).toBe('late');
  expect(at('2026-11-23T06:00:00Z')).toEqual({
    state: 'old',
    age: '2 days old',
    word: 'out of date',
  });
});

test('a day that is not over yet is not younger than new', () => {
  expect(at('2026-11-20T12:00:00Z').age).toBe('0 h old');
});
