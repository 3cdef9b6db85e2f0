import type { Day } from '../../../shared/domain/day.ts';
import { run, type WritableDB } from '../sqlite/db.ts';
import { deleteStrips, deleteTilesBefore, firstDayOf, slotOf } from './history-blocks.ts';
import { HISTORY_FROM, historyFrom } from './history-measures.ts';
import { writeMeta } from './meta.ts';

/** The oldest day that is kept where this one is to be: history goes in whole spans of 32 days. */
export const keptFrom = (before: Day): Day => firstDayOf(slotOf(before));

/** What is kept of a day beside its history: how its runs came in, and what they set aside. */
const WITH_THE_DAY = [
  'day_file',
  'run_record',
  'run_file',
  'set_aside',
  'set_aside_count',
] as const;

/**
 * Lets the history before a day go, in whole spans of 32 days: nothing is written anew for it. Which run each day came
 * from stays known, so that old deliveries are not read again, and so do the facts kept for learning. Call inside a
 * transaction.
 * @returns the oldest day that may still be there
 */
export function retain(db: WritableDB, before: Day): Day {
  const slot = slotOf(before);
  const first = keptFrom(before);
  deleteStrips(db, 0, first - 1);
  deleteTilesBefore(db, slot);
  run(db, 'DELETE FROM history_open WHERE day < ?', first);
  run(db, 'DELETE FROM history_packing WHERE slot < ?', slot);
  for (const table of WITH_THE_DAY) run(db, `DELETE FROM ${table} WHERE day < ?`, first);
  writeMeta(db, HISTORY_FROM, String(Math.max(first, historyFrom(db))));
  return first;
}
