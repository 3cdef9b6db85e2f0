import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from './paced.ts';

beforeEach(() => vi.useFakeTimers({ now: 10_000 }));
afterEach(() => vi.useRealTimers());

test('the first request runs at once, a burst runs once more after the pause', async () => {
  const work = vi.fn(async () => {});
  const { ask } = paced(work, 1500);
  ask();
  await vi.advanceTimersByTimeAsync(0);
  expect(work).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 50; i++) ask();
  await vi.advanceTimersByTimeAsync(1499);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(2);
});

test('a request during a slow run waits for it and is not lost', async () => {
  let running = 0;
  let most = 0;
  const work = vi.fn(async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    running--;
  });
  const { ask } = paced(work, 1500);
  ask();
  await vi.advanceTimersByTimeAsync(2000);
  ask();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(work).toHaveBeenCalledTimes(2);
  expect(most).toBe(1);
});

test('stopping forgets what was asked', async () => {
  const work = vi.fn(async () => {});
  const { ask, stop } = paced(work, 1500);
  ask();
  stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(work).not.toHaveBeenCalled();
});
