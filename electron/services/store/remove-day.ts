import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { bumpVersion, markWhole } from './meta.ts';
import { dropDay, historyDays, PRESENT, readWindow } from './history.ts';

/** Days of presence read at a time while looking back. */
const SLICE = 32;

const TABLES = [
  'day_file',
  'applied_run',
  'column_profile',
  'compared',
  'set_aside',
  'set_aside_count',
];

/** Takes a day's facts out again; what is logged and decided about it stays. Call inside a transaction. */
export function removeDay(db: WritableDB, day: Day): void {
  dropDay(db, day);
  for (const table of TABLES) run(db, `DELETE FROM ${table} WHERE day = ?`, day);
  // The facts kept for learning must not be those of a day that was taken back.
  run(db, 'DELETE FROM scoring_snapshot WHERE day = ?', day);
  dropNewest(db, day, new Int32Array());
}

/**
 * Offices whose newest row is of this day, but which the day no longer has: their newest row is now that of an earlier
 * day, and has to be read again from there (`source_run` is empty until then). An office that no day has is gone.
 * Call inside a transaction, after the day's history was replaced or removed. `rowOf`: by ordinal, -1 = no row.
 */
export function dropNewest(db: WritableDB, day: Day, rowOf: Int32Array): boolean {
  const owed = all<{ ord: number }>(db, 'SELECT ord FROM location WHERE day = ?', day)
    .map((r) => r.ord)
    .filter((ord) => (rowOf[ord] ?? -1) < 0);
  if (owed.length === 0) return false;
  const last = lastPresence(db, owed, day - 1);
  if (last.size < owed.length) {
    bumpVersion(db);
    markWhole(db);
  }
  for (const ord of owed) {
    const before = last.get(ord);
    if (before === undefined) {
      for (const table of ['score', 'usage', 'scoring_snapshot', 'location'])
        run(db, `DELETE FROM ${table} WHERE ord = ?`, ord);
    } else run(db, "UPDATE location SET day = ?, source_run = '' WHERE ord = ?", before, ord);
  }
  run(
    db,
    'DELETE FROM company WHERE NOT EXISTS (SELECT 1 FROM location l WHERE l.company_id = company.company_id)',
  );
  run(
    db,
    `UPDATE company SET day = (SELECT max(l.day) FROM location l WHERE l.company_id = company.company_id)
     WHERE day = ?`,
    day,
  );
  return true;
}

/** The newest day, up to one, on which each of these offices had a row. */
function lastPresence(db: ReadableDB, offices: readonly number[], upTo: Day): Map<number, Day> {
  const found = new Map<number, Day>();
  const oldest = historyDays(db)[0] ?? upTo + 1;
  for (let to = upTo; to >= oldest && found.size < offices.length; to -= SLICE) {
    const window = readWindow(db, {
      measures: [PRESENT],
      from: Math.max(oldest, to - SLICE + 1),
      to,
    });
    const marks = window.measures.get(PRESENT);
    if (!marks) continue;
    for (const ord of offices) {
      if (found.has(ord)) continue;
      for (let d = window.days - 1; d >= 0; d--) {
        if (marks[d * window.offices + ord] !== 1) continue;
        found.set(ord, window.firstDay + d);
        break;
      }
    }
  }
  return found;
}

/** Days from which newest rows have to be read again. */
export function owedDays(db: ReadableDB): Set<Day> {
  return new Set(
    all<{ day: number }>(db, "SELECT DISTINCT day FROM location WHERE source_run = ''").map(
      (r) => r.day,
    ),
  );
}
