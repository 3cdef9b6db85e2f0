import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BANDS } from '../domain/score.ts';
import { bandOf, EVALUATIONS, settle, WEEKS_APART, type DayScore } from './hysteresis.ts';
import { seeded } from './test-book.ts';

const T = { high: -1, elevated: -2 };
/** A logit that is a multiple of the odds of a threshold. */
const times = (factor: number, threshold: number): number => threshold + Math.log(factor);
const weeks = (n: number, logit: number): number[] => Array<number>(n).fill(logit);
const sunday = (logit: number): DayScore => ({ logit, days: 0, hardFact: false });
const bandAfter = (weekly: readonly number[], day: DayScore): string => settle(weekly, day, T).band;

test('without an evaluation before it, the day decides', () => {
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

test('a rise that is not urgent waits for the next evaluation', () => {
  // Smoothed, this is between 1.35 × and 1.6 × the odds of High.
  const calm = weeks(7, times(0.8, T.high));
  const risen = times(4, T.high);
  const between = settle([...calm, times(1.5, T.high)], { ...sunday(risen), days: 6 }, T);
  expect(between.smoothed).toBeGreaterThan(times(1.35, T.high));
  expect(between.smoothed).toBeLessThan(times(1.6, T.high));
  expect(between.band).toBe('elevated');
  expect(bandAfter([...calm, times(1.5, T.high)], sunday(risen))).toBe('high');
});

test('1.6 × the odds of a threshold, smoothed, wait for nothing, on any day of the week', () => {
  const day = (days: number): DayScore => ({ logit: times(40, T.high), days, hardFact: false });
  expect(bandAfter(weeks(8, -1.8), day(0))).toBe('high');
  expect(bandAfter(weeks(8, -1.8), day(13))).toBe('high');
  expect(bandAfter(weeks(8, -4), { ...day(1), logit: -1.9 })).toBe('low');
});

test('nothing falls between two evaluations', () => {
  const logit = fc.double({ min: -5, max: 2, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(logit, { minLength: 1, maxLength: 9 }),
      logit,
      fc.integer({ min: 1, max: 13 }),
      (before, at, days) => {
        const last = settle(before.slice(0, -1), sunday(before.at(-1) ?? 0), T).band;
        const now = settle(before, { logit: at, days, hardFact: false }, T).band;
        expect(BANDS.indexOf(now)).toBeGreaterThanOrEqual(BANDS.indexOf(last));
      },
    ),
  );
});

test('a hard fact lets the day decide upwards, never downwards', () => {
  const hard = (logit: number): DayScore => ({ logit, days: 2, hardFact: true });
  expect(bandAfter(weeks(8, -3), hard(times(1.4, T.high)))).toBe('high');
  expect(bandAfter(weeks(8, -3), hard(times(1.1, T.high)))).toBe('elevated');
  expect(bandAfter(weeks(8, 0), hard(-3))).toBe('high');
});

test('what a hard fact raised stays up while it lasts, and then falls no faster than anything else', () => {
  const raised = times(1.4, T.high);
  const was = [...weeks(7, -3), raised, raised];
  const facts = [...Array<number>(7).fill(0), 1, 1];
  const lasting = { logit: raised, days: 0, hardFact: true };
  expect(settle(was, lasting, T, facts).band).toBe('high');
  const [three, ended] = [times(1.4, T.high), [...facts, 1]];
  expect(settle([...was, three], { ...lasting, hardFact: false }, T, ended).band).toBe('high');
  expect(settle([...was, three], sunday(-3), T, ended).band).not.toBe('high');
});

test('a rise that stays arrives, and one evaluation is forgotten', () => {
  expect(bandAfter([...weeks(4, -3), ...weeks(4, 0)], sunday(0))).toBe('high');
  expect(bandAfter([...weeks(4, 0), ...weeks(4, -3)], sunday(-3))).toBe('low');
  expect(bandAfter([...weeks(5, -3), -1.6, ...weeks(2, -3)], sunday(-3))).toBe('low');
});

test('evaluations at which nobody judged the office change nothing', () => {
  const logit = fc.double({ min: -5, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.array(logit, { maxLength: 9 }), logit, fc.nat(13), (weekly, at, days) => {
      const day = { logit: at, days, hardFact: false };
      const gaps = weekly.flatMap((week) => [Number.NaN, week, Number.NaN]);
      expect(settle(gaps, day, T)).toEqual(settle(weekly, day, T));
    }),
  );
});

test('a higher day never lowers the band', () => {
  const logit = fc.double({ min: -5, max: 2, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(logit, { maxLength: 9 }),
      logit,
      logit,
      fc.nat(13),
      fc.boolean(),
      (weekly, a, b, days, hardFact) => {
        const at = (of: number) =>
          BANDS.indexOf(settle(weekly, { logit: of, days, hardFact }, T).band);
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
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
    const logits = Array.from({ length: 71 }, () => {
      slow = 0.9 * slow + 0.12 * normal();
      return centre + slow + 0.2 * normal();
    });
    let before = 'low';
    for (let week = 18; week < 71; week++) {
      const [was, is] = [logits[week - 1] ?? 0, logits[week] ?? 0];
      const since = week % WEEKS_APART;
      const evaluated = Array.from(
        { length: EVALUATIONS },
        (_, k) => logits[week - since - WEEKS_APART * (EVALUATIONS - 1 - k)] ?? 0,
      );
      const earlier = since === 0 ? evaluated.slice(0, -1) : evaluated;
      const { band } = settle(earlier, { logit: is, days: 7 * since, hardFact: false }, T);
      if (week > 18 && bandOf(was, T) !== bandOf(is, T)) raw++;
      if (week > 18 && band !== before) settled++;
      before = band;
    }
  }
  expect(raw).toBeGreaterThan(1000);
  expect(settled).toBeLessThan(raw / 4);
});
