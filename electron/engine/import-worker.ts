import { parentPort, workerData } from 'node:worker_threads';
import { problemOf, type Problem } from '../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import type { Answer, AnyQuestion } from '../../shared/contracts/wire.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import { databaseProblem } from '../services/sqlite/open.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { listsAreDue, refreshLists } from '../services/store/office-list.ts';
import { runJob, type Job } from './import-job.ts';
import { createAsker } from './questions.ts';

/** The import thread: one job, its own write connection, gone when it is done. Readers never wait for it. */
export interface ImportWorkerData {
  readonly dataFolder: string;
  readonly job: Job;
  /** Deliveries that reading came to no end in, to be held. */
  readonly endless?: readonly string[];
  readonly keepDays?: number;
  readonly profile?: ScoreProfile;
}

export type ToImport = { readonly kind: 'stop' } | Answer;

export type FromImport =
  | AnyQuestion
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'dataset' }
  /** Said again and again while the thread gets anywhere. */
  | { readonly kind: 'alive' }
  /** The delivery that is read from here on; null between two. */
  | { readonly kind: 'reading'; readonly delivery: string | null }
  | { readonly kind: 'done'; readonly report: SyncReport }
  | { readonly kind: 'refused'; readonly problem: Problem };

const port = parentPort;
if (!port) throw new Error('the import worker runs as a thread of the engine');
const tell = (message: FromImport): void => port.postMessage(message);

const { dataFolder, job, endless, keepDays, profile } = workerData as ImportWorkerData;
const stop = new AbortController();
const asker = createAsker(tell);
port.on('message', (message: ToImport) => {
  if (message.kind === 'answer') asker.receive(message);
  else stop.abort();
});
// The port must not keep the thread alive once the job is done.
port.unref();

const ALIVE_MS = 1000;
setInterval(() => tell({ kind: 'alive' }), ALIVE_MS).unref();

/** A person reads progress a few times a second at most. */
const PROGRESS_MS = 100;
let last = { at: 0, step: '' };

async function work(): Promise<void> {
  const db = openFacts(dataFolder);
  try {
    const report = await runJob(job, {
      db,
      dataFolder,
      signal: stop.signal,
      ask: asker.ask,
      now: () => new Date().toISOString(),
      onProgress(progress) {
        const at = Date.now();
        if (at - last.at < PROGRESS_MS && progress.step === last.step) return;
        last = { at, step: progress.step };
        tell({ kind: 'progress', progress });
      },
      onDataset() {
        // The first day is shown as soon as it is there; its scores follow.
        if (listsAreDue(db)) refreshLists(db);
        tell({ kind: 'dataset' });
      },
      endless,
      keepDays,
      profile,
      onReading: (delivery) => tell({ kind: 'reading', delivery }),
    });
    tell({ kind: 'done', report });
  } catch (error) {
    tell({ kind: 'refused', problem: problemOf(databaseProblem(db.name, error)) });
  } finally {
    db.close();
  }
}

try {
  await work();
} catch (error) {
  tell({ kind: 'refused', problem: problemOf(error) });
}
