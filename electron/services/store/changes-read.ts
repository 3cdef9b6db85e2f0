import type {
  BookState,
  ChangedValue,
  RestatedDay,
  RestatedValue,
  RestatementKind,
} from '../../../shared/domain/change.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';
import { newestChangeSet, type ChangeSet } from './changes.ts';

/** From which set on something is asked for, and the state of the book before it. */
export interface Boundary {
  /** Sets with a higher id count. */
  readonly after: number;
  readonly from: BookState | null;
  readonly fromDay: Day | null;
}

/** Before the last sync that brought something. */
export function beforeLastSync(db: ReadableDB): Boundary {
  const last = newestChangeSet(db);
  return last ? beforeSet(db, last) : { after: 0, from: null, fromDay: null };
}

/** What was known at a time. */
export function atTime(db: ReadableDB, iso: string): Boundary {
  const at = Date.parse(iso);
  const sets = all<ChangeSet>(db, 'SELECT * FROM change_set ORDER BY id');
  const first = sets.find((set) => Date.parse(set.at) > at);
  if (first) return beforeSet(db, first);
  const last = sets.at(-1);
  return { after: last?.id ?? 0, ...stateOn(db, last?.to_day ?? null, last?.at) };
}

/** When the book had come to a data date: syncs that brought a later day, or came after the one that brought it. */
export function onDay(db: ReadableDB, day: Day): Boundary {
  const reached = one<ChangeSet>(
    db,
    'SELECT * FROM change_set WHERE to_day >= ? ORDER BY id LIMIT 1',
    day,
  );
  const last = newestChangeSet(db)?.id ?? 0;
  const after = reached ? (reached.to_day === day ? reached.id : reached.id - 1) : last;
  const known = one<{ day: Day | null }>(
    db,
    'SELECT max(day) AS day FROM applied_run WHERE day <= ?',
    day,
  );
  return { after, ...stateOn(db, known?.day ?? null) };
}

function beforeSet(db: ReadableDB, set: ChangeSet): Boundary {
  const previous = one<ChangeSet>(
    db,
    'SELECT * FROM change_set WHERE id < ? ORDER BY id DESC LIMIT 1',
    set.id,
  );
  return { after: set.id - 1, ...stateOn(db, set.from_day, previous?.at) };
}

function stateOn(
  db: ReadableDB,
  day: Day | null,
  at?: string,
): { from: BookState | null; fromDay: Day | null } {
  if (day === null) return { from: null, fromDay: null };
  const published = one<{ at: string }>(
    db,
    'SELECT published_at AS at FROM applied_run WHERE day = ?',
    day,
  )?.at;
  return { from: { ds: formatDay(day), at: at ?? published ?? '' }, fromDay: day };
}

export function countSyncs(db: ReadableDB, after: number): { syncs: number; filledDays: number } {
  return (
    one<{ syncs: number; filledDays: number }>(
      db,
      'SELECT count(*) AS syncs, coalesce(sum(filled_days), 0) AS filledDays FROM change_set WHERE id > ?',
      after,
    ) ?? { syncs: 0, filledDays: 0 }
  );
}

/** Days replaced after a set, newest change first; with an account, those of which values of it are kept. */
export function readRestatedDays(
  db: ReadableDB,
  after: number,
  companyId: string | undefined,
): readonly RestatedDay[] {
  const rows = all<{
    day: Day;
    kind: RestatementKind;
    run_id: string | null;
    replaced_run_id: string;
    at: string;
    value_count: number;
    offices: number;
    columns: string;
  }>(
    db,
    `SELECT day, kind, run_id, replaced_run_id, at, value_count, offices, columns FROM day_change d
     WHERE change_set > @after AND (@company IS NULL OR run_id IS NULL OR EXISTS (SELECT 1 FROM restated_value v
       WHERE v.day_change = d.id AND v.company_id = @company)) ORDER BY id DESC`,
    { after, company: companyId ?? null },
  );
  return rows.map(({ day, value_count, columns, ...rest }) => ({
    ds: formatDay(day),
    ...rest,
    values: value_count,
    columns: (JSON.parse(columns) as [string, number][]).map(([column, values]) => ({
      column,
      values,
    })),
  }));
}

interface AskedValues {
  readonly after: number;
  readonly companyId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly limit: number;
}

/** Kept values that differ, newest change first. */
export function readRestatedValues(db: ReadableDB, of: AskedValues): readonly RestatedValue[] {
  const rows = all<{
    day: Day;
    run_id: string;
    replaced_run_id: string;
    company_id: string;
    company_name: string | null;
    location_id: string;
    location_name: string | null;
    column_name: string;
    old: ChangedValue;
    new: ChangedValue;
  }>(
    db,
    `SELECT d.day, d.run_id, d.replaced_run_id, v.company_id, c.company_name, v.location_id, l.location_name,
       v.column_name, v.old, v.new
     FROM restated_value v JOIN day_change d ON d.id = v.day_change
     LEFT JOIN company c ON c.company_id = v.company_id
     LEFT JOIN location l ON l.company_id = v.company_id AND l.location_id = v.location_id
     WHERE d.change_set > @after AND (@company IS NULL OR v.company_id = @company)
       AND (@location IS NULL OR v.location_id = @location)
     ORDER BY d.id DESC, v.rowid LIMIT @limit`,
    {
      after: of.after,
      company: of.companyId ?? null,
      location: of.locationId ?? null,
      limit: of.limit,
    },
  );
  return rows.map(({ day, column_name, ...r }) => ({
    ds: formatDay(day),
    ...r,
    company_name: r.company_name ?? r.company_id,
    location_id: r.location_id === '' ? null : r.location_id,
    location_name: r.location_id === '' ? null : (r.location_name ?? r.location_id),
    column: column_name,
  }));
}

/** All values that differ, the ones that are not kept included. */
export function countRestated(db: ReadableDB, of: Omit<AskedValues, 'limit'>): number {
  return (
    one<{ n: number }>(
      db,
      `SELECT coalesce(sum(value_count), 0) AS n FROM restated_office
       WHERE change_set > @after AND (@company IS NULL OR company_id = @company)
         AND (@location IS NULL OR location_id = @location)`,
      { after: of.after, company: of.companyId ?? null, location: of.locationId ?? null },
    )?.n ?? 0
  );
}
