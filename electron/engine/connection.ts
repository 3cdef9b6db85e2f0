import type { Settings } from '../../shared/contracts/settings.ts';
import { s3Options, type S3SourceOptions } from '../../shared/contracts/sync.ts';
import type { ReadableDB } from '../services/sqlite/db.ts';
import { readMeta } from '../services/store/meta.ts';
import { readSource } from '../services/store/status.ts';
import type { OpenSourceOptions } from '../services/extract/open-source.ts';
import type { SyncJob } from './import-job.ts';
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
