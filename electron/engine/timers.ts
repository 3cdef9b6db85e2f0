/** Time as the schedule and the watcher take it, so that tests have a day in a moment. */
export interface Timers {
  /** Milliseconds since 1970, by the computer's clock. */
  now(): number;
  /** Runs `work` once after so many milliseconds of being awake; the answer takes it back. */
  after(ms: number, work: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
}

/** The computer's own. They keep no process alive. */
export const systemTimers: Timers = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
  random: Math.random,
};
