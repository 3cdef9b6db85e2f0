import { expect, test } from 'vitest';
import { dayOf } from '../../../shared/domain/day.ts';
import { weekdayMeans } from './weekdays.ts';

test('means of weekdays leave unknown days out, and a weekday nobody knows is unknown', () => {
  const monday = dayOf('2026-11-16');
  const days = [0, 1, 5, 7, 8, 14].map((after) => monday + after);
  const values = [10, 4, 0, 20, null, null];
  expect(weekdayMeans({ days, values })).toEqual([15, 4, null, null, null, 0, null]);
});
