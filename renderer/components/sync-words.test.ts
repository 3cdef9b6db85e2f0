import { expect, test } from 'vitest';
import type { ScheduleState } from '../../shared/contracts/schedule.ts';
import type { SyncProgress } from '../../shared/contracts/sync.ts';
import { bytesText } from './bytes.ts';
import { leftText, momentText } from './moments.ts';
import { lastText, nextText, progressWords } from './sync-words.ts';

const local = (day: number, hours: number, minutes = 0): string =>
  new Date(2026, 10, day, hours, minutes).toISOString();
const NOW = new Date(2026, 10, 21, 9, 30).getTime();

test('moments near now are told by the day', () => {
  expect(momentText(local(21, 6, 12), NOW)).toBe('today, 06:12');
  expect(momentText(local(22, 6), NOW)).toBe('tomorrow, 06:00');
  expect(momentText(local(20, 23, 59), NOW)).toBe('yesterday, 23:59');
  expect(momentText(local(18, 6), NOW)).toBe('18 Nov, 06:00');
});

const SCHEDULE: ScheduleState = {
  paused: false,
  pausedUntil: null,
  online: true,
  nextAt: local(22, 6),
  nextBecause: 'expected',
  last: null,
  watching: null,
};
const REAL = { sample: false, source: 's3://acme', automatic: true, running: false };

test('the next sync says when and why, or why there is none', () => {
  const next = (change: Partial<ScheduleState>, of = REAL): string =>
    nextText({ ...SCHEDULE, ...change }, of, NOW);
  expect(next({})).toBe('Tomorrow, 06:00, when the delivery is expected');
  expect(next({ paused: true, nextAt: null })).toBe('Paused until you resume');
  expect(next({ paused: true, pausedUntil: local(21, 14) })).toBe('Paused until today, 14:00');
  const none = { nextAt: null, nextBecause: null };
  expect(next({ ...none, online: false })).toBe('When the network is back');
  expect(next(none, { ...REAL, automatic: false })).toBe('Only when you ask');
  expect(next(none, { ...REAL, running: true })).toBe('Planned when this one has ended');
  expect(nextText(SCHEDULE, { ...REAL, sample: true }, NOW)).toContain('sample book');
});

test('the last sync says how it ended and why it began', () => {
  const ended = { startedAt: local(21, 6), endedAt: local(21, 6, 1), days: 1, problem: null };
  expect(lastText(null, NOW)).toBe('None yet');
  expect(lastText({ ...ended, outcome: 'published', because: 'person' }, NOW)).toBe(
    'Today, 06:01: 1 day published',
  );
  expect(lastText({ ...ended, days: 0, outcome: 'offline', because: 'wake' }, NOW)).toBe(
    'Today, 06:01: no network (after the computer woke up)',
  );
  const problem = { code: 'access_denied', message: 'You may not list it.' } as const;
  expect(lastText({ ...ended, outcome: 'refused', problem, because: 'person' }, NOW)).toBe(
    'Today, 06:01: You may not list it.',
  );
});

const PROGRESS: SyncProgress = {
  step: 'read',
  text: '',
  daysDone: 1,
  daysTotal: 3,
  filesDone: 0,
  filesTotal: 0,
  rows: 13_004,
  bytesDone: 10_000_000,
  bytesTotal: 40_000_000,
  startedAt: new Date(NOW - 10_000).toISOString(),
};

test('progress tells step, days, bytes and rows, and what is left only after five seconds', () => {
  const { step, amounts, value, max } = progressWords(PROGRESS, NOW);
  expect(step).toBe('Step 2 of 4: reading');
  expect(amounts.slice(0, 2)).toEqual(['1 of 3 days', '10 of 40 MB']);
  expect(amounts.at(-1)).toBe('about 30 s left');
  expect([value, max]).toEqual([10_000_000, 40_000_000]);
  expect(progressWords(PROGRESS, NOW - 6000).amounts.join()).not.toContain('left');
});

test('bytes and what is left have no more digits than they deserve', () => {
  expect([0, 999, 1000, 20_480, 1_250_000, 12_345_678, 1_300_000_000].map(bytesText)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '20 kB',
    '1.3 MB',
    '12 MB',
    '1.3 GB',
  ]);
  expect([3000, 44_000, 50_000, 200_000, 7_000_000].map(leftText)).toEqual([
    'about 10 s',
    'about 50 s',
    'about 1 min',
    'about 3 min',
    'about 2 h',
  ]);
});
