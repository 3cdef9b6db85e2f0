import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarDay } from '../../../shared/contracts/health.ts';
import { dayOf, formatDay, weekday } from '../../../shared/domain/day.ts';
import { keyLeadsTo, weeksOf } from './calendar-model.ts';
import { dayLabel, headWords } from './day-words.ts';

const day = (ds: string, more: Partial<CalendarDay> = {}): CalendarDay => ({
  ds,
  state: 'published',
  runs: 1,
  restated: false,
  publishedAnyway: false,
  keepsEarlierRun: false,
  late: false,
  warnings: 0,
  rows: 300,
  rejected: 0,
  run_id: 'r',
  delivered_at: null,
  reason: null,
  ...more,
});

test('every day stands once, under its Monday and beside its weekday', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30_000 }),
      fc.integer({ min: 1, max: 90 }),
      (first, n) => {
        const days = Array.from({ length: n }, (_, i) => day(formatDay(first + i)));
        const weeks = weeksOf(days);
        expect(weeks.flatMap((w) => w.days.filter((d) => d !== null))).toEqual(days);
        for (const { monday, days: inWeek } of weeks) {
          expect(weekday(monday)).toBe(0);
          inWeek.forEach((d, row) => d && expect(dayOf(d.ds)).toBe(monday + row));
        }
      },
    ),
  );
});

test('keys move by a day and by a week and never leave the calendar', () => {
  const keys = [
    'ArrowUp',
    'ArrowDown',
    'ArrowLeft',
    'ArrowRight',
    'PageUp',
    'PageDown',
    'Home',
    'End',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      fc.boolean(),
      fc.integer({ min: 1, max: 90 }),
      fc.nat(),
      (key, ctrl, count, from) => {
        const to = keyLeadsTo(key, ctrl, from % count, count);
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(count);
      },
    ),
  );
  expect(
    ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((k) => keyLeadsTo(k, false, 30, 60)),
  ).toEqual([29, 31, 23, 37]);
  expect(keyLeadsTo('End', false, 3, 60)).toBe(59);
  expect(keyLeadsTo('Home', true, 33, 60)).toBe(0);
  expect(keyLeadsTo('a', false, 3, 60)).toBeUndefined();
});

test('a day that was let through says so before its warnings', () => {
  const through = day('2026-11-15', {
    state: 'warned',
    publishedAnyway: true,
    restated: true,
    runs: 2,
  });
  expect(headWords(through)).toEqual({
    word: 'Published anyway',
    means: 'on the screens although its checks hold it; restated, 2 runs',
  });
  expect(headWords(day('2026-11-15', { state: 'held', keepsEarlierRun: true })).means).toBe(
    'not on the screens; a check holds it back; an earlier run stays on the screens',
  );
});

test('a day says all that its glyph and marks say', () => {
  expect(dayLabel(day('2026-11-21', { state: 'held', rows: 260, rejected: 40 }))).toBe(
    '21 Nov 2026: held, 260 rows, 40 set aside',
  );
  expect(dayLabel(day('2026-11-17', { runs: 2, restated: true, publishedAnyway: true }))).toBe(
    '17 Nov 2026: published, published anyway, restated, 2 runs, 300 rows',
  );
  expect(dayLabel(day('2026-11-10', { state: 'missing', rows: null }))).toBe(
    '10 Nov 2026: missing',
  );
});
