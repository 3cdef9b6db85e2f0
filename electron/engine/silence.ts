/** Looks this often in the time given: a computer that slept counts as one look, not as hours of silence. */
const LOOKS = 6;

/** Calls once nothing was heard for `ms`, and goes on watching. */
export function watchSilence(ms: number, onSilence: () => void): { broken(): void; end(): void } {
  let looks = 0;
  const timer = setInterval(() => {
    if (++looks === LOOKS) onSilence();
  }, ms / LOOKS);
  timer.unref();
  return {
    broken: () => void (looks = 0),
    end: () => clearInterval(timer),
  };
}
