import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SCHEDULE } from '../../shared/contracts/schedule.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { expectedOn, localDay, planNext, type Attempt, type PlanFacts } from './schedule-plan.ts';

const MINUTE = 60_000;
const at = (local: string): number => new Date(local).getTime();
const done = (local: string): Attempt => ({
  startedAt: at(local),
  endedAt: at(local) + 30_000,
  kind: 'done',
  fruitless: 0,
});
const facts = (given: Partial<PlanFacts>): PlanFacts => ({
  now: at('2026-11-23T05:00'),
  newest: dayOf('2026-11-21'),
  settings: DEFAULT_SCHEDULE,
  attempt: undefined,
  asked: undefined,
  luck: 0,
  ...given,
});
const plan = (given: Partial<PlanFacts>): [string, string] => {
  const next = planNext(facts(given));
  return [new Date(next.at).toString().slice(4, 21), next.because];
};

test('the delivery of yesterday is looked for at its time, and every hour until it is there', () => {
  expect(plan({})).toEqual(['Nov 23 2026 06:00', 'expected']);
  const missed = { now: at('2026-11-23T06:01'), attempt: done('2026-11-23T06:00') };
  expect(plan(missed)).toEqual(['Nov 23 2026 07:00', 'hourly']);
  expect(plan({ ...missed, newest: dayOf('2026-11-22') })).toEqual([
    'Nov 24 2026 06:00',
    'expected',
  ]);
});

test('a look before the time does not stand for the one at the time', () => {
  expect(plan({ attempt: done('2026-11-23T04:50') })).toEqual(['Nov 23 2026 06:00', 'expected']);
});

test('a delivery that is days late is asked for every hour, at night too', () => {
  const late = { newest: dayOf('2026-11-18'), now: at('2026-11-23T03:10') };
  expect(plan({ ...late, attempt: done('2026-11-23T03:00') })).toEqual([
    'Nov 23 2026 04:00',
    'hourly',
  ]);
});

test('without the hourly look, and where only a person can help, it is once a day', () => {
  const now = at('2026-11-23T06:01');
  const daily = ['Nov 24 2026 06:00', 'expected'];
  const settings = { ...DEFAULT_SCHEDULE, hourly: false };
  expect(plan({ now, settings, attempt: done('2026-11-23T06:00') })).toEqual(daily);
  expect(plan({ now, attempt: { ...done('2026-11-23T06:00'), kind: 'blocked' } })).toEqual(daily);
  const early: Attempt = { ...done('2026-11-23T05:00'), kind: 'blocked' };
  expect(plan({ now, newest: undefined, attempt: early })[1]).toBe('expected');
});

test('while nobody answers, the waits grow to an hour', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((fruitless) => {
    const attempt: Attempt = { ...done('2026-11-23T05:00'), kind: 'waiting', fruitless };
    const next = planNext(facts({ attempt, now: attempt.endedAt }));
    expect(next.because).toBe('retry');
    return (next.at - attempt.endedAt) / MINUTE;
  });
  expect(waits).toEqual([1, 2, 5, 10, 20, 30, 60, 60, 60]);
});

test('a time that was missed waits for the look that was asked for', () => {
  const now = at('2026-11-23T09:00');
  const asked = { at: now + 5000, because: 'wake' } as const;
  expect(planNext(facts({ now, asked }))).toEqual(asked);
  expect(planNext(facts({ now }))).toMatchObject({ because: 'expected' });
  // And what is due earlier than what was asked for comes first.
  const soon = { at: at('2026-11-23T07:00'), because: 'wake' } as const;
  expect(plan({ asked: soon })).toEqual(['Nov 23 2026 06:00', 'expected']);
});

test('an attempt of the future, from before the clock was set back, counts for nothing', () => {
  expect(plan({ attempt: done('2027-11-23T06:00') })).toEqual(['Nov 23 2026 06:00', 'expected']);
});

test('never earlier than the jitter allows, and never further than a day ahead', () => {
  const moment = fc.integer({ min: at('2026-03-01T00:00'), max: at('2026-12-31T00:00') });
  fc.assert(
    fc.property(
      moment,
      fc.option(fc.integer({ min: 0, max: 5 * 1440 }), { nil: undefined }),
      fc.constantFrom<Attempt['kind']>('done', 'waiting', 'blocked'),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: -2, max: 9 }),
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.boolean(),
      fc.constantFrom('00:00', '02:30', '06:00', '23:59'),
      (now, ago, kind, fruitless, behind, jitterMinutes, luck, hourly, expectedAt) => {
        const endedAt = now - (ago ?? 0) * MINUTE;
        const attempt: Attempt | undefined =
          ago === undefined ? undefined : { startedAt: endedAt - 1000, endedAt, kind, fruitless };
        const settings = { ...DEFAULT_SCHEDULE, jitterMinutes, hourly, expectedAt };
        const newest = localDay(now) - behind;
        const next = planNext({ now, newest, settings, attempt, asked: undefined, luck });
        const jitter = jitterMinutes * MINUTE;
        if (next.because === 'retry')
          expect(next.at - endedAt).toBeGreaterThanOrEqual(0.75 * MINUTE);
        else if (next.because === 'hourly')
          expect(next.at - endedAt).toBeGreaterThanOrEqual(
            60 * MINUTE - Math.min(jitter, 45 * MINUTE),
          );
        else {
          const day = localDay(next.at - jitter * luck);
          const off = Math.abs(next.at - expectedOn(day, expectedAt));
          // A day that begins or ends with a change of the clock has an hour more or less.
          expect(off).toBeLessThanOrEqual(jitter + 60 * MINUTE);
          if (attempt) expect(next.at).toBeGreaterThan(attempt.startedAt);
        }
        expect(next.at).toBeLessThanOrEqual(now + 49 * 60 * MINUTE + jitter);
      },
    ),
    { numRuns: 500 },
  );
});
