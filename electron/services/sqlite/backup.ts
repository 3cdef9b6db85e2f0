import Database from 'better-sqlite3';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { codeOf } from '../../../shared/contracts/problem.ts';
import type { ReadableDB } from './db.ts';

/** A whole copy of a database, named `<name>-v<format>-<time>.db`. */
export interface Backup {
  readonly file: string;
  /** ISO, when it was taken. */
  readonly at: string;
}

const NAMED =
  /^(?<name>[a-z]+)-v\d+-(?<day>\d{4}-\d{2}-\d{2})T(?<h>\d{2})(?<m>\d{2})(?<s>\d{2})Z\.db$/;

/** Facts come back from the deliveries; what people wrote comes back from nowhere else. */
const KEPT: Readonly<Record<string, number>> = { facts: 2, people: 7 };

/** `2026-11-20T03:15:02.123Z` → `2026-11-20T031502Z`: a colon is no part of a file name everywhere. */
export const stampOf = (iso: string): string => `${iso.slice(0, 19).replaceAll(':', '')}Z`;

export const backupFolderOf = (dataFolder: string): string => path.join(dataFolder, 'backups');

/**
 * Copies a database beside itself into `backups/`, as one consistent file, also while others write, and keeps the newest
 * few (https://www.sqlite.org/lang_vacuum.html, VACUUM INTO). Throws where the disk is full; then there is no half copy.
 * @param now ISO time, for the name
 */
export function backUp(db: ReadableDB, now: string): Backup {
  const name = path.basename(db.name, '.db');
  const folder = backupFolderOf(path.dirname(db.name));
  const version = String(db.pragma('user_version', { simple: true }));
  const file = path.join(folder, `${name}-v${version}-${stampOf(now)}.db`);
  const half = `${file}.part`;
  mkdirSync(folder, { recursive: true });
  rmSync(half, { force: true });
  try {
    db.prepare('VACUUM INTO ?').run(half);
    toDisk(half);
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
  for (const old of backupsOf(folder, name).slice(KEPT[name] ?? 2)) rmSync(old.file);
  return { file, at: now };
}

/** Newest first. */
export function backupsOf(folder: string, name: string): readonly Backup[] {
  if (!existsSync(folder)) return [];
  const found: Backup[] = [];
  for (const entry of readdirSync(folder)) {
    const part = NAMED.exec(entry)?.groups;
    if (part?.['name'] !== name) continue;
    const at = `${part['day']}T${part['h']}:${part['m']}:${part['s']}Z`;
    found.push({ file: path.join(folder, entry), at });
  }
  return found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** What is wrong with a database, in SQLite's words; undefined where it is sound or not there. */
export function damageIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const said = String(db.pragma('quick_check(1)', { simple: true }));
      return said === 'ok' ? undefined : said.replaceAll(/\s+/g, ' ');
    } finally {
      db.close();
    }
  } catch (error) {
    if (isDamage(error)) return error.message;
    throw error;
  }
}

function isDamage(error: unknown): error is Error {
  const code = codeOf(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** A rename may reach the disk before the bytes do. */
export function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
