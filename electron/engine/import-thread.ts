import { Worker } from 'node:worker_threads';
import { AtriumError, refuse } from '../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import type { Job } from './import-job.ts';
import type { FromImport, ImportWorkerData } from './import-worker.ts';

export interface ImportListeners {
  readonly onProgress: (progress: SyncProgress) => void;
  readonly onDataset: () => void;
}

export interface RunningImport {
  readonly report: Promise<SyncReport>;
  cancel(): void;
}

/** Starts the import thread on a job. The built worker lies beside the built engine. */
export function startImport(
  worker: URL,
  data: ImportWorkerData & { readonly job: Job },
  listeners: ImportListeners,
): RunningImport {
  const thread = new Worker(worker, { workerData: data });
  const report = new Promise<SyncReport>((resolve, reject) => {
    thread.on('message', (message: FromImport) => {
      if (message.kind === 'progress') listeners.onProgress(message.progress);
      else if (message.kind === 'dataset') listeners.onDataset();
      else if (message.kind === 'done') resolve(message.report);
      else reject(new AtriumError(message.problem));
    });
    thread.on('error', reject);
    thread.on('exit', (code) =>
      reject(
        refuse('internal', `The import ended before it was done (code ${code}).`, {
          stillWorks: 'The days already published stay.',
          next: 'Sync again: it goes on where it stopped.',
        }),
      ),
    );
  });
  return { report, cancel: () => thread.postMessage('stop') };
}
