import { Worker } from 'node:worker_threads';
import type { LearningProgress } from '../../shared/contracts/learning.ts';
import { AtriumError, refuse } from '../../shared/contracts/problem.ts';
import type { LearnedCard } from '../../shared/domain/learning.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import type { FromLearn, LearnWorkerData } from './learn-worker.ts';
import type { CallContext, Emit } from './table.ts';

export interface Learning {
  /** One training at a time; an import may run beside it. */
  run(
    asked: { readonly keep: boolean; readonly seed: number },
    context: CallContext<LearningProgress>,
  ): Promise<LearnedCard>;
  current(): LearningProgress | null;
  cancel(): boolean;
  /** Ends a running training and waits for it. */
  stop(): Promise<void>;
}

export function createLearning(options: {
  readonly worker: URL;
  readonly dataFolder: string;
  readonly emit: Emit;
  /** ISO time. */
  readonly now: () => string;
  readonly profile: () => ScoreProfile;
  /** Keys of offices that a person knows to have closed. */
  readonly closed: () => readonly string[];
  /** Takes the folder's lock, or refuses; called before a model is learned that is to be kept. */
  readonly own: () => void;
}): Learning {
  let thread: Worker | undefined;
  let cancelled = false;
  let state: LearningProgress | null = null;
  let over: Promise<unknown> = Promise.resolve();

  const tell = (progress: LearningProgress | null): void => {
    state = progress;
    options.emit('learning', progress);
  };
  function cancel(): boolean {
    if (!thread) return false;
    cancelled = true;
    void thread.terminate();
    return true;
  }

  return {
    async run({ keep, seed }, context) {
      if (thread)
        throw refuse('busy', 'A model is already being learned.', {
          stillWorks: 'It goes on, and the screens stay usable.',
          next: 'Wait for it to end, or cancel it.',
        });
      if (keep) options.own();
      const { dataFolder, profile, closed } = options;
      const startedAt = options.now();
      const data: LearnWorkerData = {
        dataFolder,
        profile: profile(),
        closed: closed(),
        seed,
        keep,
      };
      cancelled = false;
      thread = new Worker(options.worker, { workerData: data });
      const report = (progress: Omit<LearningProgress, 'startedAt'>): void => {
        tell({ ...progress, startedAt });
        context.progress({ ...progress, startedAt });
      };
      report({ step: 'gather', text: 'Starting', done: 0 });
      context.signal.addEventListener('abort', cancel, { once: true });
      const outcome = outcomeOf(thread, report);
      over = outcome.catch(() => undefined);
      try {
        return await outcome;
      } catch (error) {
        // Whatever breaks in a thread that was ended is its end.
        throw cancelled ? refuse('cancelled', 'Learning was stopped.', AS_BEFORE) : error;
      } finally {
        context.signal.removeEventListener('abort', cancel);
        thread = undefined;
        tell(null);
      }
    },
    current: () => state,
    cancel,
    async stop() {
      cancel();
      await over;
    },
  };
}

function outcomeOf(
  thread: Worker,
  onProgress: (progress: Omit<LearningProgress, 'startedAt'>) => void,
): Promise<LearnedCard> {
  const { promise, resolve, reject } = Promise.withResolvers<LearnedCard>();
  let said: LearnedCard | AtriumError | undefined;
  thread.on('message', (message: FromLearn) => {
    if (message.kind === 'progress') {
      const { step, text, done } = message;
      onProgress({ step, text, done });
    } else said = message.kind === 'done' ? message.card : new AtriumError(message.problem);
  });
  thread.on('error', (error: NodeJS.ErrnoException) => {
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? refuse('internal', 'Learning needs more memory than there is.', AS_BEFORE)
        : error,
    );
  });
  // Only when the thread has let go of the database is the next one begun.
  thread.on('exit', (code) => {
    if (said instanceof AtriumError) reject(said);
    else if (said) resolve(said);
    else reject(refuse('internal', `Learning ended before it was done (code ${code}).`, AS_BEFORE));
  });
  return promise;
}

const AS_BEFORE = { stillWorks: 'Models and scores are as they were.' };

/** The built learning thread lies beside the import thread. */
export const learnWorkerBeside = (importWorker: URL): URL =>
  new URL(importWorker.href.replace(/import-worker(?=\.\w+$)/, 'learn-worker'));
