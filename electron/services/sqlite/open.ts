import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { AtriumError, codeOf, isDiskFull, refuse } from '../../../shared/contracts/problem.ts';
import { backUp } from './backup.ts';
import type { ReadableDB, WritableDB } from './db.ts';
import { migrate, newerDatabase, versionOf, type Migration } from './migrate.ts';

/** How long a connection waits for another's lock, milliseconds. */
const BUSY_MS = 5000;

/**
 * Opens (or makes) a database for writing and brings it up to date.
 * WAL lets readers go on while a day is published (https://www.sqlite.org/wal.html); with it, synchronous = NORMAL
 * cannot corrupt the file on a power cut, at most lose the last commit, and a lost commit is synced again.
 */
export function openWritable(file: string, migrations: readonly Migration[]): WritableDB {
  return explained(file, () => {
    mkdirSync(path.dirname(file), { recursive: true });
    const db = new Database(file, { timeout: BUSY_MS });
    try {
      // A newer file is refused before anything touches it, even its journal mode.
      const known = migrations.at(-1)?.version ?? 0;
      const found = Number(db.pragma('user_version', { simple: true }));
      if (found > known) throw newerDatabase(file, found, known);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('foreign_keys = ON');
      const writable = db as unknown as WritableDB;
      // Rows that another version of Atrium wrote are copied before they are changed.
      if (found > 0 && found < known) backUp(writable, new Date().toISOString());
      migrate(writable, migrations);
      return writable;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Opens an existing database for reading only. */
export function openReadable(file: string, migrations: readonly Migration[]): ReadableDB {
  return explained(file, () => {
    const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS });
    try {
      db.pragma('cache_size = -32000');
      db.pragma('mmap_size = 268435456');
      const readable = db as unknown as ReadableDB;
      const known = migrations.at(-1)?.version ?? 0;
      const found = versionOf(readable);
      if (found > known) throw newerDatabase(file, found, known);
      return readable;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

export function databaseExists(file: string): boolean {
  return existsSync(file);
}

/** Turns what SQLite or the file system says into a sentence a person can act on. */
function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw databaseProblem(file, error);
  }
}

export function databaseProblem(file: string, error: unknown): unknown {
  if (error instanceof AtriumError) return error;
  const code = codeOf(error);
  const folder = path.dirname(file);
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return refuse('damaged_database', `The database ${file} is damaged or is not a database.`, {
      stillWorks: 'Nothing in it was changed.',
      next: 'Start Atrium again: it sets the file aside, puts the newest backup in its place, and the deliveries bring back the rest.',
      cause: error,
    });
  if (isDiskFull(error))
    return refuse('disk_full', `The disk that holds ${folder} is full.`, {
      stillWorks: 'The data as it was stays usable.',
      next: 'Free some space and try again.',
      cause: error,
    });
  if (
    /^SQLITE_(CANTOPEN|READONLY|IOERR|PERM)/.test(code) ||
    /^(EACCES|EROFS|EPERM|ENOTDIR|EEXIST)$/.test(code)
  )
    return refuse(
      'unwritable_folder',
      `Atrium cannot write to the data folder ${folder} (${code}).`,
      {
        stillWorks: 'Nothing was changed.',
        next: 'Make the folder writable, or choose another with --data DIR.',
        cause: error,
      },
    );
  return error;
}
