import type { LastSync, ScheduleState } from '../../../shared/contracts/schedule.ts';
import { one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** What the schedule knows after a restart. */
export type ScheduleMemory = Pick<ScheduleState, 'paused' | 'pausedUntil' | 'last'>;

export function readSchedule(db: ReadableDB): ScheduleMemory {
  const row = one<{ paused: number; paused_until: string | null; last: string | null }>(
    db,
    'SELECT paused, paused_until, last FROM schedule',
  );
  return {
    paused: row?.paused === 1,
    pausedUntil: row?.paused_until ?? null,
    last: row?.last ? (JSON.parse(row.last) as LastSync) : null,
  };
}

/** @param until ISO time; null: until somebody resumes. */
export function writePause(db: WritableDB, paused: boolean, until: string | null): void {
  run(db, 'UPDATE schedule SET paused = ?, paused_until = ?', paused ? 1 : 0, until);
}

export function writeLastSync(db: WritableDB, last: LastSync): void {
  run(db, 'UPDATE schedule SET last = ?', JSON.stringify(last));
}

/** A sync begins by itself. */
export function writeBegun(db: WritableDB): void {
  run(db, 'UPDATE schedule SET unfinished = unfinished + 1');
}

/** A sync came to an end, well or not. */
export function writeEnded(db: WritableDB): void {
  run(db, 'UPDATE schedule SET unfinished = 0');
}

/** How many in a row began by themselves and never ended. */
export function readUnfinished(db: ReadableDB): number {
  return one<{ unfinished: number }>(db, 'SELECT unfinished FROM schedule')?.unfinished ?? 0;
}
