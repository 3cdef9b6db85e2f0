import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { attributesOn } from './attributes-history.ts';
import {
  measureNames,
  PRESENT,
  readOffice,
  SOURCE_FILE,
  SOURCE_RECORD,
  type TakeRows,
} from './history.ts';

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
  columns: Map<string, TakeRows>,
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
  let place = Number.NaN;
  last = undefined;
  columns.set(SOURCE_FILE, (of, into, at) =>
    of.forEach((i, n) => {
      const file = rows[i]?.file;
      if (file !== undefined && file !== last) place = places.get((last = file)) ?? Number.NaN;
      into[at + n] = file === undefined ? Number.NaN : place;
    }),
  );
  columns.set(SOURCE_RECORD, (of, into, at) =>
    of.forEach((i, n) => (into[at + n] = rows[i]?.record ?? Number.NaN)),
  );
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
