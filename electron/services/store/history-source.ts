import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { attributesOn } from './attributes-history.ts';
import { measureNames, PRESENT, readOffice, SOURCE_FILE, SOURCE_RECORD } from './history.ts';
import type { DeliveredColumn } from './history-strip.ts';

/** Where the rows of a day stand. */
export interface DaySource {
  readonly day: Day;
  readonly runId: string;
  readonly rows: readonly { readonly file: string; readonly record: number }[];
}

/**
 * Adds the file and record of each row to the columns of a day that is about to be replaced, and keeps the names of the
 * files. Call inside the publishing transaction.
 */
export function replaceSource(
  db: WritableDB,
  { day, runId, rows }: DaySource,
  columns: Map<string, DeliveredColumn>,
): void {
  run(db, 'DELETE FROM day_file WHERE day = ?', day);
  // Rows of a file follow each other.
  const places = new Map<string, number>();
  let last: string | undefined;
  for (const { file } of rows) {
    if (file !== last) places.set(file, 0);
    last = file;
  }
  [...places.keys()].toSorted().forEach((path, file) => {
    places.set(path, file);
    run(
      db,
      'INSERT INTO day_file (day, file, run_id, path) VALUES (?, ?, ?, ?)',
      day,
      file,
      runId,
      path,
    );
  });
  const files = new Int32Array(rows.length);
  const records = new Float64Array(rows.length);
  let place = 0;
  last = undefined;
  rows.forEach(({ file, record }, i) => {
    if (file !== last) place = places.get((last = file)) ?? 0;
    files[i] = place;
    records[i] = record;
  });
  columns.set(SOURCE_FILE, { ids: files, numbers: Float64Array.from(places.keys(), (_, i) => i) });
  columns.set(SOURCE_RECORD, { numbers: records });
}

/** What was delivered of one office for one day. */
export interface RawDay {
  readonly ds: string;
  /** Null where it was not kept: days published by an older Atrium. */
  readonly source: {
    readonly runId: string;
    readonly file: string;
    /** 1 = the first record after the header. */
    readonly record: number;
  } | null;
  /** The office's and its account's attributes but for clocks; null = unknown. */
  readonly attributes: ReturnType<typeof attributesOn>;
  /** Every measure ever delivered; null = unknown, or not delivered on that day. */
  readonly measures: Readonly<Record<string, number | null>>;
}

/** Undefined where the office had no row on that day. */
export function readRawDay(db: ReadableDB, ord: number, day: Day): RawDay | undefined {
  const names = measureNames(db);
  const values = readOffice(db, ord, {
    measures: [PRESENT, SOURCE_FILE, SOURCE_RECORD, ...names],
    from: day,
    to: day,
  });
  const known = (name: string): number | null => {
    const value = values.get(name)?.[0] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  if (known(PRESENT) !== 1) return undefined;
  const file = all<{ run_id: string; path: string }>(
    db,
    'SELECT run_id, path FROM day_file WHERE day = ? AND file = ?',
    day,
    known(SOURCE_FILE) ?? -1,
  )[0];
  const record = known(SOURCE_RECORD);
  return {
    ds: formatDay(day),
    source: file && record !== null ? { runId: file.run_id, file: file.path, record } : null,
    attributes: attributesOn(db, ord, day),
    measures: Object.fromEntries(names.map((name) => [name, known(name)])),
  };
}
