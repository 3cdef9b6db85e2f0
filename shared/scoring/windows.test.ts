import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEEKS_BACK } from './hysteresis.ts';
import { newestAt, sumDays, sumRises, windowSums } from './windows.ts';

const FIRST = 1000;
const column = (values: readonly number[]) => ({
  firstDay: FIRST,
  days: values.length,
  offices: 1,
  values: Float32Array.from(values),
});
/** One office on days that are all standard ones. */
function windowsOf(values: readonly number[], liveFrom = -1000, back = 0) {
  const sums = windowSums(1);
  const flat = new Float64Array(values.length).fill(1);
  sums.add(0, Float32Array.from(values), flat, liveFrom);
  return sums.at(back);
}

test('windows of 28, 56 and older days; a missing row adds neither count nor exposure', () => {
  const values = Array.from({ length: 100 }, (_, d) => (d === 99 ? Number.NaN : d === 0 ? 7 : 1));
  const w = windowsOf(values);
  expect([w.y1[0], w.x1[0], w.n1[0]]).toEqual([27, 27, 27]);
  expect([w.y0[0], w.x0[0], w.n0[0]]).toEqual([56, 56, 56]);
  expect([w.yOlder[0], w.xOlder[0]]).toEqual([22, 16]);
  expect([w.weekY[0], w.weekX[0], w.weekY[1]]).toEqual([6, 6, 7]);
  expect(w.lastYear.x1[0]).toBe(0);
});

test('exposure of the current silence starts after the last event', () => {
  const w = windowsOf([1, 0, 2, 0, Number.NaN, 0]);
  expect([w.lastEvent[0], w.xSilent[0]]).toEqual([2, 2]);
});

test('days before going live do not count', () => {
  const w = windowsOf([5, 5, 0, 3], 2);
  expect([w.y1[0], w.n1[0]]).toEqual([3, 2]);
});

test('a year ago stands for the season', () => {
  const values = Array.from({ length: 448 }, (_, d) => (d < 56 ? 2 : d < 84 ? 3 : 1));
  const { lastYear } = windowsOf(values);
  expect([lastYear.y0[0], lastYear.x0[0]]).toEqual([112, 56]);
  expect([lastYear.y1[0], lastYear.x1[0]]).toEqual([84, 28]);
});

test('some weeks earlier, the windows are those of the days until then', () => {
  const day = fc.oneof(fc.nat(3), fc.constant(0), fc.constant(Number.NaN));
  fc.assert(
    fc.property(
      fc.array(day, { minLength: 60, maxLength: 160 }),
      fc.integer({ min: 1, max: WEEKS_BACK - 1 }),
      fc.integer({ min: -5, max: 90 }),
      (values, back, liveFrom) => {
        const cut = values.slice(0, -7 * back);
        const earlier = windowsOf(values, liveFrom, back);
        // What lies before the 84 days is in no window.
        const alone = windowsOf(cut.slice(-84), liveFrom - Math.max(0, cut.length - 84));
        for (const key of ['y1', 'x1', 'n1', 'y0', 'x0', 'n0', 'xSilent'] as const)
          expect(earlier[key]).toEqual(alone[key]);
        for (const key of ['weekY', 'weekX'] as const) expect(earlier[key]).toEqual(alone[key]);
      },
    ),
  );
});

test('plain sums count observed days; the newest value may be up to six days old', () => {
  const grid = column([1, 2, Number.NaN, 4]);
  expect(sumDays(grid, FIRST + 3, 0, 1, 1)).toEqual({
    sum: Float64Array.of(4),
    observed: Uint16Array.of(1),
  });
  expect(newestAt(grid, FIRST + 2, 1)[0]).toBe(2);
  expect(newestAt(grid, FIRST + 12, 1)[0]).toBeNaN();
  expect(newestAt(undefined, FIRST, 1)[0]).toBeNaN();
});

test('rises of what is open stand for openings; the first value is no rise', () => {
  const { sum, observed } = sumRises(column([3, 3, 5, Number.NaN, 4, 6]), FIRST + 5, 56, 1);
  expect([sum[0], observed[0]]).toEqual([4, 4]);
});
