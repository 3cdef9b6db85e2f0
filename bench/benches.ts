import { backfill } from './backfill.ts';
import { consoleBench } from './console.ts';
import { day } from './day.ts';
import { gigabyte } from './gigabyte.ts';
import { historyLarge } from './history-large.ts';
import { history } from './history.ts';
import { ga2m } from './ga2m.ts';
import type { Bench } from './lib/result.ts';
import { lists } from './lists.ts';
import { mainJob } from './main-job.ts';
import { s3Day } from './s3-day.ts';
import { scores } from './scores.ts';

/** Every bench by its name on the command line, in the order in which all of them run. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  day,
  backfill,
  gigabyte,
  's3-day': s3Day,
  history,
  'history-large': historyLarge,
  lists,
  console: consoleBench,
  scores,
  ga2m,
  'main-job': mainJob,
};

/** Those that run only when they are named. */
export const LONG: ReadonlySet<string> = new Set(['history-large']);
