import { expect, test } from 'vitest';
import { likeness } from './compare.ts';

const upTo = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i);

test('the same order in other numbers is wholly alike, the opposite not at all', () => {
  const a = upTo(50);
  expect(likeness(a, a.map(Math.exp))).toEqual({
    offices: 50,
    rankCorrelation: 1,
    shared: 20,
    top: 20,
  });
  expect(
    likeness(
      a,
      a.map((x) => -x),
    ),
  ).toMatchObject({ rankCorrelation: -1, shared: 0 });
});

test('ties stand at their mean rank', () => {
  // Ranks 1.5 1.5 3 4 against 1 2 3 4: ρ = 4.5 / √(4.5 · 5).
  const { rankCorrelation } = likeness(Float64Array.of(1, 1, 2, 3), Float64Array.of(1, 2, 3, 4));
  expect(rankCorrelation).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
});

test('where all are said to be the same there is nothing to compare', () => {
  expect(likeness(upTo(5), new Float64Array(5)).rankCorrelation).toBeNull();
  expect(likeness(new Float64Array(0), new Float64Array(0))).toEqual({
    offices: 0,
    rankCorrelation: null,
    shared: 0,
    top: 0,
  });
});
