import { openLocalSource } from '../../electron/services/extract/folder-source.ts';
import { openFacts } from '../../electron/services/store/facts-db.ts';
import { syncRun } from '../../electron/services/sync/run.ts';
import { duckImport } from './peers.ts';

/** A whole sync of a folder, scores left out; the days published. Rejects when many are not. */
export async function ingest({ folder, data }: { folder: string; data: string }): Promise<number> {
  const db = openFacts(data);
  try {
    const report = await syncRun({
      db,
      source: await openLocalSource(folder),
      signal: new AbortController().signal,
      now: () => '2026-11-21T04:00:00Z',
      inventedDays: true,
      score: () => undefined,
    });
    const published = report.days.filter((day) => day.status === 'published').length;
    const lost = report.days.find((day) => day.status !== 'published');
    // The book has a story or two that a check rightly holds a day for.
    if (published < 0.95 * report.days.length)
      throw new Error(`${lost?.ds} is ${lost?.status}: ${lost?.reason}`);
    return published;
  } finally {
    db.close();
  }
}

export const duck = ({
  files,
  database,
  threads,
}: {
  files: readonly string[];
  database: string;
  threads: number;
}): Promise<number> => duckImport(files, database, threads);
