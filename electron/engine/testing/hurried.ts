import { systemTimers, type Timers } from '../timers.ts';

/** The computer's own time, so many times as fast: for what waits for real files. */
export function hurried(times: number): Timers {
  const start = systemTimers.now();
  return {
    now: () => start + (systemTimers.now() - start) * times,
    after: (ms, work) => systemTimers.after(ms / times, work),
    random: () => systemTimers.random(),
  };
}
