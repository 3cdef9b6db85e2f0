import type { Day } from '../../../shared/domain/day.ts';
import { run, type WritableDB } from '../sqlite/db.ts';
import { OFFICES } from './history-block.ts';
import { encodeStrip, type DeliveredColumn } from './history-strip.ts';
import { blockCount, deleteStrips, hasTile, slotOf, writeStrip } from './history-blocks.ts';
import { ensureMeasures } from './history-measures.ts';
import { writeMeta } from './meta.ts';

/** Which slot was written last: more of it may follow, so it is not packed before it is full. */
export const LAST_SLOT = 'history_last_slot';

/** Values of one measure on one day by ordinal; NaN = unknown. */
export type DayColumn = Float64Array;

/** A day as it was delivered: its values stay where they are until their block is written. */
export interface DeliveredDay {
  /** By ordinal; -1 = no row. */
  readonly rowOf: Int32Array;
  readonly columns: ReadonlyMap<string, DeliveredColumn>;
}

/** {@link writeDay} of values that lie by ordinal. */
export function replaceDay(
  db: WritableDB,
  day: Day,
  columns: ReadonlyMap<string, DayColumn>,
): void {
  let offices = 0;
  for (const values of columns.values()) offices = Math.max(offices, values.length);
  writeDay(db, day, {
    rowOf: Int32Array.from({ length: offices }, (_, ord) => ord),
    columns: new Map([...columns].map(([name, numbers]) => [name, { numbers }])),
  });
}

/**
 * Replaces a day: every measure not in its columns is gone for that day, wherever the day lay. Call inside the
 * publishing transaction.
 */
export function writeDay(db: WritableDB, day: Day, { rowOf, columns }: DeliveredDay): void {
  deleteStrips(db, day, day);
  const ids = ensureMeasures(db, columns.keys());
  const sorted = [...columns]
    .map(([name, column]) => ({ id: ids.get(name) ?? 0, column }))
    .toSorted((a, b) => a.id - b.id);
  const rows = new Int32Array(OFFICES);
  const slot = slotOf(day);
  const tiled = blockCount(db);
  const blocks = Math.max(Math.ceil(rowOf.length / OFFICES), tiled);
  let written = false;
  for (let block = 0; block < blocks; block++) {
    const here = rowOf.subarray(block * OFFICES, (block + 1) * OFFICES);
    rows.fill(-1, here.length).set(here);
    const place = { block, firstDay: day, days: 1 };
    const { data, measures: known } = encodeStrip(place, sorted, rows);
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

/** Takes a day out of the history. Call inside a transaction. */
export function dropDay(db: WritableDB, day: Day): void {
  replaceDay(db, day, new Map());
}
