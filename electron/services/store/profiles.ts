import type { Day } from '../../../shared/domain/day.ts';
import { all, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** One column of one day in figures. */
export interface ColumnProfile {
  readonly column: string;
  readonly kind: 'measure' | 'attribute' | 'extra';
  readonly rows: number;
  readonly nulls: number;
  /** Measured zeros. */
  readonly zeros: number;
  /** Sum, lowest and highest known value; null where none is known or the column holds no numbers. */
  readonly total: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Call inside the publishing transaction. */
export function replaceProfiles(
  db: WritableDB,
  day: Day,
  profiles: readonly ColumnProfile[],
): void {
  run(db, 'DELETE FROM column_profile WHERE day = ?', day);
  for (const p of profiles)
    run(
      db,
      'INSERT INTO column_profile VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      day,
      p.column,
      p.kind,
      p.rows,
      p.nulls,
      p.zeros,
      p.total,
      p.low,
      p.high,
    );
}

/** Profiles by day over a span, both ends inclusive; days without any are absent. */
export function readProfiles(
  db: ReadableDB,
  from: Day,
  to: Day,
): ReadonlyMap<Day, ReadonlyMap<string, ColumnProfile>> {
  const days = new Map<Day, Map<string, ColumnProfile>>();
  const rows = all<ColumnProfile & { day: number }>(
    db,
    `SELECT day, column_name AS "column", kind, rows, nulls, zeros, total, low, high FROM column_profile
     WHERE day BETWEEN ? AND ? ORDER BY day`,
    from,
    to,
  );
  for (const { day, ...profile } of rows) {
    const columns = days.get(day) ?? new Map<string, ColumnProfile>();
    columns.set(profile.column, profile);
    days.set(day, columns);
  }
  return days;
}
