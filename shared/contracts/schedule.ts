import { z } from 'zod';
import { call, type } from './call.ts';
import type { Problem } from './problem.ts';

/** Why the schedule looks for a delivery. */
export type ScheduleReason =
  | 'start' // Atrium was started, or the schedule taken up again
  | 'expected' // the time the nightly delivery is expected at
  | 'hourly' // it was not there yet
  | 'wake' // the computer woke up, or was unlocked
  | 'online' // the network came back
  | 'retry' // the last attempt met no network, or a source that was busy
  | 'folder'; // a delivery has landed in the watched folder

export interface LastSync {
  /** ISO with zone. */
  readonly startedAt: string;
  readonly endedAt: string;
  /**
   * `held`: the newest day was held, or one could not be read. `offline`: no network, or a Wi-Fi that wants a sign-in; a
   * state, no error. `refused`: `problem` says why and what to do.
   */
  readonly outcome: 'published' | 'unchanged' | 'held' | 'offline' | 'refused' | 'cancelled';
  /** Days published. */
  readonly days: number;
  readonly problem: Problem | null;
  readonly because: 'person' | ScheduleReason;
}

export interface ScheduleState {
  readonly paused: boolean;
  /** ISO with zone; null = not paused, or until somebody resumes. */
  readonly pausedUntil: string | null;
  /** What the last attempt or the system said; null = not known. */
  readonly online: boolean | null;
  /** ISO with zone; null = nothing planned: no source, the sample book, paused, automatic syncing switched off. */
  readonly nextAt: string | null;
  readonly nextBecause: ScheduleReason | null;
  /** The last sync, whoever started it; null before the first. */
  readonly last: LastSync | null;
  /** The folder whose new deliveries are synced as they land. */
  readonly watching: string | null;
}

/** When a person wants syncs to happen by themselves. */
export const scheduleSettings = z.object({
  /** False: only when a person asks. */
  automatic: z.boolean(),
  /** `HH:MM` on this computer's clock: from then on the delivery of the day before should be there. */
  expectedAt: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time like 06:00'),
  /** Look again every hour while an expected delivery is missing. */
  hourly: z.boolean(),
  onWake: z.boolean(),
  /** Up to so many minutes earlier or later, so that a whole team does not ask at once. */
  jitterMinutes: z.number().int().min(0).max(60),
  /** Sync a delivery as soon as it has landed in the source's folder. */
  watchFolder: z.boolean(),
});
export type ScheduleSettings = z.output<typeof scheduleSettings>;

export const DEFAULT_SCHEDULE: ScheduleSettings = {
  automatic: true,
  expectedAt: '06:00',
  hourly: true,
  onWake: true,
  jitterMinutes: 20,
  watchFolder: true,
};

export const schedule = {
  get: call({ input: z.object({}), output: type<ScheduleState>() }),
  /** Nothing starts by itself until resumed, restarts included. A sync under way stops; what it has so far stays. */
  pause: call({
    input: z.object({ untilIso: z.iso.datetime({ offset: true }).optional() }),
    output: type<ScheduleState>(),
  }),
  /** Takes the schedule up again, and what the pause had stopped, at once. */
  resume: call({ input: z.object({}), output: type<ScheduleState>() }),
  /** What the system told the face: the computer woke up, the network came or went. */
  wake: call({
    input: z.object({ reason: z.enum(['wake', 'online', 'offline']) }),
    output: type<ScheduleState>(),
  }),
} as const;
