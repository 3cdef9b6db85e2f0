import { rm } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from '../../shared/contracts/problem.ts';
import type {
  S3SourceOptions,
  SyncedDay,
  SyncProgress,
  SyncReport,
} from '../../shared/contracts/sync.ts';
import { formatDay, parseDay, type Day } from '../../shared/domain/day.ts';
import { DEFAULT_PROFILE, type ScoreProfile } from '../../shared/domain/score-profile.ts';
import { openLocalSource } from '../services/extract/folder-source.ts';
import { mappingIn } from '../services/extract/mapping-file.ts';
import type { Mapping } from '../services/extract/mapping.ts';
import { openSource } from '../services/extract/open-source.ts';
import type { Source } from '../services/extract/source.ts';
import { sampleDeliveries } from '../services/sample/write.ts';
import { useModel } from '../services/scores/learn-models.ts';
import { scoreRun } from '../services/scores/run.ts';
import { refreshUsage } from '../services/scores/usage.ts';
import { transaction, type WritableDB } from '../services/sqlite/db.ts';
import { clearFacts } from '../services/store/clear.ts';
import { newestRun } from '../services/store/deliveries.ts';
import { refreshLists } from '../services/store/office-list.ts';
import { refreshSearch } from '../services/store/search-index.ts';
import { datasetVersion, readMeta, writeMeta } from '../services/store/meta.ts';
import { nothingYet } from '../services/sync/progress.ts';
import { deliveriesAmong, syncRun, type SyncOptions } from '../services/sync/run.ts';
import { keepRegion, knownRegion, shellReach } from './connection.ts';
import { runDecision, type DecisionJob } from './decision-job.ts';
import type { Ask } from './questions.ts';

/** Where deliveries lie, and what it takes to reach them. */
interface Place {
  readonly source: string;
  readonly s3?: S3SourceOptions | undefined;
}

export type SyncJob = Place & {
  readonly kind: 'sync';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** What the import thread is asked to do. */
export type Job =
  | SyncJob
  | {
      readonly kind: 'sample';
      readonly locations: number;
      readonly days: number;
      readonly seed: number;
    }
  | { readonly kind: 'remove-sample' }
  /** Scores the newest day again: what is set about the scores has changed, or another model is put to use (null: none). */
  | {
      readonly kind: 'rescore';
      readonly use?: { readonly id: string | null; readonly by: string } | undefined;
    }
  | (Place & { readonly kind: 'decide' } & DecisionJob);

export interface JobContext {
  readonly db: WritableDB;
  readonly dataFolder: string;
  readonly signal: AbortSignal;
  readonly now: () => string;
  readonly onProgress: (progress: SyncProgress) => void;
  readonly onDataset: () => void;
  /** Deliveries that reading came to no end in, to be held. */
  readonly endless?: readonly string[] | undefined;
  /** Which delivery is read from here on; null between two. */
  readonly onReading?: ((delivery: string | null) => void) | undefined;
  /** How many days of history are kept; all where undefined. */
  readonly keepDays?: number | undefined;
  /** What is set about the scores; the published scorecard where undefined. */
  readonly profile?: ScoreProfile | undefined;
  /** Asks the window's main process for a proxy and keys; absent where there is none. */
  readonly ask?: Ask | undefined;
}

/** Days written before each sync of them: the newest alone, then enough to score on, then the rest. */
const SLICES = [1, 59, 80];

const sampleFolder = (dataFolder: string): string => path.join(dataFolder, 'sample');

export async function runJob(job: Job, context: JobContext): Promise<SyncReport> {
  switch (job.kind) {
    case 'sync':
      return syncFrom(job, context);
    case 'sample':
      return openSample(job, context);
    case 'remove-sample':
      return removeSample(context);
    case 'rescore':
      return rescore(job, context);
    case 'decide': {
      const source = await sourceOf(job, context);
      const inventedDays = isOwnSample(source, context);
      const mapping = await mappingFor(inventedDays, context);
      return runDecision(job, { ...syncOptions(context), source, inventedDays, mapping });
    }
  }
}

async function syncFrom(job: Job & { kind: 'sync' }, context: JobContext): Promise<SyncReport> {
  const { db } = context;
  const source = await sourceOf(job, context);
  const ownSample = isOwnSample(source, context);
  const range = {
    from: job.from === undefined ? undefined : parseDay(job.from),
    to: job.to === undefined ? undefined : parseDay(job.to),
  };
  // The sample book makes way for the first real source, once that is seen to hold something.
  if (readMeta(db, 'sample') === '1' && !ownSample) {
    deliveriesAmong(await source.list(), source.name, range);
    await dropSample(context);
  }
  const remember = (): void => {
    writeMeta(db, 'source', source.name);
    writeMeta(db, 'source_options', JSON.stringify(job.s3 ?? {}));
  };
  const report = await syncRun({
    ...syncOptions(context),
    source,
    ...range,
    inventedDays: ownSample,
    keepDays: ownSample ? undefined : context.keepDays,
    mapping: await mappingFor(ownSample, context),
    // From its first day on, whatever ends the run, the data is known to come from here.
    onDataset() {
      remember();
      context.onDataset();
    },
  });
  remember();
  return report;
}

function sourceOf(
  { source, s3 }: Place,
  { db, dataFolder, signal, ask }: JobContext,
): Promise<Source> {
  return openSource(source, {
    s3,
    cacheFolder: path.join(dataFolder, 'cache'),
    signal,
    ...shellReach(ask),
    knownRegion: knownRegion(db, source, s3),
    onRegion: (region) => keepRegion(db, source, s3, region),
  });
}

/** The sample book is ours: no mapping is meant for it. */
const mappingFor = async (
  ownSample: boolean,
  { dataFolder }: JobContext,
): Promise<Mapping | undefined> => (ownSample ? undefined : mappingIn(dataFolder));

const isOwnSample = (source: Source, { dataFolder }: JobContext): boolean =>
  source.name.startsWith(sampleFolder(dataFolder));

/** Writes the sample book as deliveries, newest day first, and syncs each slice like any other source. */
async function openSample(job: Job & { kind: 'sample' }, context: JobContext): Promise<SyncReport> {
  const { db, dataFolder, signal } = context;
  if (newestRun(db) && readMeta(db, 'sample') !== '1')
    throw refuse(
      'bad_request',
      'This data folder holds a real book, and the sample book would mix with it.',
      {
        stillWorks: 'Nothing was changed.',
        next: 'Open the sample book in another folder with --data DIR.',
      },
    );
  await dropSample(context);
  const folder = sampleFolder(dataFolder);
  const sample = sampleDeliveries({ ...job, out: folder });
  writeMeta(db, 'source', folder);
  writeMeta(db, 'sample', '1');

  const startedAt = context.now();
  const days: SyncedDay[] = [];
  let total: SyncProgress | undefined;
  const onProgress = (part: SyncProgress): void => {
    total = {
      ...part,
      daysDone: days.length + part.daysDone,
      daysTotal: sample.days.length,
      startedAt,
      rows: days.reduce((n, d) => n + d.rows, 0) + part.rows,
    };
    context.onProgress(total);
  };
  let report: SyncReport | undefined;
  for (const slice of slices(sample.days)) {
    for (const day of slice) {
      if (signal.aborted) break;
      onProgress({ ...nothingYet('generate', startedAt), text: `Writing ${formatDay(day)}` });
      await sample.write(day);
    }
    const [newest, oldest] = [slice[0], slice.at(-1)];
    if (signal.aborted || newest === undefined) break;
    const source = await openLocalSource(folder);
    report = await syncRun({
      ...syncOptions({ ...context, onProgress }),
      source,
      inventedDays: true,
      from: oldest,
      to: newest,
    });
    days.push(...report.days);
  }
  return {
    source: folder,
    days,
    ds: report?.ds ?? null,
    version: datasetVersion(db),
    cancelled: signal.aborted,
  };
}

function* slices(days: readonly Day[]): Generator<readonly Day[]> {
  let from = 0;
  for (const size of [...SLICES, days.length]) {
    if (from >= days.length) return;
    yield days.slice(from, from + size);
    from += size;
  }
}

/** What every sync does alike: score the newest day, with the sums the tables show. */
function syncOptions(context: JobContext): Omit<SyncOptions, 'source'> {
  const { db, signal, onProgress, onDataset, endless, onReading } = context;
  return {
    db,
    signal,
    onProgress,
    onDataset,
    endless,
    onReading,
    now: context.now,
    score: () => score(context),
  };
}

function score({ db, now, profile = DEFAULT_PROFILE }: JobContext): void {
  const newest = newestRun(db);
  if (!newest) return;
  scoreRun(db, { asOf: newest.day, now: now(), profile });
  refreshUsage(db, newest.day);
  refreshSearch(db);
  refreshLists(db);
}

function rescore({ use }: Job & { kind: 'rescore' }, context: JobContext): Promise<SyncReport> {
  const { db, now } = context;
  context.onProgress({ ...nothingYet('score', now()), text: 'Scoring offices' });
  // A model and the scores by it come together, or neither does.
  transaction(db, () => {
    if (use) useModel(db, { ...use, at: now() });
    score(context);
  });
  context.onDataset();
  const newest = newestRun(db);
  return Promise.resolve({
    source: readMeta(db, 'source') ?? '',
    days: [],
    ds: newest ? formatDay(newest.day) : null,
    version: datasetVersion(db),
    cancelled: false,
  });
}

async function dropSample(context: JobContext): Promise<void> {
  clearFacts(context.db);
  context.onDataset();
  await rm(sampleFolder(context.dataFolder), { recursive: true, force: true });
}

async function removeSample(context: JobContext): Promise<SyncReport> {
  if (readMeta(context.db, 'sample') === '1') await dropSample(context);
  return { source: '', days: [], ds: null, version: 0, cancelled: false };
}
