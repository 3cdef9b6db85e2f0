import type {
  ReasonCount,
  SetAsideCounts,
  SetAsidePage,
} from '../../../shared/contracts/health.ts';
import type { SetAsideRow } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, one, type ReadableDB } from '../sqlite/db.ts';

export interface SetAsideQuery {
  readonly day: Day;
  readonly runId: string;
  readonly reason?: string | undefined;
  readonly file?: string | undefined;
}

/** True counts of what a run set aside, by reason. */
export function countSetAside(db: ReadableDB, day: Day, runId: string): SetAsideCounts {
  const reasons = all<ReasonCount>(
    db,
    `SELECT reason, sum(rows) AS rows FROM set_aside_count WHERE day = ? AND run_id = ?
     GROUP BY reason ORDER BY sum(rows) DESC, reason`,
    day,
    runId,
  );
  const kept = one<{ n: number }>(
    db,
    'SELECT count(*) AS n FROM set_aside WHERE day = ? AND run_id = ?',
    day,
    runId,
  );
  return { total: reasons.reduce((n, r) => n + r.rows, 0), kept: kept?.n ?? 0, reasons };
}

const FITS = `day = @day AND run_id = @runId AND (@reason IS NULL OR reason = @reason)
  AND (@file IS NULL OR file = @file)`;

/** Rows that fit, in the order they were met; `limit` undefined: all that are kept. */
export function readSetAsideRows(
  db: ReadableDB,
  query: SetAsideQuery,
  part: { readonly offset: number; readonly limit: number | undefined },
): readonly SetAsideRow[] {
  return all<Omit<SetAsideRow, 'ds'>>(
    db,
    `SELECT run_id, file, record, byte_offset, column_name AS "column", reason, value FROM set_aside
     WHERE ${FITS} ORDER BY id LIMIT @limit OFFSET @offset`,
    { ...bound(query), offset: part.offset, limit: part.limit ?? -1 },
  ).map((row) => ({ ds: formatDay(query.day), ...row }));
}

export function readSetAsidePage(
  db: ReadableDB,
  query: SetAsideQuery,
  part: { readonly offset: number; readonly limit: number },
): SetAsidePage {
  const matching = one<{ n: number | null }>(
    db,
    `SELECT sum(rows) AS n FROM set_aside_count WHERE ${FITS}`,
    bound(query),
  );
  const files = all<{ file: string }>(
    db,
    'SELECT DISTINCT file FROM set_aside_count WHERE day = ? AND run_id = ? ORDER BY file',
    query.day,
    query.runId,
  );
  return {
    ds: formatDay(query.day),
    ...countSetAside(db, query.day, query.runId),
    matching: matching?.n ?? 0,
    files: files.map((f) => f.file),
    rows: readSetAsideRows(db, query, part),
  };
}

const bound = ({ day, runId, reason, file }: SetAsideQuery) => ({
  day,
  runId,
  reason: reason ?? null,
  file: file ?? null,
});
