import type { Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** The steps of a delivery on its way in, in their order. */
export const RUN_STEPS = ['found', 'gate', 'read', 'check'] as const;
export type RunStepId = (typeof RUN_STEPS)[number];

/** When a step was done, ISO. */
export interface StepTime {
  readonly id: RunStepId;
  readonly at: string;
}

/** A column of a delivery; its type as the manifest names it, null where no manifest does. */
export type DeliveredColumn = readonly [name: string, type: string | null];

export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly etag: string | null;
  /** Records with header lines, as a manifest counts; null where it does not. */
  readonly expected: number | null;
  /** Records with header lines; null where the file was not read to its end. */
  readonly got: number | null;
  readonly headers: number | null;
  readonly state: 'read' | 'refused' | 'not_read';
}

export interface RunRecord {
  readonly steps: readonly StepTime[];
  /** When the warehouse wrote it, ISO with zone. */
  readonly deliveredAt: string | null;
  /** The run this one takes the place of, where the delivery says so. */
  readonly supersedes: string | null;
  readonly columns: readonly DeliveredColumn[] | null;
}

interface Of {
  readonly day: Day;
  readonly runId: string;
}

/** Replaces what was kept of an earlier attempt at the run. */
export function writeRunRecord(
  db: WritableDB,
  { day, runId }: Of,
  record: RunRecord,
  files: readonly StoredFile[],
): void {
  run(
    db,
    'INSERT OR REPLACE INTO run_record VALUES (?, ?, ?, ?, ?, ?)',
    day,
    runId,
    JSON.stringify(record.steps),
    record.deliveredAt,
    record.supersedes,
    record.columns === null ? null : columnSet(db, JSON.stringify(record.columns)),
  );
  run(db, 'DELETE FROM run_file WHERE day = ? AND run_id = ?', day, runId);
  for (const f of files)
    run(
      db,
      'INSERT OR REPLACE INTO run_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      day,
      runId,
      f.path,
      f.bytes,
      f.etag,
      f.expected,
      f.got,
      f.headers,
      f.state,
    );
}

function columnSet(db: WritableDB, columns: string): number | null {
  run(db, 'INSERT INTO column_set (columns) VALUES (?) ON CONFLICT (columns) DO NOTHING', columns);
  return (
    one<{ id: number }>(db, 'SELECT id FROM column_set WHERE columns = ?', columns)?.id ?? null
  );
}

export function readRunRecord(db: ReadableDB, day: Day, runId: string): RunRecord | undefined {
  const row = one<{
    steps: string;
    delivered_at: string | null;
    supersedes: string | null;
    columns: string | null;
  }>(
    db,
    `SELECT r.steps, r.delivered_at, r.supersedes, c.columns
     FROM run_record r LEFT JOIN column_set c ON c.id = r.column_set WHERE r.day = ? AND r.run_id = ?`,
    day,
    runId,
  );
  return (
    row && {
      steps: JSON.parse(row.steps) as StepTime[],
      deliveredAt: row.delivered_at,
      supersedes: row.supersedes,
      columns: row.columns === null ? null : (JSON.parse(row.columns) as DeliveredColumn[]),
    }
  );
}

export function readRunFiles(db: ReadableDB, day: Day, runId: string): readonly StoredFile[] {
  return all<StoredFile>(
    db,
    `SELECT path, bytes, etag, expected_records AS expected, got_records AS got,
       header_records AS headers, state
     FROM run_file WHERE day = ? AND run_id = ? ORDER BY path`,
    day,
    runId,
  );
}
