import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandOf, settle, type DayScore } from './hysteresis.ts';
import { seeded } from './test-book.ts';

const T = { high: -1, elevated: -2 };
/** A logit that is a multiple of the odds of a threshold. */
const times = (factor: number, threshold: number): number => threshold + Math.log(factor);
const weeks = (n: number, logit: number): number[] => Array<number>(n).fill(logit);
const sunday = (logit: number): DayScore => ({ logit, days: 0, hardFact: false });
const bandAfter = (weekly: readonly number[], day: DayScore): string => settle(weekly, day, T).band;

test('without weeks before it, the day decides', () => {
  for (const logit of [-3, -2, -1.5, -1, 0])
    expect(settle([Number.NaN], sunday(logit), T)).toEqual({
      band: bandOf(logit, T),
      smoothed: logit,
    });
});

test('inside the dead band an office stays where it came from', () => {
  const edge = times(1, T.high);
  expect(bandAfter([...weeks(7, times(2, T.high)), ...weeks(1, edge)], sunday(edge))).toBe('high');
  const below = times(0.6, T.high);
  expect(bandAfter(weeks(8, below), sunday(edge))).toBe('elevated');
});

test('a rise that is not urgent waits for a second weekly evaluation', () => {
  // Smoothed, this is between 1.15 × and 1.6 × the odds of High after one week, and still is after two.
  const calm = weeks(7, times(0.8, T.high));
  const risen = times(2.6, T.high);
  const once = settle(calm, sunday(risen), T);
  expect(once.smoothed).toBeGreaterThan(times(1.15, T.high));
  expect(once.smoothed).toBeLessThan(times(1.6, T.high));
  expect(once.band).toBe('elevated');
  expect(bandAfter([...calm, risen], { logit: times(1.3, T.high), days: 1, hardFact: false })).toBe(
    'elevated',
  );
  expect(bandAfter([...calm, risen], sunday(times(1.3, T.high)))).toBe('high');
});

test('1.6 × the odds of a threshold, smoothed, are not confirmed first, on any day of the week', () => {
  const day = (days: number): DayScore => ({ logit: times(40, T.high), days, hardFact: false });
  expect(bandAfter(weeks(8, -1.8), day(0))).toBe('high');
  expect(bandAfter(weeks(8, -1.8), day(5))).toBe('high');
  expect(bandAfter(weeks(8, -4), { ...day(1), logit: -1.9 })).toBe('low');
});

test('a hard fact lets the day decide upwards, never downwards', () => {
  const hard = (logit: number): DayScore => ({ logit, days: 2, hardFact: true });
  expect(bandAfter(weeks(8, -3), hard(-0.9))).toBe('high');
  expect(bandAfter(weeks(8, 0), hard(-3))).toBe('high');
});

test('a rise that stays arrives, and one week is forgotten', () => {
  expect(bandAfter([...weeks(4, -3), ...weeks(4, 0)], sunday(0))).toBe('high');
  expect(bandAfter([...weeks(4, 0), ...weeks(4, -3)], sunday(-3))).toBe('low');
  expect(bandAfter([...weeks(5, -3), -1.6, ...weeks(2, -3)], sunday(-3))).toBe('low');
});

test('weeks in which nobody judged the office change nothing', () => {
  const logit = fc.double({ min: -5, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.array(logit, { maxLength: 8 }), logit, fc.nat(6), (weekly, at, days) => {
      const day = { logit: at, days, hardFact: false };
      const gaps = weekly.flatMap((week) => [Number.NaN, week, Number.NaN]);
      expect(settle(gaps, day, T)).toEqual(settle(weekly, day, T));
    }),
  );
});

test('a higher day never lowers the band', () => {
  const logit = fc.double({ min: -5, max: 2, noNaN: true });
  const rank = { low: 0, elevated: 1, high: 2 };
  fc.assert(
    fc.property(
      fc.array(logit, { maxLength: 8 }),
      logit,
      logit,
      fc.nat(6),
      (weekly, a, b, days) => {
        const at = (of: number) => settle(weekly, { logit: of, days, hardFact: false }, T).band;
        expect(rank[at(Math.max(a, b))]).toBeGreaterThanOrEqual(rank[at(Math.min(a, b))]);
      },
    ),
  );
});

test('bands settle: far fewer changes than the days alone would make', () => {
  const random = seeded(7);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let [raw, settled] = [0, 0];
  for (let office = 0; office < 200; office++) {
    const centre = -3 + 1.6 * random();
    let slow = 0;
    const logits = Array.from({ length: 61 }, () => {
      slow = 0.9 * slow + 0.12 * normal();
      return centre + slow + 0.2 * normal();
    });
    for (let week = 9; week < 61; week++) {
      const [was, is] = [logits[week - 1] ?? 0, logits[week] ?? 0];
      if (bandOf(was, T) !== bandOf(is, T)) raw++;
      const before = settle(logits.slice(week - 9, week - 1), sunday(was), T).band;
      if (settle(logits.slice(week - 8, week), sunday(is), T).band !== before) settled++;
    }
  }
  expect(raw).toBeGreaterThan(1000);
  expect(settled).toBeLessThan(raw / 3);
});
