import type { ScheduleState } from '../../shared/contracts/schedule.ts';
import { readSchedule, writePause } from '../services/people/schedule.ts';
import type { WritableDB } from '../services/sqlite/db.ts';
import type { Imports } from './imports.ts';
import type { Emit } from './table.ts';

export interface Schedule {
  state(): ScheduleState;
  /** @param until ISO time; null: until somebody resumes. */
  pause(until: string | null): ScheduleState;
  resume(): ScheduleState;
  wake(reason: 'wake' | 'online' | 'offline'): ScheduleState;
}

export function createSchedule(options: {
  readonly people: WritableDB;
  readonly imports: Imports;
  readonly emit: Emit;
}): Schedule {
  const { people, imports } = options;
  let online: boolean | null = null;
  const state = (): ScheduleState => ({
    ...readSchedule(people),
    online,
    nextAt: null,
    nextBecause: null,
    watching: null,
  });
  const tell = (): ScheduleState => {
    const now = state();
    options.emit('schedule', now);
    return now;
  };
  return {
    state,
    pause(until) {
      writePause(people, true, until);
      imports.cancel();
      return tell();
    },
    resume() {
      writePause(people, false, null);
      return tell();
    },
    wake(reason) {
      if (reason !== 'wake') online = reason === 'online';
      return tell();
    },
  };
}
