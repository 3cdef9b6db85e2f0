import path from 'node:path';
import type { Problem } from '../../shared/contracts/problem.ts';
import type {
  LastSync,
  ScheduleReason,
  ScheduleSettings,
  ScheduleState,
} from '../../shared/contracts/schedule.ts';
import type { Day } from '../../shared/domain/day.ts';
import {
  readSchedule,
  readUnfinished,
  type ScheduleMemory,
  writeBegun,
  writeEnded,
  writeLastSync,
  writePause,
} from '../services/people/schedule.ts';
import type { WritableDB } from '../services/sqlite/db.ts';
import type { SyncJob } from './import-job.ts';
import type { EndedImport, Imports } from './imports.ts';
import { kindOf, onlineAfter, outcomeOf } from './schedule-outcome.ts';
import { planNext, type Attempt, type Planned } from './schedule-plan.ts';
import type { Emit } from './table.ts';
import type { Timers } from './timers.ts';

export interface Schedule {
  state(): ScheduleState;
  /** @param until ISO time; null: until somebody resumes. */
  pause(until: string | null): ScheduleState;
  resume(): ScheduleState;
  wake(reason: 'wake' | 'online' | 'offline'): ScheduleState;
  /** An import is over, whoever started it. */
  ended(run: EndedImport): void;
  /** What the plan rests on has changed: settings, the source. */
  replan(): void;
  /** From now on syncs start by themselves. */
  start(): void;
  stop(): void;
}

export interface ScheduleOptions {
  readonly people: WritableDB;
  readonly imports: Pick<Imports, 'run' | 'current' | 'job' | 'cancel'>;
  readonly emit: Emit;
  readonly timers: Timers;
  readonly settings: () => ScheduleSettings;
  /** The sync of the source of last time; undefined where there is none, or it is the sample book. */
  readonly routine: () => SyncJob | undefined;
  /** The newest published day. */
  readonly newest: () => Day | undefined;
  /** Watches a folder for deliveries that land whole; the answer ends it. */
  readonly watch: (place: string, onDelivery: () => void) => () => void;
}

/** A timer does not run while a computer sleeps, so the clock on the wall is looked at this often. */
const TICK = 60_000;
/** A tick that comes so much too late was slept through. */
const SLEPT = 2 * TICK;
/** Devices need a moment after a start or a wake; then a part of the jitter in seconds instead of minutes. */
const SOON = 2_000;
const SOON_PER_JITTER_MINUTE = 1_500;
/** A look that went well is good for this long, however often the computer is unlocked. */
const GOOD_FOR = 10 * TICK;

/** So many syncs that took the process down with them are no accident. */
const ENOUGH = 2;
const CRASHED: Problem = {
  code: 'internal',
  message:
    'The last syncs that started by themselves never came to an end: Atrium stopped while they ran.',
  stillWorks: 'The data as it was stays usable.',
  next: 'Sync now to try again; if Atrium stops again, report this sentence.',
};

/** When syncs happen by themselves. Nothing here throws at its caller: what goes wrong is in `last`. */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { people, imports, timers } = options;
  const luck = 2 * timers.random() - 1;
  let live = false;
  let online: boolean | null = null;
  let attempt: Attempt | undefined;
  let asked: (Planned & { readonly since: number }) | undefined;
  /** What a pause stopped, to be taken up again. */
  let interrupted: SyncJob | undefined;
  let watched: { readonly place: string; readonly end: () => void } | undefined;
  let next: Planned | undefined;
  let disarm: () => void = () => undefined;
  let told = '';

  /** A pause that is over by the clock is over, whether or not anybody was there to end it. */
  function recall(): ScheduleMemory & { readonly expired: boolean } {
    const memory = readSchedule(people);
    const { pausedUntil } = memory;
    const expired = pausedUntil !== null && Date.parse(pausedUntil) <= timers.now();
    return expired
      ? { ...memory, paused: false, pausedUntil: null, expired }
      : { ...memory, expired };
  }

  function state(): ScheduleState {
    const { paused, pausedUntil, last } = recall();
    return {
      paused,
      pausedUntil,
      online,
      nextAt: next ? new Date(Math.max(next.at, timers.now())).toISOString() : null,
      nextBecause: next?.because ?? null,
      last,
      watching: watched?.place ?? null,
    };
  }

  function tell(): ScheduleState {
    const now = state();
    const text = JSON.stringify(now);
    if (text !== told) options.emit('schedule', now);
    told = text;
    return now;
  }

  function askFor(because: ScheduleReason, inMs: number): void {
    const since = timers.now();
    const at = since + inMs;
    if (!asked || at < asked.at) asked = { at, because, since };
  }

  /** Sooner than any plan, yet not on the same second as everybody else's computer. */
  function soon(): number {
    const isRemote = isFar(options.routine()?.source ?? '');
    const jitter = isRemote ? options.settings().jitterMinutes * SOON_PER_JITTER_MINUTE : 0;
    return SOON + timers.random() * jitter;
  }

  function replan(): ScheduleState {
    disarm();
    next = undefined;
    const { paused, pausedUntil } = recall();
    const settings = options.settings();
    const routine = live && !paused && settings.automatic ? options.routine() : undefined;
    watchPlace(settings.watchFolder && routine && !isFar(routine.source) ? routine.source : null);
    const now = timers.now();
    // A clock that was set back must not put off for days what was to come in seconds.
    if (asked && asked.since > now) asked = { ...asked, at: now, since: now };
    if (live && !paused && interrupted) next = { at: now, because: 'start' };
    else if (routine)
      next = planNext({ now, newest: options.newest(), settings, attempt, asked, luck });
    else asked = undefined;
    const until = pausedUntil === null ? Infinity : Date.parse(pausedUntil);
    const at = imports.current() === null ? (next?.at ?? until) : Infinity;
    if (live) arm(Math.max(0, Math.min(TICK, at - now)));
    return tell();
  }

  function arm(ms: number): void {
    const expected = timers.now() + ms;
    disarm = timers.after(ms, () =>
      safely(() => {
        if (timers.now() - expected > SLEPT) woke('wake');
        tick();
      }),
    );
  }

  /** A database that cannot be read just now must not take the engine with it. */
  function safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      console.error('schedule:', error);
      if (live) arm(TICK);
    }
  }

  function tick(): void {
    if (recall().expired) return void resume();
    if (next && next.at <= timers.now() && imports.current() === null) fire(next.because);
    replan();
  }

  function fire(because: ScheduleReason): void {
    const job = interrupted ?? options.routine();
    interrupted = undefined;
    if (!job) return;
    const now = timers.now();
    // Should the import not even start, this one still counts: the next comes by the plan, never at once.
    attempt = { startedAt: now, endedAt: now, kind: 'done', fruitless: attempt?.fruitless ?? 0 };
    asked = undefined;
    const nobody = { signal: new AbortController().signal, progress: () => undefined };
    writeBegun(people);
    imports.run(job, nobody, because).catch(() => undefined);
  }

  function watchPlace(place: string | null): void {
    if (place === (watched?.place ?? null)) return;
    watched?.end();
    watched = undefined;
    if (place === null) return;
    const end = options.watch(place, () =>
      safely(() => {
        askFor('folder', 0);
        replan();
      }),
    );
    watched = { place, end };
  }

  function ended({ job, because, startedAt, endedAt, result }: EndedImport): void {
    if (job.kind === 'sync') {
      const last: LastSync = { startedAt, endedAt, because, ...outcomeOf(result) };
      writeLastSync(people, last);
      writeEnded(people);
      if (isFar(job.source)) online = onlineAfter(last.outcome) ?? online;
      if (samePlace(job.source, options.routine()?.source)) {
        if (last.outcome !== 'cancelled') interrupted = undefined;
        const kind = kindOf(last.problem);
        attempt = {
          startedAt: Date.parse(startedAt),
          endedAt: Date.parse(endedAt),
          kind,
          fruitless: kind === 'waiting' ? (attempt?.fruitless ?? 0) + 1 : 0,
        };
        // What was asked for while it ran may be something it has not seen.
        if (asked && asked.since <= attempt.startedAt) asked = undefined;
      }
    }
    replan();
  }

  function woke(reason: 'wake' | 'online' | 'offline'): void {
    if (reason !== 'wake') online = reason === 'online';
    if (!live || reason === 'offline') return;
    if (reason === 'wake' && !options.settings().onWake) return;
    const good = attempt?.kind === 'done' && timers.now() - attempt.endedAt < GOOD_FOR;
    if (!good) askFor(reason, soon());
  }

  /** An engine that is started again must not go down again with the same sync, and again. */
  function restAfterCrashes(): void {
    const now = timers.now();
    attempt = { startedAt: now, endedAt: now, kind: 'blocked', fruitless: 0 };
    const at = new Date(now).toISOString();
    const last: LastSync = {
      startedAt: at,
      endedAt: at,
      outcome: 'refused',
      days: 0,
      problem: CRASHED,
      because: 'start',
    };
    writeLastSync(people, last);
  }

  function resume(): ScheduleState {
    writePause(people, false, null);
    if (live) askFor('start', 0);
    return replan();
  }

  return {
    state,
    pause(until) {
      const job = imports.job();
      writePause(people, true, until);
      asked = undefined;
      if (job?.kind === 'sync') {
        if (live) interrupted = job;
        imports.cancel();
      }
      return replan();
    },
    resume,
    wake(reason) {
      woke(reason);
      return replan();
    },
    ended: (run) => safely(() => ended(run)),
    replan,
    start() {
      live = true;
      if (readUnfinished(people) < ENOUGH) askFor('start', soon());
      else restAfterCrashes();
      replan();
    },
    stop() {
      live = false;
      disarm();
      watchPlace(null);
    },
  };
}

const isFar = (place: string): boolean => place.startsWith('s3://');

/** A folder may have been named from where a person stood. */
const samePlace = (place: string, other: string | undefined): boolean =>
  place === other || (!isFar(place) && path.resolve(place) === other);
