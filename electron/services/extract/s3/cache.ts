import { createHash } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../source.ts';

/**
 * Where downloaded files lie: a folder for each run, in it one file for each version of an object. A version is told
 * by key, ETag and size, so that nothing in the cache is ever out of date.
 */
export function cachePath(cacheFolder: string, source: string, file: SourceFile): string {
  const run = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  return path.join(
    cacheFolder,
    's3',
    short(source, run),
    short(file.path, file.etag ?? '', String(file.size)),
  );
}

const short = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);

/** Marks a run as used now: the runs used last are the ones that stay. */
export async function touchRun(file: string, now: Date): Promise<void> {
  await utimes(path.dirname(file), now, now);
}

/** Removes all but the runs used last; files still in use by another process on Windows stay until the next time. */
export async function cleanCache(cacheFolder: string, keepRuns: number): Promise<void> {
  const root = path.join(cacheFolder, 's3');
  const names = await readdir(root).catch(() => []);
  const runs = await Promise.all(
    names.map(async (name) => {
      const run = path.join(root, name);
      const info = await stat(run).catch(() => undefined);
      return { run, used: info?.mtimeMs ?? 0 };
    }),
  );
  const old = runs.toSorted((a, b) => b.used - a.used).slice(keepRuns);
  for (const { run } of old) await rm(run, { recursive: true, force: true }).catch(() => undefined);
}
