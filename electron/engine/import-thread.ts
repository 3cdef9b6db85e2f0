import { Worker } from 'node:worker_threads';
import { AtriumError, problemOf, refuse } from '../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import type { AnyQuestion } from '../../shared/contracts/wire.ts';
import type { Job } from './import-job.ts';
import type { FromImport, ImportWorkerData, ToImport } from './import-worker.ts';
import type { Ask } from './questions.ts';
import { watchSilence } from './silence.ts';

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

/** Milliseconds. */
export interface Patience {
  /** A thread that was told to stop and does not is ended after this. */
  readonly stop?: number;
  /** One that reads a delivery and says nothing for so long is in a decoder that comes to no end. */
  readonly silence?: number;
}

const STOP_MS = 10_000;
const SILENCE_MS = 120_000;

/**
 * Starts the import thread on a job; the built worker lies beside the built engine. A page of a Parquet file damaged in
 * just the wrong byte keeps its decoder counting for ever, or until no memory is left, and the thread can do nothing
 * meanwhile: it is ended, and the sync goes on in another one, which holds that delivery.
 */
export function startImport(
  worker: URL,
  data: ImportWorkerData & { readonly job: Job },
  listeners: ImportListeners,
  patience: Patience = {},
): RunningImport {
  const endless: string[] = [];
  let cancelled = false;
  let thread = startThread(worker, data, listeners, patience);
  async function toTheEnd(): Promise<SyncReport> {
    for (;;) {
      const outcome = await thread.outcome;
      if (typeof outcome === 'object') return outcome;
      if (cancelled || data.job.kind !== 'sync' || endless.includes(outcome))
        throw cancelled ? stopped() : cameToNoEnd(outcome);
      endless.push(outcome);
      thread = startThread(worker, { ...data, endless }, listeners, patience);
    }
  }
  return {
    report: toTheEnd(),
    cancel() {
      cancelled = true;
      thread.cancel();
    },
  };
}

/** An import makes many short-lived texts: swept often they take 12 MB, left to V8 a hundred. */
export const IMPORT_MEMORY = { maxYoungGenerationSizeMb: 12 };

interface Thread {
  /** The report, or the delivery that it came to no end in. */
  readonly outcome: Promise<SyncReport | string>;
  cancel(): void;
}

function startThread(
  worker: URL,
  data: ImportWorkerData,
  listeners: ImportListeners,
  patience: Patience,
): Thread {
  const thread = new Worker(worker, { workerData: data, resourceLimits: IMPORT_MEMORY });
  const tell = (message: ToImport): void => thread.postMessage(message);
  async function answer({ id, name, asked }: AnyQuestion): Promise<void> {
    try {
      tell({ kind: 'answer', id, reply: { ok: true, value: await listeners.ask?.(name, asked) } });
    } catch (error) {
      tell({ kind: 'answer', id, reply: { ok: false, problem: problemOf(error) } });
    }
  }
  let stopping: NodeJS.Timeout | undefined;
  let reading: string | null = null;
  const { promise, resolve, reject } = Promise.withResolvers<SyncReport | string>();
  const silence = watchSilence(patience.silence ?? SILENCE_MS, () => {
    if (reading === null) return;
    resolve(reading);
    void thread.terminate();
  });
  thread.on('message', (message: FromImport) => {
    silence.broken();
    if (message.kind === 'progress') listeners.onProgress(message.progress);
    else if (message.kind === 'dataset') listeners.onDataset();
    else if (message.kind === 'reading') reading = message.delivery;
    else if (message.kind === 'question') void answer(message);
    else if (message.kind === 'done') resolve(message.report);
    else if (message.kind === 'refused') reject(new AtriumError(message.problem));
  });
  thread.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY' && reading !== null) resolve(reading);
    else reject(error);
  });
  thread.on('exit', (code) => {
    clearTimeout(stopping);
    silence.end();
    reject(stopping ? stopped() : died(code));
  });
  return {
    // The next thread may begin when this one has let go of the database.
    outcome: promise.then(async (outcome) => {
      if (typeof outcome === 'string') await thread.terminate();
      return outcome;
    }),
    cancel() {
      tell({ kind: 'stop' });
      // A day is published in one transaction, so ending the thread leaves whole days and nothing else.
      stopping ??= setTimeout(() => void thread.terminate(), patience.stop ?? STOP_MS);
    },
  };
}

const GO_ON = {
  stillWorks: 'The days already published stay.',
  next: 'Sync again: it goes on where it stopped.',
};

const stopped = (): Error =>
  refuse('cancelled', 'The import was stopped; the days already published stay.');

const died = (code: number): Error =>
  refuse('internal', `The import ended before it was done (code ${code}).`, GO_ON);

const cameToNoEnd = (delivery: string): Error =>
  refuse('internal', `Reading ${delivery} came to no end and was given up.`, GO_ON);
