import type { ChangedValue, RestatementKind } from '../../../shared/domain/change.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { forgetTouched } from './flags.ts';

/** What is said of a change is kept while it is news: for four months of data dates, and at most so many syncs. */
const KEPT_DAYS = 120;
const KEPT_SETS = 1000;
/** Values kept of one sync: a re-reading of the whole history must not outgrow the history. */
const MAX_SET_VALUES = 20_000;
/** What a check pointed at matters on the newest day, and on those that may become it again. */
const KEPT_TOUCHED_DAYS = 35;

export interface ChangeSet {
  readonly id: number;
  /** ISO time of its last publish. */
  readonly at: string;
  readonly from_day: Day | null;
  readonly to_day: Day | null;
  readonly filled_days: number;
}

export const newestDay = (db: ReadableDB): Day | null =>
  one<{ day: Day | null }>(db, 'SELECT max(day) AS day FROM applied_run')?.day ?? null;

/** Opens the log of a sync; what is no news any more goes. Call inside the publishing transaction. */
export function openChangeSet(db: WritableDB, at: string): number {
  const newest = newestDay(db);
  forgetOld(db, newest);
  run(db, 'INSERT INTO change_set (at, from_day, to_day) VALUES (?, ?, ?)', at, newest, newest);
  return newestChangeSet(db)?.id ?? 0;
}

export function newestChangeSet(db: ReadableDB): ChangeSet | undefined {
  return one<ChangeSet>(db, 'SELECT * FROM change_set ORDER BY id DESC LIMIT 1');
}

export function changeSet(db: ReadableDB, id: number): ChangeSet | undefined {
  return one<ChangeSet>(db, 'SELECT * FROM change_set WHERE id = ?', id);
}

/** Days that filled in behind the newest one since that one came. */
export function daysFilledBehind(db: ReadableDB): number {
  return (
    one<{ n: number }>(
      db,
      `SELECT coalesce(sum(filled_days), 0) AS n FROM change_set
       WHERE id >= (SELECT max(id) FROM change_set WHERE from_day IS NULL OR to_day > from_day)`,
    )?.n ?? 0
  );
}

/** Notes a publish, or that a day was taken back, in its set. */
export function extendChangeSet(
  db: WritableDB,
  id: number,
  state: { readonly at: string; readonly to: Day | null; readonly filled: boolean },
): void {
  run(
    db,
    'UPDATE change_set SET at = ?, to_day = ?, filled_days = filled_days + ? WHERE id = ?',
    state.at,
    state.to,
    state.filled ? 1 : 0,
    id,
  );
}

function forgetOld(db: WritableDB, newest: Day | null): void {
  if (newest !== null) forgetTouched(db, newest - KEPT_TOUCHED_DAYS);
  const last = one<{ id: number | null }>(
    db,
    `SELECT max(id) AS id FROM change_set
     WHERE to_day < @oldest OR id <= (SELECT max(id) FROM change_set) - @sets`,
    { oldest: (newest ?? 0) - KEPT_DAYS, sets: KEPT_SETS },
  )?.id;
  if (last === undefined || last === null) return;
  run(
    db,
    'DELETE FROM restated_value WHERE day_change IN (SELECT id FROM day_change WHERE change_set <= ?)',
    last,
  );
  for (const table of ['day_change', 'restated_office', 'score_change', 'change_step'])
    run(db, `DELETE FROM ${table} WHERE change_set <= ?`, last);
  run(db, 'DELETE FROM change_set WHERE id <= ?', last);
}

/** One value that differs; a location of `''` is the account itself. */
export interface ValueChange {
  readonly companyId: string;
  readonly locationId: string;
  readonly column: string;
  readonly old: ChangedValue;
  readonly new: ChangedValue;
}

export interface DayChange {
  readonly set: number;
  readonly day: Day;
  readonly kind: RestatementKind;
  readonly runId: string | null;
  readonly replacedRunId: string;
  readonly at: string;
  /** Values that differ, by column, all of them. */
  readonly columns: ReadonlyMap<string, number>;
  /** The same by office. */
  readonly offices: readonly {
    readonly companyId: string;
    readonly locationId: string;
    readonly values: number;
  }[];
  /** A bounded part of them. */
  readonly values: readonly ValueChange[];
}

/** Call inside the transaction that replaces the day. */
export function writeDayChange(db: WritableDB, change: DayChange): void {
  const { set, day, kind, runId, replacedRunId, at } = change;
  const columns = [...change.columns].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const before = one<{ n: number }>(
    db,
    'SELECT coalesce(sum(kept), 0) AS n FROM day_change WHERE change_set = ?',
    set,
  );
  const kept = change.values.slice(0, Math.max(0, MAX_SET_VALUES - (before?.n ?? 0)));
  run(
    db,
    `INSERT INTO day_change (change_set, day, kind, run_id, replaced_run_id, at, value_count, offices, columns, kept)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    set,
    day,
    kind,
    runId,
    replacedRunId,
    at,
    columns.reduce((sum, [, n]) => sum + n, 0),
    change.offices.filter((o) => o.locationId !== '').length,
    JSON.stringify(columns),
    kept.length,
  );
  const id = one<{ id: number }>(db, 'SELECT last_insert_rowid() AS id')?.id ?? 0;
  for (const v of kept)
    run(
      db,
      'INSERT INTO restated_value VALUES (?, ?, ?, ?, ?, ?)',
      id,
      v.companyId,
      v.locationId,
      v.column,
      v.old,
      v.new,
    );
  for (const office of change.offices)
    run(
      db,
      `INSERT INTO restated_office VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET value_count = value_count + excluded.value_count`,
      set,
      office.companyId,
      office.locationId,
      office.values,
    );
}

/**
 * The set of a roll-back that waits for the run before: what comes back in its place is told as one change with it.
 * Undefined unless taking this very day back is the last thing that happened.
 */
export function joinTakenBack(db: WritableDB, day: Day): number | undefined {
  const last = one<{ id: number; change_set: number; day: Day; run_id: string | null }>(
    db,
    'SELECT id, change_set, day, run_id FROM day_change ORDER BY id DESC LIMIT 1',
  );
  if (!last || last.day !== day || last.run_id !== null) return undefined;
  if (last.change_set !== newestChangeSet(db)?.id) return undefined;
  run(db, 'DELETE FROM day_change WHERE id = ?', last.id);
  return last.change_set;
}
