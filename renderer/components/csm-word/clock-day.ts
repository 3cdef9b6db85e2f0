import { useNow } from '../now.ts';

const DAY_MS = 86_400_000;

/** The day by the clock: a person's word ages with it, not with the data. */
export const useClockDay = (): number => Math.floor(useNow(600_000) / DAY_MS);
