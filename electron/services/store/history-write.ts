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

/** Puts the values of these rows (-1 = no row: NaN) one after the other from `into[at]` on. */
export type TakeRows = (rows: Int32Array, into: Float64Array, at: number) => void;

/** A day as it was delivered: its values stay where they are until their block is written. */
export interface DeliveredDay {
  /** By ordinal; -1 = no row. */
  readonly rowOf: Int32Array;
  readonly columns: ReadonlyMap<string, TakeRows>;
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
    columns: new Map([...columns].map(([name, values]) => [name, takeNumbers(values)])),
  });
}

/** A column of numbers by row. */
export function takeNumbers(values: Float64Array): TakeRows {
  const { length } = values;
  return (rows, into, at) => {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? -1;
      into[at + i] = row >= 0 && row < length ? (values[row] ?? Number.NaN) : Number.NaN;
    }
  };
}

/**
 * Replaces a day: every measure not in its columns is gone for that day, wherever the day lay. Call inside the
 * publishing transaction.
 */
export function writeDay(db: WritableDB, day: Day, { rowOf, columns }: DeliveredDay): void {
  deleteStrips(db, day, day);
  const ids = ensureMeasures(db, columns.keys());
  const taken = [...columns].map(([name, take]) => ({ id: ids.get(name) ?? 0, take }));
  taken.sort((a, b) => a.id - b.id);
  // One block of every column at a time, always in the same place.
  const values = new Float64Array(taken.length * OFFICES);
  const measures = taken.map(({ id }, m): BlockMeasure => ({ id, values, from: m * OFFICES }));
  const rows = new Int32Array(OFFICES);
  const slot = slotOf(day);
  const tiled = blockCount(db);
  const blocks = Math.max(Math.ceil(rowOf.length / OFFICES), tiled);
  let written = false;
  for (let block = 0; block < blocks; block++) {
    const here = rowOf.subarray(block * OFFICES, (block + 1) * OFFICES);
    rows.fill(-1, here.length).set(here);
    taken.forEach(({ take }, m) => take(rows, values, m * OFFICES));
    const place = { block, firstDay: day, days: 1 };
    const { data, measures: known } = encodeBlock(STRIP, place, measures);
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
