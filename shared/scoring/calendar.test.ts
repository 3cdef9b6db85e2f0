import { expect, test } from 'vitest';
import { weekday } from '../domain/day.ts';
import { learnCalendar } from './calendar.ts';
import { bookDrops, leaveOutZeroRuns } from './gaps.ts';
import type { ActivityGrid } from './series.ts';
import { poisson, seeded } from './test-book.ts';

const FIRST = 20_000;
const DAYS = 200;

/** Alike offices on a true calendar. */
function book(offices: number, calendar: (day: number, stratum: number) => number): ActivityGrid {
  const random = seeded(7);
  const values = new Float32Array(DAYS * offices);
  const stratum = Int32Array.from({ length: offices }, (_, i) => i % 2);
  for (let d = 0; d < DAYS; d++) {
    for (let i = 0; i < offices; i++) {
      const rate = 2 + (i % 20);
      values[i * DAYS + d] = poisson(rate * calendar(d, i % 2), random);
    }
  }
  return {
    firstDay: FIRST,
    days: DAYS,
    offices,
    values,
    stride: DAYS,
    stratum,
    strata: 2,
    live: new Uint8Array(offices).fill(1),
    liveFrom: new Int32Array(offices).fill(-1000),
  };
}

const week = (d: number) => (weekday(FIRST + d) < 5 ? 1 : 0.05);

const truth = (d: number, s: number) => week(d) * (s === 1 && d === 150 ? 0.05 : 1);

test('learns weekends and a holiday of one region from the counts alone', () => {
  const calendar = learnCalendar(book(200, truth));
  const at = (s: number, d: number) => calendar.factors[s * DAYS + d] ?? Number.NaN;
  const pairs: [number, number][] = [];
  for (let d = 60; d < DAYS; d++) pairs.push([Math.log(truth(d, 0)), Math.log(at(0, d))]);
  expect(correlation(pairs)).toBeGreaterThan(0.99);
  expect(at(1, 150)).toBeLessThan(0.2);
  expect(at(0, 150)).toBeGreaterThan(1);
});

test('before anything is learned, and in a small book, weekdays stand in', () => {
  const calendar = learnCalendar(book(10, week));
  expect(calendar.learned).toBe(0);
  for (let d = 0; d < 7; d++) {
    expect(calendar.factors[d]).toBe(weekday(FIRST + d) < 5 ? 1 : 0.05);
  }
});

test('a day without counts of the whole book is left out; a weekend is not', () => {
  const grid = book(200, (d) => (d === 150 ? 0 : week(d)));
  expect(bookDrops(grid, learnCalendar(grid))).toEqual([150]);
});

test('a day that is left out says nothing about itself or the days after', () => {
  const grid = book(200, (d) => (d === 150 ? 0 : week(d)));
  const { factors } = learnCalendar(grid, [150]);
  const values = grid.values.map((y, at) => (at % DAYS === 150 ? Number.NaN : y));
  expect(factors).toEqual(learnCalendar({ ...grid, values }).factors);
  expect(factors[150]).toBeGreaterThan(0.9);
});

test('an earlier reading takes the sums of a later one over, but for offices that differ', () => {
  const later = book(200, truth);
  const live = later.live.map((on, i) => (i % 7 === 0 ? 0 : on));
  const liveFrom = later.liveFrom.map((from, i) => (i % 11 === 0 ? 40 : from));
  const earlier = { ...later, days: DAYS - 9, live, liveFrom };
  const alone = learnCalendar(earlier, [150]);
  const shared = learnCalendar(earlier, [150], learnCalendar(later, [150]));
  shared.factors.forEach((factor, at) => expect(factor).toBeCloseTo(alone.factors[at] ?? 0, 12));
  expect(shared.learned).toBe(alone.learned);
  // Other days left out: nothing to take over.
  expect(learnCalendar(earlier, [], shared).factors).toEqual(learnCalendar(earlier).factors);
});

test('zeros after which use went on are left out; a silence that lasts is kept', () => {
  const grid = book(200, week);
  const { factors } = learnCalendar(grid);
  const office = (i: number) => grid.values.slice(i * DAYS, (i + 1) * DAYS);
  const gap = office(19).fill(0, 140, 150);
  expect(leaveOutZeroRuns(gap, factors.subarray(DAYS))).toBeGreaterThanOrEqual(10);
  expect(gap[145]).toBeNaN();
  const silent = office(18).fill(0, 180);
  leaveOutZeroRuns(silent, factors.subarray(0, DAYS));
  expect(silent[DAYS - 1]).toBe(0);
});

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (k: 0 | 1) => pairs.reduce((sum, p) => sum + p[k], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  let top = 0;
  let left = 0;
  let right = 0;
  for (const [x, y] of pairs) {
    top += (x - a) * (y - b);
    left += (x - a) ** 2;
    right += (y - b) ** 2;
  }
  return top / Math.sqrt(left * right);
}
