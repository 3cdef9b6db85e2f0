import { one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

export function readMeta(db: ReadableDB, key: string): string | null {
  return one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', key)?.value ?? null;
}

export function writeMeta(db: WritableDB, key: string, value: string): void {
  run(
    db,
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

/** Rises with every change of what the screens show. */
export function datasetVersion(db: ReadableDB): number {
  return Number(readMeta(db, 'dataset_version') ?? 0);
}

/** To be called inside the transaction that changes something; the new version. */
export function bumpVersion(db: WritableDB): number {
  const version = datasetVersion(db) + 1;
  writeMeta(db, 'dataset_version', String(version));
  return version;
}

const DUE = 'scores_due';

/** Facts changed and scores have not followed yet. Set in the transaction that changes facts: a crash cannot lose it. */
export function markScoresDue(db: WritableDB): void {
  writeMeta(db, DUE, '1');
}

export function scoresDue(db: ReadableDB): boolean {
  return readMeta(db, DUE) === '1';
}

export function scoresDone(db: WritableDB): void {
  run(db, 'DELETE FROM meta WHERE key = ?', DUE);
}

/** Offices were taken out: tables older than this version are to be read again as a whole. */
export function markWhole(db: WritableDB): void {
  writeMeta(db, 'whole_since', String(datasetVersion(db)));
}

export function wholeSince(db: ReadableDB): number {
  return Number(readMeta(db, 'whole_since') ?? 0);
}
