import { Worker } from 'node:worker_threads';
import { AtriumError, refuse } from '../../shared/contracts/problem.ts';
import { profileVersion, type ScoreProfile } from '../../shared/domain/score-profile.ts';
import type { WhatIf } from '../../shared/domain/what-if.ts';
import { whatIf, whatIfBase, type WhatIfBase } from '../services/scores/what-if.ts';
import type { WhatIfFacts } from '../services/scores/what-if-facts.ts';
import type { ReadableDB } from '../services/sqlite/db.ts';
import { datasetVersion } from '../services/store/meta.ts';
import type { FromWhatIf, WhatIfWorkerData } from './what-if-worker.ts';

/** A book of 13,000 offices is about 50 MB as read: let go when nobody has asked for a while. */
const KEPT_MS = 10 * 60_000;

/** The answer to what the book would look like under `asked`, instead of `current`. */
export type WhatIfAnswers = (current: ScoreProfile, asked: ScoreProfile) => Promise<WhatIf>;

/** Answers what-if questions: the book is read once for a dataset version and profile in force, then asked any number of times. */
export function createWhatIf(options: {
  readonly facts: ReadableDB;
  /** Reads the book, away from the calls; null without a day. */
  readonly read: (profile: ScoreProfile) => Promise<WhatIfFacts | null>;
}): WhatIfAnswers {
  const { facts, read } = options;
  let kept: { readonly key: string; readonly base: Promise<WhatIfBase> } | undefined;
  let idle: NodeJS.Timeout | undefined;

  async function baseOf(profile: ScoreProfile): Promise<WhatIfBase> {
    const found = await read(profile);
    if (!found)
      throw refuse('no_deliveries', 'There is nothing to score: no day has been synced yet.', {
        next: 'Sync a delivery first, or open the sample book.',
      });
    return whatIfBase(facts, found);
  }

  return async (current, asked) => {
    const key = `${datasetVersion(facts)} ${profileVersion(current)}`;
    clearTimeout(idle);
    if (kept?.key !== key) {
      const base = baseOf(current);
      kept = { key, base };
      base.catch(() => {
        if (kept?.base === base) kept = undefined;
      });
    }
    const { base } = kept;
    idle = setTimeout(() => (kept = undefined), KEPT_MS).unref();
    return whatIf(facts, await base, asked);
  };
}

/** The worker's entry, built or as a source, lies beside that of the import thread. */
export const workerBeside = (importWorker: URL): URL =>
  new URL(importWorker.href.replace(/import-worker(?=\.\w+$)/, 'what-if-worker'));

/** Reads in a thread that ends with it. */
export function readInThread(worker: URL, data: WhatIfWorkerData): Promise<WhatIfFacts | null> {
  const { promise, resolve, reject } = Promise.withResolvers<WhatIfFacts | null>();
  const thread = new Worker(worker, { workerData: data });
  thread.on('message', (message: FromWhatIf) => {
    if (message.kind === 'facts') resolve(message.facts);
    else reject(new AtriumError(message.problem));
  });
  thread.on('error', reject);
  thread.on('exit', (code) =>
    reject(refuse('internal', `Reading the book ended before it was done (code ${code}).`)),
  );
  return promise;
}
