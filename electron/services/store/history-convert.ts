import { all, run, type WritableDB } from '../sqlite/db.ts';
import { compactSlice } from './history-compact.ts';
import { replaceDay } from './history-write.ts';

/**
 * Takes the history of the first format into blocks: one row per day and measure, little-endian signed integers of
 * `width` bytes by ordinal with the smallest number for unknown, or float64 with NaN for unknown.
 */
export function convertHistory(db: WritableDB): void {
  const days = all<{ day: number }>(db, 'SELECT DISTINCT day FROM history ORDER BY day');
  for (const { day } of days) {
    const columns = new Map<string, Float64Array>();
    const rows = all<OldRow>(
      db,
      'SELECT m.name, h.width, h.data FROM history h JOIN measure m ON m.id = h.measure WHERE h.day = ?',
      day,
    );
    for (const { name, width, data } of rows) columns.set(name, unpack(width, data));
    replaceDay(db, day, columns);
    while (!compactSlice(db, Number.POSITIVE_INFINITY));
  }
  run(db, 'DROP TABLE history');
}

interface OldRow {
  readonly name: string;
  readonly width: number;
  readonly data: Uint8Array;
}

function unpack(width: number, data: Uint8Array): Float64Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values = new Float64Array(Math.floor(data.byteLength / width));
  for (let i = 0; i < values.length; i++) values[i] = valueAt(view, i * width, width);
  return values;
}

function valueAt(view: DataView, at: number, width: number): number {
  if (width === 8) return view.getFloat64(at, true);
  const value =
    width === 1
      ? view.getInt8(at)
      : width === 2
        ? view.getInt16(at, true)
        : view.getInt32(at, true);
  return value === -(2 ** (8 * width - 1)) ? Number.NaN : value;
}
