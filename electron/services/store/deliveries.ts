import type { DayStatus } from '../../../shared/contracts/sync.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** The run a day's data came from. */
export interface AppliedRun {
  readonly day: Day;
  readonly runId: string;
  readonly fingerprint: string;
  readonly rows: number;
  readonly rejected: number;
  readonly verified: boolean;
  readonly source: string;
  readonly publishedAt: string;
  readonly version: number;
  /** When the warehouse wrote it, ISO with zone; null where neither the marker nor the run's name says. */
  readonly deliveredAt: string | null;
}

interface AppliedRow {
  day: number;
  run_id: string;
  fingerprint: string;
  rows: number;
  rejected: number;
  verified: number;
  source: string;
  published_at: string;
  version: number;
  delivered_at: string | null;
}

const toApplied = (r: AppliedRow): AppliedRun => ({
  day: r.day,
  runId: r.run_id,
  fingerprint: r.fingerprint,
  rows: r.rows,
  rejected: r.rejected,
  verified: r.verified === 1,
  source: r.source,
  publishedAt: r.published_at,
  version: r.version,
  deliveredAt: r.delivered_at,
});

export function appliedRun(db: ReadableDB, day: Day): AppliedRun | undefined {
  const row = one<AppliedRow>(db, 'SELECT * FROM applied_run WHERE day = ?', day);
  return row && toApplied(row);
}

export function newestRun(db: ReadableDB): AppliedRun | undefined {
  const row = one<AppliedRow>(db, 'SELECT * FROM applied_run ORDER BY day DESC LIMIT 1');
  return row && toApplied(row);
}

/** Part of the transaction that publishes the day: data and ledger change together or not at all. */
export function writeAppliedRun(db: WritableDB, r: AppliedRun): void {
  run(
    db,
    `INSERT OR REPLACE INTO applied_run (day, run_id, fingerprint, rows, rejected, verified, source, published_at,
       version, delivered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    r.day,
    r.runId,
    r.fingerprint,
    r.rows,
    r.rejected,
    r.verified ? 1 : 0,
    r.source,
    r.publishedAt,
    r.version,
    r.deliveredAt,
  );
}

export interface DeliveryEntry {
  readonly day: Day;
  readonly runId: string;
  readonly status: DayStatus;
  readonly reason: string | null;
  readonly rows: number;
  readonly rejected: number;
  readonly source: string;
  readonly at: string;
}

/** The log of what was looked at; a day that stays unchanged is not logged again. */
export function logDelivery(db: WritableDB, d: DeliveryEntry): void {
  run(
    db,
    `INSERT INTO delivery (day, run_id, status, reason, rows, rejected, source, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    d.day,
    d.runId,
    d.status,
    d.reason,
    d.rows,
    d.rejected,
    d.source,
    d.at,
  );
}

/** Whether this run was looked at, whatever came of it. */
export function wasLookedAt(db: ReadableDB, day: Day, runId: string): boolean {
  return (
    one(db, 'SELECT 1 AS yes FROM delivery WHERE day = ? AND run_id = ? LIMIT 1', day, runId) !==
    undefined
  );
}

export interface SetAsideEntry {
  readonly file: string;
  readonly record: number;
  readonly byteOffset: number;
  readonly column: string | null;
  readonly reason: string;
  readonly value: string | null;
}

/** A thousand examples tell what is wrong; the count beside them stays true. */
const MAX_KEPT = 1000;

/** Replaces what a day's runs had set aside, but for the run `beside`, which stays on the screens. */
export function replaceSetAside(
  db: WritableDB,
  day: Day,
  runId: string,
  entries: readonly SetAsideEntry[],
  beside?: string,
): void {
  for (const table of ['set_aside', 'set_aside_count'])
    run(db, `DELETE FROM ${table} WHERE day = ? AND run_id IS NOT ?`, day, beside ?? null);
  for (const e of entries)
    run(
      db,
      `INSERT INTO set_aside_count VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (day, run_id, file, reason) DO UPDATE SET rows = rows + 1`,
      day,
      runId,
      e.file,
      e.reason,
    );
  for (const e of entries.slice(0, MAX_KEPT)) {
    run(
      db,
      `INSERT INTO set_aside (day, run_id, file, record, byte_offset, column_name, reason, value)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      day,
      runId,
      e.file,
      e.record,
      e.byteOffset,
      e.column,
      e.reason,
      e.value,
    );
  }
}
