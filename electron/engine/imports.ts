import { problemOf, refuse, type Problem } from '../../shared/contracts/problem.ts';
import type { ScheduleReason } from '../../shared/contracts/schedule.ts';
import type { SyncProgress, SyncReport } from '../../shared/contracts/sync.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import { nothingYet } from '../services/sync/progress.ts';
import type { Job } from './import-job.ts';
import { startImport, type RunningImport } from './import-thread.ts';
import type { Ask } from './questions.ts';
import type { CallContext, Emit } from './table.ts';

export interface Imports {
  /**
   * Refuses while a person's import runs. One that nobody asked for makes way: it is stopped, and what it has so far is
   * kept.
   */
  run(
    job: Job,
    context: CallContext<SyncProgress>,
    because?: 'person' | ScheduleReason,
  ): Promise<SyncReport>;
  /** The import that runs now, for status lines. */
  current(): SyncProgress | null;
  /** What the import that runs now was asked to do. */
  job(): Job | undefined;
  cancel(): boolean;
  /** Ends a running import between two days and waits for it. */
  stop(): Promise<void>;
}

/** An import that is over, well or not. */
export interface EndedImport {
  readonly job: Job;
  readonly because: 'person' | ScheduleReason;
  /** ISO with zone. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly result: SyncReport | Problem;
}

interface Running {
  readonly job: Job;
  readonly because: 'person' | ScheduleReason;
  readonly thread: RunningImport;
  /** Resolves when everybody has been told of the end. */
  readonly over: Promise<void>;
  cancelled: boolean;
}

/** One import at a time: two would race for the same days. */
export function createImports(options: {
  readonly worker: URL;
  readonly dataFolder: string;
  readonly emit: Emit;
  /** ISO time. */
  readonly now: () => string;
  /** Takes the folder's lock, or refuses; called before the first import. */
  readonly own: () => void;
  /** For the import thread; absent where there is nobody to ask. */
  readonly ask?: Ask | undefined;
  /** How many days of history are to be kept. */
  readonly keepDays: () => number;
  /** What is set about the scores. */
  readonly profile: () => ScoreProfile;
  readonly onDataset: () => void;
  readonly onEnded: (ended: EndedImport) => void;
}): Imports {
  let running: Running | undefined;
  /** A person waits for the import of the schedule to make way. */
  let claimed = false;
  let state: SyncProgress | null = null;

  const tell = (progress: SyncProgress | null): void => {
    state = progress;
    options.emit('import', progress);
  };

  function cancel(): boolean {
    if (!running) return false;
    running.cancelled = true;
    running.thread.cancel();
    return true;
  }

  async function makeWay(context: CallContext<SyncProgress>): Promise<void> {
    claimed = true;
    try {
      cancel();
      await running?.over;
    } finally {
      claimed = false;
    }
    if (context.signal.aborted) throw refuse('cancelled', 'It was cancelled.');
  }

  return {
    async run(job, context, because = 'person') {
      if (running && !claimed && because === 'person' && running.because !== 'person')
        await makeWay(context);
      if (running || claimed) throw busy();
      options.own();
      const startedAt = options.now();
      const thread = startImport(
        options.worker,
        {
          dataFolder: options.dataFolder,
          job,
          keepDays: options.keepDays(),
          profile: options.profile(),
        },
        {
          onProgress(progress) {
            const since = { ...progress, startedAt };
            tell(since);
            context.progress(since);
          },
          onDataset: options.onDataset,
          ask: options.ask,
        },
      );
      const over = Promise.withResolvers<void>();
      const here: Running = { job, because, thread, over: over.promise, cancelled: false };
      running = here;
      tell({ ...nothingYet('discover', startedAt), text: 'Starting' });
      context.signal.addEventListener('abort', cancel, { once: true });
      let result: SyncReport | Problem | undefined;
      try {
        return (result = await thread.report);
      } catch (error) {
        // Whatever breaks in an import that was told to stop is the stopping.
        const said = here.cancelled ? refuse('cancelled', 'The import was cancelled.') : error;
        result = problemOf(said);
        throw said;
      } finally {
        context.signal.removeEventListener('abort', cancel);
        running = undefined;
        tell(null);
        options.onDataset();
        if (result) options.onEnded({ job, because, startedAt, endedAt: options.now(), result });
        over.resolve();
      }
    },
    current: () => state,
    job: () => running?.job,
    cancel,
    async stop() {
      cancel();
      await running?.over;
    },
  };
}

const busy = (): Error =>
  refuse('busy', 'An import is already running.', {
    stillWorks: 'It goes on, and the screens stay usable.',
    next: 'Wait for it to end, or cancel it.',
  });
