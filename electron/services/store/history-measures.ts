import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { readMeta } from './meta.ts';

/** 1 where an office had a row on that day: tells a missing row from a row of unknowns. */
export const PRESENT = 'present';
/** Which of the day's files an office's row stands in (its place in `day_file`), and which record of it. */
export const SOURCE_FILE = 'source_file';
export const SOURCE_RECORD = 'source_record';

/** How the name begins under which an attribute's history is kept. */
export const ATTRIBUTE = '@';

/** What is kept beside the delivered measures. */
const OWN: ReadonlySet<string> = new Set([PRESENT, SOURCE_FILE, SOURCE_RECORD]);

/** Every measure ever delivered, in order of appearance. */
export function measureNames(db: ReadableDB): readonly string[] {
  return [...measureIds(db).keys()].filter((name) => !OWN.has(name) && !name.startsWith(ATTRIBUTE));
}

/** Ids by name, the store's own included. */
export function measureIds(db: ReadableDB): Map<string, number> {
  const rows = all<{ id: number; name: string }>(db, 'SELECT id, name FROM measure ORDER BY id');
  return new Map(rows.map((r) => [r.name, r.id]));
}

/** Ids of these measures; new ones get the next. */
export function ensureMeasures(db: WritableDB, names: Iterable<string>): Map<string, number> {
  const ids = measureIds(db);
  let next = Math.max(0, ...ids.values()) + 1;
  for (const name of names) {
    if (ids.has(name)) continue;
    run(db, 'INSERT INTO measure (id, name) VALUES (?, ?)', next, name);
    ids.set(name, next++);
  }
  return ids;
}

export const HISTORY_FROM = 'history_from';

/** The history before this day was let go; 0 = nothing was. */
export function historyFrom(db: ReadableDB): Day {
  return Number(readMeta(db, HISTORY_FROM) ?? 0);
}
