import { expect, test } from 'vitest';
import { cleanCounts, sameValueRun } from './hygiene.ts';

function cleaned(counts: readonly number[]): { values: Float32Array; dropped: number } {
  const values = Float32Array.from(counts);
  return { dropped: cleanCounts(values), values };
}

test('negative counts become unknown, never zero', () => {
  const { values, dropped } = cleaned([3, -1, 0]);
  expect([...values]).toEqual([3, Number.NaN, 0]);
  expect(dropped).toBe(1);
});

test('a count above 50 × (trailing maximum + 1) becomes unknown', () => {
  const usual = Array.from({ length: 60 }, () => 3);
  expect(cleaned([...usual, 200]).values[60]).toBe(200);
  expect(cleaned([...usual, 201]).values[60]).toBeNaN();
});

test('the smallest count that can be impossible is', () => {
  const usual = Array.from({ length: 60 }, () => 0);
  expect(cleaned([...usual, 50]).values[60]).toBe(50);
  expect(cleaned([...usual, 51]).values[60]).toBeNaN();
});

test('the maximum is forgotten after 56 days', () => {
  const quiet = Array.from({ length: 57 }, () => 1);
  expect(cleaned([300, ...quiet, 101]).values[58]).toBeNaN();
  expect(cleaned([300, ...quiet.slice(2), 101]).values[56]).toBe(101);
});

test('a new office is not judged by a maximum it has not got yet', () => {
  expect(cleaned([0, 0, 400]).values[2]).toBe(400);
});

test('the same count on ten open days is a run; closed and unknown days are passed over', () => {
  const values = Float32Array.from([5, 7, 7, Number.NaN, 7, 0, 7, 7]);
  const factors = new Float64Array(8).fill(1).fill(0.1, 5, 6);
  expect(sameValueRun(values, factors, 0.3)).toBe(5);
  expect(sameValueRun(Float32Array.from([0, 0, 0]), new Float64Array(3).fill(1), 0.3)).toBe(0);
});
