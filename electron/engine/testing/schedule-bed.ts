import type { Problem, ProblemCode } from '../../../shared/contracts/problem.ts';
import {
  DEFAULT_SCHEDULE,
  type ScheduleSettings,
  type ScheduleState,
} from '../../../shared/contracts/schedule.ts';
import type { SyncReport } from '../../../shared/contracts/sync.ts';
import { dayOf, type Day } from '../../../shared/domain/day.ts';
import type { WritableDB } from '../../services/sqlite/db.ts';
import type { SyncJob } from '../import-job.ts';
import type { Imports } from '../imports.ts';
import { createSchedule, type Schedule } from '../schedule.ts';
import { fakeTimers, type FakeTimers } from './fake-timers.ts';

const BUCKET = 's3://book/nightly';

export type Outcome = 'new day' | 'nothing new' | ProblemCode;
export interface Bed {
  readonly schedule: Schedule;
  readonly timers: FakeTimers;
  /** Local time and reason of each run that began. */
  readonly runs: { at: string; because: string; source: string }[];
  readonly told: ScheduleState[];
  settings: ScheduleSettings;
  source: string | undefined;
  newest: Day | undefined;
  outcome: Outcome;
  watched: Map<string, () => void>;
  /** How long a run takes, ms. */
  takes: number;
  /** Runs the schedule began while another went on. */
  clashes: number;
  /** A sync that a person asks for. */
  person(): Promise<void>;
}

/** The schedule over a world in which a run takes its time and ends as the test says. */
export function scheduleBed(
  people: WritableDB,
  start = '2026-11-23T05:00',
  random?: () => number,
): Bed {
  const timers = fakeTimers(start, random);
  let current: { job: SyncJob; end: (outcome: Outcome) => void } | undefined;
  const world: Bed = {
    timers,
    runs: [],
    told: [],
    settings: DEFAULT_SCHEDULE,
    source: BUCKET,
    newest: dayOf('2026-11-21'),
    outcome: 'nothing new',
    watched: new Map(),
    clashes: 0,
    takes: 20_000,
    person: async () => void (await imports.run(job(), nobody).catch(() => undefined)),
    get schedule() {
      return schedule;
    },
  };
  const nobody = { signal: new AbortController().signal, progress: () => undefined };
  const job = (): SyncJob => ({ kind: 'sync', source: world.source ?? '' });
  const clock = (): string => new Date(timers.now()).toString().slice(16, 24);
  const imports: Pick<Imports, 'run' | 'current' | 'job' | 'cancel'> = {
    async run(what, _context, because = 'person') {
      if (current && because !== 'person') world.clashes++;
      if (current || what.kind !== 'sync') throw new Error('two at once');
      world.runs.push({ at: clock(), because, source: what.source });
      const startedAt = new Date(timers.now()).toISOString();
      const over = Promise.withResolvers<Outcome>();
      current = { job: what, end: over.resolve };
      timers.after(world.takes, () => over.resolve(world.outcome));
      const outcome = await over.promise;
      current = undefined;
      if (outcome === 'new day') world.newest = (world.newest ?? dayOf('2026-11-20')) + 1;
      const endedAt = new Date(timers.now()).toISOString();
      const result = resultOf(outcome, what.source);
      schedule.ended({ job: what, because, startedAt, endedAt, result });
      if ('code' in result) throw new Error(result.message);
      return result;
    },
    current: () => (current ? ({} as never) : null),
    job: () => current?.job,
    cancel() {
      current?.end('cancelled');
      return current !== undefined;
    },
  };
  const schedule = createSchedule({
    people,
    imports,
    timers,
    emit: (_name, state) => world.told.push(state as ScheduleState),
    settings: () => world.settings,
    routine: () => (world.source === undefined ? undefined : job()),
    newest: () => world.newest,
    watch(place, onDelivery) {
      world.watched.set(place, onDelivery);
      return () => world.watched.delete(place);
    },
  });
  return world;
}

function resultOf(outcome: Outcome, source: string): SyncReport | Problem {
  if (outcome !== 'new day' && outcome !== 'nothing new')
    return { code: outcome, message: `It is ${outcome}.`, next: 'Do something.' };
  const status = outcome === 'new day' ? 'published' : 'unchanged';
  const day = {
    ds: '2026-11-22',
    run_id: 'r',
    rows: 3,
    rejected: 0,
    status,
    reason: null,
  } as const;
  return { source, days: [day], ds: day.ds, version: 1, cancelled: false };
}
