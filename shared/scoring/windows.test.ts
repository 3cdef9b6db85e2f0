import { expect, test } from 'vitest';
import type { Calendar } from './calendar.ts';
import { newestAt, sumDays, sumRises, sumWindows } from './windows.ts';

const FIRST = 1000;
const column = (values: readonly number[]) => ({
  firstDay: FIRST,
  days: values.length,
  offices: 1,
  values: Float32Array.from(values),
});
const flat = (days: number): Calendar => ({
  factors: new Float64Array(days).fill(1),
  days,
  strata: 1,
  learned: 1,
});
const activity = (values: readonly number[], liveFrom = -1000) => ({
  ...column(values),
  stratum: new Int32Array(1),
  strata: 1,
  live: new Uint8Array(1).fill(1),
  liveFrom: Int32Array.of(liveFrom),
});

test('windows of 28, 56 and older days; a missing row adds neither count nor exposure', () => {
  const values = Array.from({ length: 100 }, (_, d) => (d === 99 ? Number.NaN : d === 0 ? 7 : 1));
  const w = sumWindows(activity(values), flat(100));
  expect([w.y1[0], w.x1[0], w.n1[0]]).toEqual([27, 27, 27]);
  expect([w.y0[0], w.x0[0], w.n0[0]]).toEqual([56, 56, 56]);
  expect([w.yOlder[0], w.xOlder[0]]).toEqual([22, 16]);
  expect([w.weekY[0], w.weekX[0], w.weekY[1]]).toEqual([6, 6, 7]);
  expect(w.lastYear.x1[0]).toBe(0);
});

test('exposure of the current silence starts after the last event', () => {
  const w = sumWindows(activity([1, 0, 2, 0, Number.NaN, 0]), flat(6));
  expect([w.lastEvent[0], w.xSilent[0]]).toEqual([2, 2]);
});

test('days before going live do not count', () => {
  const w = sumWindows(activity([5, 5, 0, 3], 2), flat(4));
  expect([w.y1[0], w.n1[0]]).toEqual([3, 2]);
});

test('plain sums count observed days; the newest value may be up to six days old', () => {
  const grid = column([1, 2, Number.NaN, 4]);
  expect(sumDays(grid, FIRST + 3, 0, 1, 1)).toEqual({
    sum: Float64Array.of(4),
    observed: Float64Array.of(1),
  });
  expect(newestAt(grid, FIRST + 2, 1)[0]).toBe(2);
  expect(newestAt(grid, FIRST + 12, 1)[0]).toBeNaN();
  expect(newestAt(undefined, FIRST, 1)[0]).toBeNaN();
});

test('rises of what is open stand for openings; the first value is no rise', () => {
  const { sum, observed } = sumRises(column([3, 3, 5, Number.NaN, 4, 6]), FIRST + 5, 56, 1);
  expect([sum[0], observed[0]]).toEqual([4, 4]);
});
