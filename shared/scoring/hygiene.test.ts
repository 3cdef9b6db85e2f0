import { expect, test } from 'vitest';
import { cleanCounts, sameValueRun } from './hygiene.ts';

const column = (values: readonly number[]) => ({
  firstDay: 100,
  days: values.length,
  offices: 1,
  values: Float32Array.from(values),
});

test('negative counts become unknown, never zero', () => {
  const { values, dropped } = cleanCounts(column([3, -1, 0]));
  expect([...values]).toEqual([3, Number.NaN, 0]);
  expect(dropped[0]).toBe(1);
});

test('a count above 50 × (trailing maximum + 1) becomes unknown', () => {
  const usual = Array.from({ length: 60 }, () => 3);
  expect(cleanCounts(column([...usual, 200])).values[60]).toBe(200);
  expect(cleanCounts(column([...usual, 201])).values[60]).toBeNaN();
});

test('the maximum is forgotten after 56 days', () => {
  const quiet = Array.from({ length: 57 }, () => 1);
  expect(cleanCounts(column([300, ...quiet, 101])).values[58]).toBeNaN();
  expect(cleanCounts(column([300, ...quiet.slice(2), 101])).values[56]).toBe(101);
});

test('a new office is not judged by a maximum it has not got yet', () => {
  expect(cleanCounts(column([0, 0, 400])).values[2]).toBe(400);
});

test('the same count on ten open days is a run; closed and unknown days are passed over', () => {
  const values = Float32Array.from([5, 7, 7, Number.NaN, 7, 0, 7, 7]);
  const run = sameValueRun(values, 1, 8, (day) => day !== 5);
  expect(run[0]).toBe(5);
  expect(sameValueRun(Float32Array.from([0, 0, 0]), 1, 3, () => true)[0]).toBe(0);
});
