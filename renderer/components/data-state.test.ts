import { expect, test } from 'vitest';
import { dataState } from './data-state.ts';

const DS = '2026-11-19';
/** So many hours after that day has ended. */
const after = (hours: number): number => Date.UTC(2026, 10, 20) + hours * 3_600_000;
const plain = { ds: DS, waiting: null };

test('fresh, late and out of date by its age', () => {
  expect(dataState(plain, after(6), true)).toMatchObject({
    state: 'fresh',
    sentence: 'Fresh. Data of 19 Nov, 6 h old.',
  });
  expect(dataState(plain, after(31), null)).toMatchObject({ state: 'late', word: 'late' });
  expect(dataState(plain, after(80), true)).toMatchObject({
    state: 'old',
    sentence: 'Out of date. Data of 19 Nov, 3 days old: the delivery since then is missing.',
  });
});

test('offline is a state of its own and says when it ends', () => {
  expect(dataState(plain, after(80), false)).toMatchObject({
    state: 'offline',
    word: 'offline',
    sentence: 'Offline. Data from 19 Nov; syncs when the network is back.',
  });
});

test('a delivery that is held explains what is shown, online or not', () => {
  const held = { ds: DS, waiting: { ds: '2026-11-20', status: 'held' } } as const;
  for (const online of [true, false, null])
    expect(dataState(held, after(6), online)).toMatchObject({
      state: 'held',
      sentence: 'Data of 20 Nov is held; you see 19 Nov.',
    });
  expect(dataState({ ...held, ds: null }, after(6), true)).toMatchObject({
    state: 'none',
    sentence: 'The delivery of 20 Nov is held; no day is published.',
  });
});
