import * as fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../shared/contracts/problem.ts';
import { DEFAULT_SCHEDULE } from '../../shared/contracts/schedule.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { openPeople } from '../services/people/people-db.ts';
import { run, type WritableDB } from '../services/sqlite/db.ts';
import { scheduleBed, type Bed, type Outcome } from './testing/schedule-bed.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let people: WritableDB;
beforeAll(() => {
  people = openPeople(mkdtempSync(path.join(tmpdir(), 'atrium-schedule-')));
});
const CLEAR = 'UPDATE schedule SET paused = 0, paused_until = NULL, last = NULL, unfinished = 0';
beforeEach(() => run(people, CLEAR));

const bed = (start?: string, random?: () => number): Bed => scheduleBed(people, start, random);

const when = ({ runs }: Bed): string[] => runs.map((r) => `${r.at.slice(0, 5)} ${r.because}`);

test('A5 #1: at the start, at the expected time, every hour until the delivery is there, and again the next day', async () => {
  const world = bed();
  world.schedule.start();
  await world.timers.advance(3.9 * HOUR);
  expect(when(world)).toEqual(['05:00 start', '06:00 expected', '07:00 hourly', '08:00 hourly']);
  world.outcome = 'new day';
  await world.timers.advance(HOUR);
  world.outcome = 'nothing new';
  expect(world.schedule.state()).toMatchObject({
    last: { outcome: 'published', days: 1, because: 'hourly', problem: null },
    nextAt: new Date('2026-11-24T06:00').toISOString(),
    nextBecause: 'expected',
    online: true,
  });
  await world.timers.advance(22 * HOUR);
  expect(when(world).slice(4)).toEqual(['09:01 hourly', '06:00 expected', '07:00 hourly']);
});

test('each computer has its own minute within the jitter', async () => {
  for (const [random, minute] of [
    [0, '05:40'],
    [0.25, '05:50'],
    [0.999, '06:19'],
  ] as const) {
    const world = bed('2026-11-23T05:00', () => random);
    world.schedule.start();
    await world.timers.advance(1.5 * HOUR);
    expect(when(world)[1]).toBe(`${minute} expected`);
  }
});

test('A5 #32: without a network it says so, waits longer each time, and goes on when the network is back', async () => {
  const world = bed();
  world.outcome = 'offline';
  world.schedule.start();
  await world.timers.advance(20 * MINUTE);
  expect(when(world)).toEqual([
    '05:00 start',
    '05:01 retry',
    '05:03 retry',
    '05:09 retry',
    '05:19 retry',
  ]);
  expect(world.schedule.state()).toMatchObject({
    online: false,
    nextBecause: 'retry',
    last: { outcome: 'offline', problem: { code: 'offline' } },
  });
  world.outcome = 'new day';
  expect(world.schedule.wake('online')).toMatchObject({ online: true, nextBecause: 'online' });
  await world.timers.advance(MINUTE);
  expect(when(world).at(-1)).toMatch(/online$/);
  expect(world.schedule.state()).toMatchObject({ last: { outcome: 'published' }, online: true });
});

test('A5 #32: a laptop that slept through the expected time asks when it wakes up', async () => {
  const world = bed();
  world.schedule.start();
  await world.timers.advance(10 * MINUTE);
  world.timers.sleep(4 * HOUR);
  world.schedule.wake('wake');
  await world.timers.advance(2 * MINUTE);
  expect(when(world).slice(1)).toEqual(['09:10 wake']);
});

test('A5 #32: where the system tells nothing of a wake, the clock does', async () => {
  const world = bed();
  world.newest = dayOf('2026-11-22');
  world.schedule.start();
  await world.timers.advance(10 * MINUTE);
  world.timers.sleep(4 * HOUR);
  await world.timers.advance(3 * MINUTE);
  expect(when(world).slice(1)).toEqual(['09:10 wake']);
});

test('a computer that is unlocked again and again asks once', async () => {
  const world = bed();
  world.schedule.start();
  await world.timers.advance(5 * MINUTE);
  for (let i = 0; i < 9; i++) {
    world.schedule.wake('wake');
    await world.timers.advance(30_000);
  }
  expect(when(world)).toEqual(['05:00 start']);
  world.settings = { ...DEFAULT_SCHEDULE, onWake: false };
  await world.timers.advance(20 * MINUTE);
  world.schedule.wake('wake');
  await world.timers.advance(MINUTE);
  expect(when(world)).toHaveLength(1);
});

test('what only a person can mend is said and not asked for every hour, but again on a wake', async () => {
  const world = bed('2026-11-23T05:50');
  world.outcome = 'sign_in_expired';
  world.schedule.start();
  await world.timers.advance(12 * HOUR);
  expect(when(world)).toEqual(['05:50 start', '06:00 expected']);
  const { last, nextAt } = world.schedule.state();
  expect(last).toMatchObject({ outcome: 'refused', problem: { code: 'sign_in_expired' } });
  expect(nextAt).toBe(new Date('2026-11-24T06:00').toISOString());
  world.schedule.wake('wake');
  await world.timers.advance(2 * HOUR);
  expect(when(world)).toHaveLength(3);
});

test('nothing happens by itself without a source, when switched off, or for a single command', async () => {
  const world = bed();
  world.source = undefined;
  world.schedule.start();
  await world.timers.advance(26 * HOUR);
  world.source = 's3://book/nightly';
  world.settings = { ...DEFAULT_SCHEDULE, automatic: false };
  world.schedule.replan();
  world.schedule.wake('wake');
  await world.timers.advance(26 * HOUR);
  expect(world.runs).toEqual([]);
  expect(world.schedule.state()).toMatchObject({ nextAt: null, nextBecause: null });

  const single = bed();
  single.schedule.wake('online');
  single.schedule.pause(null);
  single.schedule.resume();
  await single.timers.advance(26 * HOUR);
  expect([single.runs, single.timers.waiting()]).toEqual([[], 0]);
});

test('a pause stops what runs, lasts over a restart, and resuming takes it up at once', async () => {
  const world = bed();
  world.schedule.start();
  await world.timers.advance(25_000);
  expect(world.schedule.pause(null)).toMatchObject({ paused: true, nextAt: null });
  await world.timers.advance(HOUR);
  expect(world.schedule.state().last).toMatchObject({ outcome: 'cancelled', problem: null });
  world.schedule.stop();

  const again = bed('2026-11-23T07:00');
  again.schedule.start();
  again.schedule.wake('wake');
  await again.timers.advance(3 * HOUR);
  expect(again.runs).toEqual([]);
  expect(again.schedule.resume().paused).toBe(false);
  await again.timers.advance(10);
  expect(when(again)).toEqual(['10:00 start']);
});

test('a pause with an end ends by itself', async () => {
  const world = bed();
  world.schedule.start();
  world.schedule.pause(new Date('2026-11-23T09:00').toISOString());
  expect(bed('2026-11-23T08:59').schedule.state().paused).toBe(true);
  expect(bed('2026-11-23T09:00').schedule.state()).toMatchObject({
    paused: false,
    pausedUntil: null,
  });
  await world.timers.advance(5.1 * HOUR);
  expect(when(world)).toEqual(['09:00 start', '10:00 hourly']);
  expect(world.schedule.state()).toMatchObject({ paused: false, pausedUntil: null });
});

test('a first sync that a pause stopped is taken up again, though its source is not known yet', async () => {
  const world = bed();
  world.source = undefined;
  world.schedule.start();
  void world.person();
  await world.timers.advance(5000);
  world.schedule.pause(null);
  await world.timers.advance(MINUTE);
  world.schedule.resume();
  await world.timers.advance(MINUTE);
  expect(when(world)).toEqual(['05:00 person', '05:01 start']);
});

test('an engine that went down with the last two syncs that started by themselves rests until the expected time', async () => {
  for (const begun of [true, true, false]) {
    const world = bed();
    world.schedule.start();
    await world.timers.advance(25_000);
    expect(world.runs.length === 1).toBe(begun);
    // The process is gone in the middle of the run.
    if (begun) continue;
    expect(world.schedule.state()).toMatchObject({
      last: { outcome: 'refused', problem: { code: 'internal' } },
      nextAt: new Date('2026-11-23T06:00').toISOString(),
    });
    void world.person();
    await world.timers.advance(MINUTE);
  }
  const world = bed();
  world.schedule.start();
  await world.timers.advance(HOUR / 2);
  expect(when(world)).toEqual(['05:00 start']);
});

test('a folder is watched, and a delivery that lands is synced at once; pausing ends the watch', async () => {
  const world = bed();
  world.source = '/deliveries';
  world.schedule.start();
  await world.timers.advance(HOUR / 2);
  expect(world.schedule.state().watching).toBe('/deliveries');
  world.watched.get('/deliveries')?.();
  await world.timers.advance(1);
  expect(when(world)).toEqual(['05:00 start', '05:30 folder']);
  // One that lands while the run goes on is not forgotten.
  world.watched.get('/deliveries')?.();
  await world.timers.advance(MINUTE);
  expect(when(world).slice(2)).toEqual(['05:30 folder']);
  world.schedule.pause(null);
  expect([world.watched.size, world.schedule.state().watching]).toEqual([0, null]);
  world.schedule.resume();
  world.settings = { ...DEFAULT_SCHEDULE, watchFolder: false };
  world.schedule.replan();
  expect(world.watched.size).toBe(0);
  world.source = 's3://book/nightly';
  world.schedule.stop();
  expect(world.timers.waiting()).toBe(0);
});

test('a run a person starts with another source says nothing about the schedule', async () => {
  const world = bed();
  world.schedule.start();
  await world.timers.advance(MINUTE);
  const [before] = [world.schedule.state()];
  const at = new Date(world.timers.now()).toISOString();
  const result: Problem = { code: 'bucket_missing', message: 'There is no bucket typo.' };
  const job = { kind: 'sync', source: 's3://typo' } as const;
  world.schedule.ended({ job, because: 'person', startedAt: at, endedAt: at, result });
  const after = world.schedule.state();
  expect(after).toMatchObject({ nextAt: before.nextAt, last: { problem: result } });
});

test('a change is told once, and what is told is what is so', async () => {
  const world = bed();
  world.schedule.start();
  await world.timers.advance(30 * HOUR);
  const texts = world.told.map((state) => JSON.stringify(state));
  expect(texts.every((text, i) => text !== texts[i - 1])).toBe(true);
  expect(world.told.at(-1)).toEqual(world.schedule.state());
  expect(world.told.length).toBeLessThan(4 * world.runs.length);
});

test('whatever happens in whatever order: never two runs at once, and never in a rush', async () => {
  const event = fc.oneof(
    fc.constantFrom('wake', 'online', 'offline', 'pause', 'resume', 'person', 'folder', 'set'),
    fc.record({ takes: fc.integer({ min: 1, max: 5000 }) }),
    fc.record({ sleep: fc.integer({ min: 1, max: 600 }) }),
    fc.record({ pass: fc.integer({ min: 0, max: 300 }) }),
    fc.record({
      outcome: fc.constantFrom<Outcome>(
        'new day',
        'nothing new',
        'offline',
        'captive_portal',
        'source_busy',
        'access_denied',
        'no_deliveries',
        'internal',
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), fc.boolean(), async (events, near) => {
      run(people, CLEAR);
      const world = bed('2026-11-23T05:00', () => 0.5);
      if (near) world.source = '/deliveries';
      world.schedule.start();
      let nudges = 1;
      let minutes = 0;
      for (const e of events) {
        if (typeof e !== 'string') {
          if ('outcome' in e) world.outcome = e.outcome;
          else if ('takes' in e) world.takes = e.takes * 1000;
          else if ('sleep' in e) {
            world.timers.sleep(e.sleep * MINUTE);
            nudges++;
          } else {
            await world.timers.advance(e.pass * MINUTE);
            minutes += e.pass;
          }
          continue;
        }
        nudges++;
        if (e === 'pause') world.schedule.pause(null);
        else if (e === 'resume') world.schedule.resume();
        else if (e === 'person') void world.person();
        else if (e === 'folder') world.watched.get('/deliveries')?.();
        else if (e === 'set')
          world.settings = { ...DEFAULT_SCHEDULE, hourly: !world.settings.hourly };
        else world.schedule.wake(e);
        world.schedule.replan();
      }
      await world.timers.advance(MINUTE);
      expect(world.clashes).toBe(0);
      expect(world.runs.length).toBeLessThanOrEqual(2 * nudges + minutes / 10 + 8);
      const { paused, nextAt } = world.schedule.state();
      expect(nextAt === null).toBe(paused);
      world.schedule.stop();
      expect(world.timers.waiting()).toBeLessThanOrEqual(1);
    }),
    { numRuns: 150 },
  );
});
