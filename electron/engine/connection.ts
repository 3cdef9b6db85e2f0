import type { Settings } from '../../shared/contracts/settings.ts';
import { s3Options, type S3SourceOptions } from '../../shared/contracts/sync.ts';
import type { ReadableDB, WritableDB } from '../services/sqlite/db.ts';
import { appliedRun, wasLookedAt } from '../services/store/deliveries.ts';
import { readMeta, writeMeta } from '../services/store/meta.ts';
import { readSource } from '../services/store/status.ts';
import type { OpenSourceOptions } from '../services/extract/open-source.ts';
import type { SyncJob } from './import-job.ts';
import type { WatchOptions } from './watch-deliveries.ts';
import type { Ask } from './questions.ts';

/** What a source may ask of the window's main process; nothing where there is none. */
export type ShellReach = Pick<OpenSourceOptions, 'keysFor' | 'proxyFor'>;

export const shellReach = (ask: Ask | undefined): ShellReach =>
  ask === undefined
    ? {}
    : {
        keysFor: async (bucket) => (await ask('keysFor', { bucket })) ?? undefined,
        proxyFor: (url) => ask('proxyFor', { url }),
      };

/** One bucket at one store, however it is reached. */
const bucketAt = (place: string, s3: S3SourceOptions | undefined): string =>
  JSON.stringify([place.split('/')[2], s3?.endpoint || null]);

/** The region a bucket turned out to be in, so that only the first sync has to be sent there. */
export function knownRegion(
  facts: ReadableDB,
  place: string,
  s3: S3SourceOptions | undefined,
): string | undefined {
  if (readMeta(facts, 'region_of') !== bucketAt(place, s3)) return undefined;
  return readMeta(facts, 'region') ?? undefined;
}

export function keepRegion(
  facts: WritableDB,
  place: string,
  s3: S3SourceOptions | undefined,
  region: string,
): void {
  writeMeta(facts, 'region', region);
  writeMeta(facts, 'region_of', bucketAt(place, s3));
}

/**
 * How an `s3://` place is reached when a call does not say: as Settings say for that bucket, else as it was reached the
 * last time. Undefined for any other place, and for one never heard of.
 */
export function rememberedConnection(
  place: string,
  chosen: Settings['connection'],
  facts: ReadableDB,
): S3SourceOptions | undefined {
  if (!place.startsWith('s3://')) return undefined;
  if (chosen && chosen.bucket === place.slice('s3://'.length).split('/', 1)[0]) {
    const { bucket: _bucket, prefix: _prefix, ...options } = chosen;
    return options;
  }
  if (readMeta(facts, 'source') !== place) return undefined;
  const kept = s3Options.safeParse(JSON.parse(readMeta(facts, 'source_options') ?? '{}'));
  return kept.success ? kept.data : undefined;
}

/** The sync of last time's source once more; undefined where there was none yet, and for the sample book. */
export function routineSync(
  facts: ReadableDB,
  chosen: Settings['connection'],
): SyncJob | undefined {
  const { source, sample } = readSource(facts);
  if (source === null || sample) return undefined;
  return { kind: 'sync', source, s3: rememberedConnection(source, chosen, facts) };
}

/** What the store has of a delivery. One whose day only its records tell counts as looked at. */
export const knownIn =
  (facts: ReadableDB): WatchOptions['known'] =>
  ({ day, runId }) => {
    if (day === undefined) return 'seen';
    if (appliedRun(facts, day)?.runId === runId) return 'published';
    return wasLookedAt(facts, day, runId) ? 'seen' : undefined;
  };
