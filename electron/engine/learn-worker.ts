import { parentPort, workerData } from 'node:worker_threads';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, problemOf, type Problem } from '../../shared/contracts/problem.ts';
import type { LearnedCard } from '../../shared/domain/learning.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import { learn } from '../services/scores/learn.ts';
import { keepLearned } from '../services/scores/learn-models.ts';
import { databaseProblem } from '../services/sqlite/open.ts';
import { openFacts, openFactsReadOnly } from '../services/store/facts-db.ts';

/**
 * The learning thread: it reads for a minute and more and computes as long, then writes one row. Ended at any moment before
 * that row, it leaves everything as it was.
 */
export interface LearnWorkerData {
  readonly dataFolder: string;
  readonly profile: ScoreProfile;
  readonly seed: number;
  /** Keys of offices that a person knows to have closed: what people write is not read here. */
  readonly closed: readonly string[];
  readonly keep: boolean;
}

export type FromLearn =
  | {
      readonly kind: 'progress';
      readonly step: 'gather' | 'back-test' | 'fit' | 'figures' | 'keep';
      readonly text: string;
      readonly done: number;
    }
  | { readonly kind: 'done'; readonly card: LearnedCard }
  | { readonly kind: 'refused'; readonly problem: Problem };

const port = parentPort;
if (!port) throw new Error('the learning worker runs as a thread of the engine');
const tell = (message: FromLearn): void => port.postMessage(message);

/** Where each step begins on the way from 0 to 1: gathering takes longest in a large book. */
const BEGINS = { gather: 0, 'back-test': 0.5, fit: 0.8, figures: 0.9, keep: 0.98 } as const;
const PROGRESS_MS = 100;
/** An import may hold the database for a while; the row waits for it. */
const TRIES = 60;

let last = 0;

async function work({ dataFolder, profile, seed, closed, keep }: LearnWorkerData): Promise<void> {
  const facts = openFactsReadOnly(dataFolder);
  let learned: ReturnType<typeof learn>;
  try {
    learned = learn(facts, {
      profile,
      seed,
      closed: new Set(closed),
      now: () => new Date().toISOString(),
      onProgress({ step, text, done = 0 }) {
        if (performance.now() - last < PROGRESS_MS) return;
        last = performance.now();
        tell({
          kind: 'progress',
          step,
          text,
          done: BEGINS[step] + (step === 'gather' ? done / 2 : 0),
        });
      },
    });
  } finally {
    facts.close();
  }
  if (keep) {
    tell({ kind: 'progress', step: 'keep', text: 'Keeping the model', done: BEGINS.keep });
    await keepWhole(dataFolder, learned);
  }
  tell({ kind: 'done', card: learned.card });
}

async function keepWhole(dataFolder: string, learned: ReturnType<typeof learn>): Promise<void> {
  const db = openFacts(dataFolder);
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        keepLearned(db, learned, learned.day);
        return;
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_BUSY' || attempt === TRIES)
          throw databaseProblem(db.name, error);
        await sleep(1000);
      }
    }
  } finally {
    db.close();
  }
}

try {
  await work(workerData as LearnWorkerData);
} catch (error) {
  tell({ kind: 'refused', problem: problemOf(error) });
}
