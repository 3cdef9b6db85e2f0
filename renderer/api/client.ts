import { QueryClient } from '@tanstack/react-query';
import { bridge } from './bridge.ts';
import { paced } from './paced.ts';

/** Nothing here needs a network, and data changes only when the engine says so (events below). */
export const client = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: Infinity, gcTime: 600_000, retry: false },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** While older days fill in, several days a second are published: the screens follow at this pace. */
const QUIET_MS = 1500;

export const IMPORT_KEY = ['import'] as const;
export const STATUS_KEY = ['app.status'] as const;
export const SCHEDULE_KEY = ['schedule.get'] as const;
export const UNDO_KEY = ['undo.history'] as const;
/** First part of the key of everything that depends on the dataset. */
export const DATA = 'data';

/** Connects the engine's events to the cache; returns what disconnects them. */
export function followEvents(): () => void {
  const refresh = paced(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: STATUS_KEY }),
        client.invalidateQueries({ queryKey: [DATA] }),
      ]),
    QUIET_MS,
  );
  const offDataset = bridge().on('dataset', refresh.ask);
  const offImport = bridge().on('import', (progress) => {
    client.setQueryData(IMPORT_KEY, progress);
    if (progress === null) refresh.ask();
  });
  const offSchedule = bridge().on('schedule', (schedule) => {
    client.setQueryData(SCHEDULE_KEY, schedule);
  });
  const offUndo = bridge().on('undo', () => void refreshWritten());
  return () => {
    refresh.stop();
    offDataset();
    offImport();
    offSchedule();
    offUndo();
  };
}

/** Reads again what people write: all but the deliveries and the book, and of the book the accounts, which words change. */
export async function refreshWritten(): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [first, second] }) =>
      first === DATA
        ? typeof second === 'string' && second.startsWith('accounts.')
        : typeof first === 'string' && !first.startsWith('preview.'),
  });
}
