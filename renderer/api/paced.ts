interface Paced {
  /** Asks for a run: at once when it has been quiet, else when the pause or the run before it is over. */
  readonly ask: () => void;
  readonly stop: () => void;
}

/**
 * Runs `work` for any number of requests, one run at a time and at most once every `quietMs` milliseconds. A request
 * that comes during a run is answered by one more run after it, so the last request is never lost.
 */
export function paced(work: () => Promise<unknown>, quietMs: number): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let busy = false;
  let again = false;

  const ask = (): void => {
    if (busy) again = true;
    else timer ??= setTimeout(() => void run(), Math.max(0, last + quietMs - Date.now()));
  };
  const run = async (): Promise<void> => {
    timer = undefined;
    busy = true;
    last = Date.now();
    try {
      await work();
    } finally {
      busy = false;
      if (again) {
        again = false;
        ask();
      }
    }
  };
  return { ask, stop: () => clearTimeout(timer) };
}
