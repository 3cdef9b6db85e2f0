import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { all, type WritableDB } from '../services/sqlite/db.ts';
import { openFacts } from '../services/store/facts-db.ts';
import { contentHash } from '../services/sync/content-hash.ts';
import { runJob } from './import-job.ts';

/** What crash tests share: a sync from start to end in this process, and a hook on every write. */

/** Calls before each statement that writes. */
export function killAtWrite(db: WritableDB, onWrite: () => void): void {
  const prepare = db.prepare.bind(db);
  Object.assign(db, {
    prepare(sql: string) {
      const statement = prepare(sql);
      const run = statement.run.bind(statement);
      return Object.assign(statement, {
        run(...values: unknown[]) {
          onWrite();
          return run(...values);
        },
      });
    },
  });
}

export interface Finished {
  readonly hash: string;
  readonly writes: number;
  /** Days published by this run. */
  readonly published: number;
  /** `ok`, or what SQLite found wrong with the file before anything was done. */
  readonly integrity: string;
}

/** Syncs a data folder, new or left behind by a crash, to the end. */
export async function finish(source: string, dataFolder: string): Promise<Finished> {
  const db = openFacts(dataFolder);
  try {
    const [integrity] = all<{ integrity_check: string }>(db, 'PRAGMA integrity_check');
    let writes = 0;
    killAtWrite(db, () => void writes++);
    const report = await runJob(
      { kind: 'sync', source },
      {
        db,
        dataFolder,
        signal: new AbortController().signal,
        now: () => '2026-11-22T04:00:00Z',
        onProgress: () => undefined,
        onDataset: () => undefined,
      },
    );
    return {
      hash: contentHash(db),
      writes,
      published: report.days.filter((d) => d.status === 'published').length,
      integrity: integrity?.integrity_check ?? 'no answer',
    };
  } finally {
    db.close();
  }
}

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'atrium-crash-'));
