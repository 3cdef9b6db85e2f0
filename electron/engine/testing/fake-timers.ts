import type { Timers } from '../timers.ts';

/** A day in a moment. */
export interface FakeTimers extends Timers {
  /** Lets time pass, timer by timer, with whatever they set off. */
  advance(ms: number): Promise<void>;
  /** Time passes and nothing runs: a computer that sleeps. */
  sleep(ms: number): void;
  /** Timers that wait. */
  waiting(): number;
}

/** @param start `2026-11-23T05:00`, by the clock of this computer's zone. */
export function fakeTimers(start: string, random: () => number = () => 0.5): FakeTimers {
  let wall = new Date(start).getTime();
  /** A timer counts the time a computer is awake. */
  let awake = 0;
  let timers: { readonly due: number; readonly work: () => void }[] = [];

  /** Lets promises that are ready run. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };

  return {
    now: () => wall,
    after(ms, work) {
      const timer = { due: awake + ms, work };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    random,
    async advance(ms) {
      const end = awake + ms;
      await settle();
      for (;;) {
        const [first] = timers.toSorted((a, b) => a.due - b.due);
        if (!first || first.due > end) break;
        timers = timers.filter((other) => other !== first);
        wall += Math.max(0, first.due - awake);
        awake = Math.max(awake, first.due);
        first.work();
        await settle();
      }
      wall += end - awake;
      awake = end;
      await settle();
    },
    sleep: (ms) => void (wall += ms),
    waiting: () => timers.length,
  };
}
