import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { ask } from './call.ts';
import { DATA } from './client.ts';
import { saveReport } from './save.ts';

/** What became of each of the last days, oldest first. */
export const useCalendar = (days: number) =>
  useQuery({
    queryKey: [DATA, 'health.calendar', days],
    queryFn: ({ signal }) => ask('health.calendar', { days }, { signal }),
  });

/** One run of a day, the one looked at last without `runId`. While the next is read, the one before stays. */
export const useRun = (ds: string | null, runId: string | null) =>
  useQuery({
    queryKey: [DATA, 'health.run', ds, runId],
    queryFn: ({ signal }) =>
      ask('health.run', { ds: ds ?? '', ...(runId ? { run_id: runId } : {}) }, { signal }),
    enabled: ds !== null,
    placeholderData: keepPreviousData,
  });

export const useSetAside = (input: InputOf<'health.setAside'>) =>
  useQuery({
    queryKey: [DATA, 'health.setAside', input],
    queryFn: ({ signal }) => ask('health.setAside', input, { signal }),
    placeholderData: keepPreviousData,
  });

export const useCoverage = () =>
  useQuery({
    queryKey: [DATA, 'health.coverage'],
    queryFn: ({ signal }) => ask('health.coverage', {}, { signal }),
  });

/** What the last sync that brought something changed. */
export const useChanges = (limit: number) =>
  useQuery({
    queryKey: [DATA, 'changes.since', limit],
    queryFn: ({ signal }) => ask('changes.since', { since: 'last_sync', limit }, { signal }),
  });

export const readReport = (input: InputOf<'health.report'>): Promise<string> =>
  ask('health.report', input).then(({ text }) => text);

/** Saves the rows set aside that fit; a sentence about what was saved, null when the person closed the dialog. */
export const saveSetAside = async (input: InputOf<'health.setAsideCsv'>): Promise<string | null> =>
  saveReport(await ask('health.setAsideCsv', input));
