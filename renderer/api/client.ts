import { QueryClient } from '@tanstack/react-query';
import { bridge } from './bridge.ts';

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
/** First part of the key of everything that depends on the dataset. */
export const DATA = 'data';

/** Connects the engine's events to the cache; returns what disconnects them. */
export function followEvents(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const refresh = (): void => {
    timer = undefined;
    last = Date.now();
    void client.invalidateQueries({ queryKey: STATUS_KEY });
    void client.invalidateQueries({ queryKey: [DATA] });
  };
  const soon = (): void => {
    timer ??= setTimeout(refresh, Math.max(0, last + QUIET_MS - Date.now()));
  };
  const offDataset = bridge().on('dataset', soon);
  const offImport = bridge().on('import', (progress) => {
    client.setQueryData(IMPORT_KEY, progress);
    if (progress === null) soon();
  });
  return () => {
    clearTimeout(timer);
    offDataset();
    offImport();
  };
}
