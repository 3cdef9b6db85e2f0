import { useQuery } from '@tanstack/react-query';
import type { ScheduleState } from '../../shared/contracts/schedule.ts';
import { ask } from './call.ts';
import { client, SCHEDULE_KEY } from './client.ts';

/** When a sync happens by itself, and how the last one ended; kept up to date by the engine's events. */
export const useSchedule = () =>
  useQuery({ queryKey: SCHEDULE_KEY, queryFn: () => ask('schedule.get', {}) });

/** Until somebody resumes; a sync under way stops. */
export const pauseSchedule = (): Promise<void> => shown(ask('schedule.pause', {}));
export const resumeSchedule = (): Promise<void> => shown(ask('schedule.resume', {}));

async function shown(asked: Promise<ScheduleState>): Promise<void> {
  client.setQueryData(SCHEDULE_KEY, await asked);
}
