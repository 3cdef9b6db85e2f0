import type { Schedule } from './schedule.ts';
import type { Table } from './table.ts';

export function scheduleCalls(
  schedule: Schedule,
): Pick<Table, 'schedule.get' | 'schedule.pause' | 'schedule.resume' | 'schedule.wake'> {
  return {
    'schedule.get': () => schedule.state(),
    'schedule.pause': ({ untilIso }) => schedule.pause(untilIso ?? null),
    'schedule.resume': () => schedule.resume(),
    'schedule.wake': ({ reason }) => schedule.wake(reason),
  };
}
