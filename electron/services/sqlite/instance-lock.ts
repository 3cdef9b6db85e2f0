import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { codeOf, refuse } from '../../../shared/contracts/problem.ts';
import { databaseProblem } from './open.ts';

/**
 * One Atrium at a time may import into a data folder. The lock is SQLite's own on a small file: the operating system
 * lets go of it when the process ends, however it ends, so there is no stale lock to clear.
 */
export function holdFolder(dataFolder: string): () => void {
  const file = path.join(dataFolder, 'instance.db');
  try {
    mkdirSync(dataFolder, { recursive: true });
    const db = new Database(file, { timeout: 0 });
    try {
      db.pragma('locking_mode = EXCLUSIVE');
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      throw error;
    }
    return () => db.close();
  } catch (error) {
    if (codeOf(error) === 'SQLITE_BUSY')
      throw refuse('second_instance', `Another Atrium is already open on ${dataFolder}.`, {
        stillWorks: 'That one goes on as it is; lists and exports can still be read here.',
        next: 'Use that window, close it, or choose another folder with --data DIR.',
        cause: error,
      });
    throw databaseProblem(file, error);
  }
}
