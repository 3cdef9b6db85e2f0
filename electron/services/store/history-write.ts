import type { Day } from '../../../shared/domain/day.ts';
import { run, type WritableDB } from '../sqlite/db.ts';
import { encodeBlock, OFFICES, STRIP, type BlockMeasure } from './history-block.ts';
import { blockCount, deleteStrips, hasTile, slotOf, writeStrip } from './history-blocks.ts';
import { ensureMeasures } from './history-measures.ts';
import { writeMeta } from './meta.ts';

/** Which slot was written last: more of it may follow, so it is not packed before it is full. */
export const LAST_SLOT = 'history_last_slot';

/** Values of one measure on one day by ordinal; NaN = unknown. */
export type DayColumn = Float64Array;

/**
 * Replaces a day: every measure not in `columns` is gone for that day, wherever the day lay. Call inside the publishing
 * transaction.
 */
export function replaceDay(
  db: WritableDB,
  day: Day,
  columns: ReadonlyMap<string, DayColumn>,
): void {
  deleteStrips(db, day, day);
  const ids = ensureMeasures(db, columns.keys());
  const measures: BlockMeasure[] = [];
  let offices = 0;
  for (const [name, values] of columns) {
    offices = Math.max(offices, values.length);
    measures.push({ id: ids.get(name) ?? 0, values, from: 0 });
  }
  measures.sort((a, b) => a.id - b.id);
  const slot = slotOf(day);
  const tiled = blockCount(db);
  const blocks = Math.max(Math.ceil(offices / OFFICES), tiled);
  let written = false;
  for (let block = 0; block < blocks; block++) {
    const from = block * OFFICES;
    const here = measures.map(({ id, values }) => piece(id, values, from));
    const { data, measures: known } = encodeBlock(STRIP, { block, firstDay: day, days: 1 }, here);
    if (known === 0 && !(block < tiled && hasTile(db, block, slot))) continue;
    writeStrip(db, day, block, data);
    written = true;
  }
  if (written) run(db, 'INSERT OR IGNORE INTO history_open (day) VALUES (?)', day);
  else run(db, 'DELETE FROM history_open WHERE day = ?', day);
  // Tiles already made of this slot's strips no longer say the same.
  run(db, 'DELETE FROM history_packing WHERE slot = ?', slot);
  writeMeta(db, LAST_SLOT, String(slot));
}

/** Where a column ends within the block, the rest is unknown. */
function piece(id: number, values: DayColumn, from: number): BlockMeasure {
  if (from + OFFICES <= values.length) return { id, values, from };
  const padded = new Float64Array(OFFICES).fill(Number.NaN);
  padded.set(values.subarray(Math.min(from, values.length)));
  return { id, values: padded, from: 0 };
}

/** Takes a day out of the history. Call inside a transaction. */
export function dropDay(db: WritableDB, day: Day): void {
  replaceDay(db, day, new Map());
}
