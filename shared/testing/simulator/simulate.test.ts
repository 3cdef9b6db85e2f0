import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../scoring/settings.ts';
import { simulate } from './simulate.ts';
import { snapshotAt } from './snapshot.ts';
import { noticeWithin, oracleHazard, trueTrend } from './truth.ts';

const SIZE = { companies: 60, days: 364 };
const SIM = simulate(1, SIZE);
const WEEK = 38;

test('a seed makes one book, another seed another', () => {
  expect(simulate(1, SIZE).counts.visitors).toEqual(SIM.counts.visitors);
  expect(simulate(2, SIZE).counts.visitors).not.toEqual(SIM.counts.visitors);
});

test('a snapshot knows nothing of later weeks', () => {
  const { book, index } = snapshotAt(SIM, WEEK, DEFAULT_SETTINGS);
  for (const grid of book.measures.values()) {
    expect(grid.firstDay + grid.days - 1).toBe(book.asOf);
  }
  let told = 0;
  index.forEach((i, j) => {
    const office = book.offices[j];
    const notice = SIM.life.noticeWeek[i] ?? -1;
    expect(office?.noticeOn === null).toBe(notice < 0 || notice > WEEK);
    if (office?.noticeOn !== null) told++;
    expect(office?.npsOn ?? 0).toBeLessThanOrEqual(book.asOf);
    expect(office?.openedOn ?? 0).toBeLessThanOrEqual(book.asOf);
  });
  expect(told).toBeGreaterThan(0);
});

test('offices that leave had a higher chance to, and use falls after the notice', () => {
  const sums = { left: 0, stayed: 0, leaving: 0, staying: 0 };
  const after: number[] = [];
  SIM.offices.forEach((o, i) => {
    if (o.startWeek > 0) return;
    const notice = SIM.life.noticeWeek[i] ?? -1;
    if (notice >= 0 && notice < 40) after.push(trueTrend(SIM, i, notice + 6));
    if (notice >= 0 && notice <= WEEK) return;
    const chance = oracleHazard(SIM, i, WEEK, 13);
    if (noticeWithin(SIM, i, WEEK, 13)) {
      sums.left++;
      sums.leaving += chance;
    } else {
      sums.stayed++;
      sums.staying += chance;
    }
  });
  expect(sums.leaving / sums.left).toBeGreaterThan(sums.staying / sums.stayed);
  const known = after.filter((trend) => !Number.isNaN(trend));
  expect(known.reduce((sum, trend) => sum + trend, 0) / known.length).toBeLessThan(-0.2);
});
