import { day } from './day.ts';
import { lists } from './lists.ts';
import type { Bench } from './lib/result.ts';

/** Every bench by its name on the command line, in the order in which all of them run. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  day,
  lists,
};
