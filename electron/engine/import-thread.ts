import { Worker } from 'node:worker_threads';
import { AtriumError, problemOf, refuse } from '../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import type { AnyQuestion } from '../../shared/contracts/wire.ts';
import type { Job } from './import-job.ts';
import type { FromImport, ImportWorkerData, ToImport } from './import-worker.ts';
import type { Ask } from './questions.ts';

export interface ImportListeners {
  readonly onProgress: (progress: SyncProgress) => void;
  readonly onDataset: () => void;
  /** Answers what the thread asks; without it nobody does. */
  readonly ask?: Ask | undefined;
}

export interface RunningImport {
  readonly report: Promise<SyncReport>;
  cancel(): void;
}

/** A thread that was told to stop and does not (a damaged file can keep a decoder busy for ever) is ended after this. */
const PATIENCE_MS = 10_000;

/** Starts the import thread on a job. The built worker lies beside the built engine. */
export function startImport(
  worker: URL,
  data: ImportWorkerData & { readonly job: Job },
  listeners: ImportListeners,
  patience = PATIENCE_MS,
): RunningImport {
  const thread = new Worker(worker, { workerData: data });
  const tell = (message: ToImport): void => thread.postMessage(message);
  async function answer({ id, name, asked }: AnyQuestion): Promise<void> {
    try {
      tell({ kind: 'answer', id, reply: { ok: true, value: await listeners.ask?.(name, asked) } });
    } catch (error) {
      tell({ kind: 'answer', id, reply: { ok: false, problem: problemOf(error) } });
    }
  }
  let stopping: NodeJS.Timeout | undefined;
  const report = new Promise<SyncReport>((resolve, reject) => {
    thread.on('message', (message: FromImport) => {
      if (message.kind === 'progress') listeners.onProgress(message.progress);
      else if (message.kind === 'dataset') listeners.onDataset();
      else if (message.kind === 'question') void answer(message);
      else if (message.kind === 'done') resolve(message.report);
      else reject(new AtriumError(message.problem));
    });
    thread.on('error', reject);
    thread.on('exit', (code) => {
      clearTimeout(stopping);
      reject(
        stopping
          ? refuse('cancelled', 'The import was stopped; the days already published stay.')
          : refuse('internal', `The import ended before it was done (code ${code}).`, {
              stillWorks: 'The days already published stay.',
              next: 'Sync again: it goes on where it stopped.',
            }),
      );
    });
  });
  return {
    report,
    cancel() {
      tell({ kind: 'stop' });
      // A day is published in one transaction, so ending the thread leaves whole days and nothing else.
      stopping ??= setTimeout(() => void thread.terminate(), patience);
    },
  };
}
