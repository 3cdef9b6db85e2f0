import { useSyncExternalStore } from 'react';
import type { InputOf } from '../../shared/contracts/contract.ts';
import { problemOf } from '../../shared/contracts/problem.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import type { SyncReport } from '../../shared/contracts/sync.ts';
import { ask } from './call.ts';
import { client, DATA, IMPORT_KEY, STATUS_KEY } from './client.ts';

/** The import this window started. It outlives the screen that started it, so it is kept here and not in a component. */
interface ImportState {
  /** What is read: the sample book is written first. Null when nothing was started here. */
  readonly what: 'sample' | 'source' | null;
  readonly running: boolean;
  readonly problem: Problem | null;
  readonly report: SyncReport | null;
  /** It was stopped before its end; what it had published stays. */
  readonly cancelled: boolean;
}

const NONE: ImportState = {
  what: null,
  running: false,
  problem: null,
  report: null,
  cancelled: false,
};
let state = NONE;
const listeners = new Set<() => void>();

function set(next: ImportState): void {
  state = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useImport = (): ImportState => useSyncExternalStore(subscribe, () => state);

export const startSample = (): void => run('sample', () => ask('sample.open', {}));
export const startSync = (input: InputOf<'sync.run'>): void =>
  run('source', () => ask('sync.run', input));
/** Looks for new deliveries where the last sync did; nothing while one runs already, whoever started it. */
export function syncNow(): void {
  if (!client.getQueryData(IMPORT_KEY)) startSync({});
}
/** What a person decides about a day runs like an import: progress, cancel and its end are shown alike. */
export const publishAnyway = (input: InputOf<'sync.publishAnyway'>): void =>
  run('source', () => ask('sync.publishAnyway', input));
export const rollBack = (input: InputOf<'sync.rollBack'>): void =>
  run('source', () => ask('sync.rollBack', input));
export const undoDecision = (input: InputOf<'sync.undoDecision'>): void =>
  run('source', () => ask('sync.undoDecision', input));
export const cancelImport = (): Promise<unknown> => ask('sync.cancel', {});
export const dismissImport = (): void => set(NONE);

/** Starts the import of before once more, from where it was. */
export function startAgain(sample: boolean): void {
  if (sample) startSample();
  else startSync({});
}

/** Forgets how the last import ended; one that runs is left alone. */
export function dismissEnded(): void {
  if (!state.running) dismissImport();
}

/** Takes the sample book away; throws what refuses it. */
export async function removeSample(): Promise<void> {
  await ask('sample.remove', {});
  dismissImport();
  client.removeQueries({ queryKey: [DATA] });
  await client.invalidateQueries({ queryKey: STATUS_KEY });
}

function run(what: 'sample' | 'source', start: () => Promise<SyncReport>): void {
  if (state.running) return;
  set({ ...NONE, what, running: true });
  void start()
    .then(
      (report) => set({ ...NONE, what, report, cancelled: report.cancelled }),
      (error: unknown) => {
        const problem = problemOf(error);
        const cancelled = problem.code === 'cancelled';
        set({ ...NONE, what, problem: cancelled ? null : problem, cancelled });
      },
    )
    .finally(() => {
      client.setQueryData(IMPORT_KEY, null);
      void client.invalidateQueries({ queryKey: STATUS_KEY });
      void client.invalidateQueries({ queryKey: [DATA] });
    });
}
