import { expect, test } from 'vitest';
import type { LastSync, ScheduleState } from '../../../shared/contracts/schedule.ts';
import { scheduleLines } from './words.ts';

const last: LastSync = {
  startedAt: '2026-11-23T06:01:10.000Z',
  endedAt: '2026-11-23T06:02:40.000Z',
  outcome: 'published',
  days: 1,
  problem: null,
  because: 'expected',
};
const state: ScheduleState = {
  paused: false,
  pausedUntil: null,
  online: null,
  nextAt: null,
  nextBecause: null,
  last,
  watching: null,
};

test('the status says how the last sync ended, and that syncing is paused', () => {
  expect(scheduleLines(state)).toEqual(['Last sync     2026-11-23 06:02 UTC: published, 1 day']);
  const problem = { code: 'offline', message: 'No network.', next: 'Go near one.' } as const;
  const offline: LastSync = { ...last, outcome: 'offline', days: 0, problem };
  const pausedUntil = '2026-11-24T08:00:00+01:00';
  expect(scheduleLines({ ...state, last: offline, paused: true, pausedUntil })).toEqual([
    'Last sync     2026-11-23 06:02 UTC: no network. No network. Go near one.',
    'Paused        until 2026-11-24 07:00 UTC',
  ]);
  expect(scheduleLines({ ...state, last: null, paused: true })).toEqual([
    'Paused        until resumed',
  ]);
  expect(scheduleLines({ ...state, last: null })).toEqual([]);
});
