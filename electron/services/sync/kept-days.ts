import type { Day } from '../../../shared/domain/day.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { newestRun } from '../store/deliveries.ts';
import { historyFrom } from '../store/history.ts';
import { keptFrom, retain } from '../store/retention.ts';

/** Deliveries of days whose history is kept, or would be; the others are not read. */
export function ofKeptDays<T extends { readonly day: Day | undefined }>(
  db: WritableDB,
  deliveries: readonly T[],
  keepDays: number | undefined,
): readonly T[] {
  const found = Math.max(-Infinity, ...deliveries.map((d) => d.day ?? -Infinity));
  const from = kept(db, found, keepDays);
  return deliveries.filter((d) => d.day === undefined || d.day >= from);
}

/** Lets the history go that is older than it is to be kept. */
export function letGo(db: WritableDB, keepDays: number | undefined): void {
  const from = kept(db, -Infinity, keepDays);
  if (from > historyFrom(db)) transaction(db, () => retain(db, from));
}

function kept(db: WritableDB, found: Day, keepDays: number | undefined): Day {
  const newest = Math.max(found, newestRun(db)?.day ?? -Infinity);
  if (keepDays === undefined || newest === -Infinity) return historyFrom(db);
  return Math.max(historyFrom(db), keptFrom(newest - keepDays + 1));
}
