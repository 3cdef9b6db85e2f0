import { refuse } from '../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import { nothingYet } from '../services/sync/progress.ts';
import type { Job } from './import-job.ts';
import { startImport, type RunningImport } from './import-thread.ts';
import type { Ask } from './questions.ts';
import type { CallContext, Emit } from './table.ts';

export interface Imports {
  run(job: Job, context: CallContext<SyncProgress>): Promise<SyncReport>;
  /** The import that runs now, for status lines. */
  current(): SyncProgress | null;
  cancel(): boolean;
  /** Ends a running import between two days and waits for it. */
  stop(): Promise<void>;
}

/** One import at a time: two would race for the same days. */
export function createImports(options: {
  readonly worker: URL;
  readonly dataFolder: string;
  readonly emit: Emit;
  /** Takes the folder's lock, or refuses; called before the first import. */
  readonly own: () => void;
  /** For the import thread; absent where there is nobody to ask. */
  readonly ask?: Ask | undefined;
  readonly onDataset: () => void;
}): Imports {
  let running: RunningImport | undefined;
  let state: SyncProgress | null = null;

  return {
    async run(job, context) {
      if (running)
        throw refuse('busy', 'An import is already running.', {
          stillWorks: 'It goes on, and the screens stay usable.',
          next: 'Wait for it to end, or cancel it.',
        });
      options.own();
      const tell = (progress: SyncProgress | null): void => {
        state = progress;
        options.emit('import', progress);
      };
      tell({ ...nothingYet('discover', new Date().toISOString()), text: 'Starting' });
      const started = startImport(
        options.worker,
        { dataFolder: options.dataFolder, job },
        {
          onProgress(progress) {
            tell(progress);
            context.progress(progress);
          },
          onDataset: options.onDataset,
          ask: options.ask,
        },
      );
      running = started;
      const cancel = (): void => started.cancel();
      context.signal.addEventListener('abort', cancel, { once: true });
      try {
        return await started.report;
      } finally {
        context.signal.removeEventListener('abort', cancel);
        running = undefined;
        tell(null);
        options.onDataset();
      }
    },
    current: () => state,
    cancel() {
      running?.cancel();
      return running !== undefined;
    },
    async stop() {
      running?.cancel();
      await running?.report.catch(() => undefined);
    },
  };
}
