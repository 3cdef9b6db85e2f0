import { refuse } from '../../../shared/contracts/problem.ts';
import { all, one, type ReadableDB, type WritableDB } from './db.ts';

/** Versions rise by ten, so that a hot-fix finds room; a migration that has shipped never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
  /** Takes rows into their new shape, after `sql` and in the same transaction. */
  readonly convert?: (db: WritableDB) => void;
  /** Much less is left than was there: the file is written anew, so that it gets smaller. */
  readonly shrinks?: boolean;
}

export function versionOf(db: ReadableDB): number {
  return one<{ user_version: number }>(db, 'PRAGMA user_version')?.user_version ?? 0;
}

/** Brings the file to the newest version in one transaction; refuses a file from a newer Atrium. */
export function migrate(
  db: WritableDB,
  migrations: readonly Migration[],
  upTo = Number.POSITIVE_INFINITY,
): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const current = versionOf(db);
  if (current > newest) throw newerDatabase(db.name, current, newest);
  const due = migrations.filter((m) => m.version > current && m.version <= upTo);
  if (due.length === 0) return;
  db.transaction(() => {
    for (const { version, sql, convert } of due) {
      db.exec(sql);
      convert?.(db);
      db.exec(`PRAGMA user_version = ${version}`);
    }
    const broken = all(db, 'PRAGMA foreign_key_check');
    if (broken.length > 0) throw new Error(`a migration broke ${broken.length} references`);
  }).immediate();
  if (current > 0 && due.some((m) => m.shrinks)) db.exec('VACUUM');
}

export function newerDatabase(file: string, found: number, known: number): Error {
  return refuse(
    'newer_database',
    `The database ${file} was written by a newer Atrium (format ${found}; this one knows up to ${known}).`,
    {
      stillWorks: 'Nothing in it was changed.',
      next: 'Update Atrium, or point it at another data folder with --data DIR.',
    },
  );
}
