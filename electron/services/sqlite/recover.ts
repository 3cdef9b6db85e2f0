import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { backupFolderOf, backupsOf, damageIn, stampOf, toDisk, type Backup } from './backup.ts';

export interface Recovery {
  /** `facts` or `people`. */
  readonly name: string;
  /** What SQLite said. */
  readonly damage: string;
  /** Where the damaged file lies now: nothing is thrown away. */
  readonly keptAs: string;
  /** Undefined where no sound backup was found: the database starts empty. */
  readonly restored: Backup | undefined;
}

/**
 * Sets a damaged database aside and puts the newest sound backup in its place. Killed at any point, the next start
 * finds the damaged file still there, or goes on where this stopped ({@link finishRecovery}).
 * @param now ISO time
 */
export function recover(dataFolder: string, name: string, damage: string, now: string): Recovery {
  const file = path.join(dataFolder, `${name}.db`);
  const kept = path.join(dataFolder, 'damaged', `${name}-${stampOf(now)}.db`);
  const ready = `${file}.restored`;
  const restored = backupsOf(backupFolderOf(dataFolder), name).find(
    (backup) => damageIn(backup.file) === undefined,
  );
  rmSync(ready, { force: true });
  if (restored) {
    copyFileSync(restored.file, `${ready}.part`);
    toDisk(`${ready}.part`);
    renameSync(`${ready}.part`, ready);
  }
  mkdirSync(path.dirname(kept), { recursive: true });
  // The write-ahead log belongs to the file it was written for: it goes first, so that it never meets another.
  for (const tail of ['-wal', '-shm', ''])
    if (existsSync(file + tail)) renameSync(file + tail, kept + tail);
  finishRecovery(dataFolder, name);
  return { name, damage, keptAs: kept, restored };
}

/** Puts a restored copy in place that a kill left waiting. */
export function finishRecovery(dataFolder: string, name: string): void {
  const file = path.join(dataFolder, `${name}.db`);
  const ready = `${file}.restored`;
  if (!existsSync(ready)) return;
  if (existsSync(file)) rmSync(ready);
  else renameSync(ready, file);
}
