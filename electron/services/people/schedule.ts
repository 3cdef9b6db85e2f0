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
