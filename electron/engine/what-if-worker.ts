import { parentPort, workerData } from 'node:worker_threads';
import { problemOf, type Problem } from '../../shared/contracts/problem.ts';
import type { ScoreProfile } from '../../shared/domain/score-profile.ts';
import { readWhatIfFacts, type WhatIfFacts } from '../services/scores/what-if-facts.ts';
import { openFactsReadOnly } from '../services/store/facts-db.ts';

/** Reading a book takes seconds, in which the engine answers other calls: it is read in a thread that ends with it. */
export interface WhatIfWorkerData {
  readonly dataFolder: string;
  readonly profile: ScoreProfile;
}

export type FromWhatIf =
  | { readonly kind: 'facts'; readonly facts: WhatIfFacts | null }
  | { readonly kind: 'refused'; readonly problem: Problem };

const port = parentPort;
if (!port) throw new Error('the what-if worker runs as a thread of the engine');
const tell = (message: FromWhatIf): void => port.postMessage(message);

const { dataFolder, profile } = workerData as WhatIfWorkerData;
try {
  const db = openFactsReadOnly(dataFolder);
  try {
    tell({ kind: 'facts', facts: readWhatIfFacts(db, profile) });
  } finally {
    db.close();
  }
} catch (error) {
  tell({ kind: 'refused', problem: problemOf(error) });
}
