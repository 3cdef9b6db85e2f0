import { createHash } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../source.ts';

/** Manifests and markers kept, two for each day of a few years: a sync asks for the new ones only. */
const KEPT_TEXTS = 2000;

/**
 * Where downloaded files lie: a folder for each run, in it one file for each version of an object. A version is told
 * by key, ETag and size, so that nothing in the cache is ever out of date.
 */
export function cachePath(cacheFolder: string, source: string, file: SourceFile): string {
  const run = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  return path.join(runsIn(cacheFolder), short(source, run), version(source, file));
}

/** Where a small text lies: beside the runs, because it outlives them. */
export function textPath(cacheFolder: string, source: string, file: SourceFile): string {
  return path.join(textsIn(cacheFolder), version(source, file));
}

const runsIn = (cacheFolder: string): string => path.join(cacheFolder, 's3');
const textsIn = (cacheFolder: string): string => path.join(cacheFolder, 's3-texts');

const version = (source: string, { path: key, etag, size }: SourceFile): string =>
  short(source, key, etag ?? '', String(size));

const short = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);

/** Marks a run as used now: the runs used last are the ones that stay. */
export async function touchRun(file: string, now: Date): Promise<void> {
  await utimes(path.dirname(file), now, now);
}

/** Removes all but the runs used last; files still in use by another process on Windows stay until the next time. */
export async function cleanCache(cacheFolder: string, keepRuns: number): Promise<void> {
  await keepNewest(runsIn(cacheFolder), keepRuns);
  await keepNewest(textsIn(cacheFolder), KEPT_TEXTS);
}

async function keepNewest(folder: string, most: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length <= most) return;
  const entries = await Promise.all(
    names.map(async (name) => {
      const entry = path.join(folder, name);
      const info = await stat(entry).catch(() => undefined);
      return { entry, used: info?.mtimeMs ?? 0 };
    }),
  );
  const old = entries.toSorted((a, b) => b.used - a.used).slice(most);
  for (const { entry } of old)
    await rm(entry, { recursive: true, force: true }).catch(() => undefined);
}
