import type { Decision } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';

/** A decision in force about one delivery. */
export interface DecisionEntry {
  readonly day: Day;
  readonly runId: string;
  /** Of the delivery's bytes: another delivery under the same name is decided anew. */
  readonly fingerprint: string;
  readonly kind: Decision['kind'];
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

interface Row {
  id: number;
  day: number;
  run_id: string;
  fingerprint: string;
  kind: Decision['kind'];
  reason: string;
  by_whom: string;
  at: string;
  undone_by: string | null;
  undone_at: string | null;
}

const toEntry = (r: Row): DecisionEntry & { readonly id: number } => ({
  id: r.id,
  day: r.day,
  runId: r.run_id,
  fingerprint: r.fingerprint,
  kind: r.kind,
  reason: r.reason,
  by: r.by_whom,
  at: r.at,
});

export function writeDecision(db: WritableDB, d: DecisionEntry): void {
  run(
    db,
    `INSERT INTO decision (day, run_id, fingerprint, kind, reason, by_whom, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    d.day,
    d.runId,
    d.fingerprint,
    d.kind,
    d.reason,
    d.by,
    d.at,
  );
}

/** What is decided, and not undone, about these very bytes. */
export function decisionOn(
  db: ReadableDB,
  of: Pick<DecisionEntry, 'day' | 'fingerprint' | 'kind'>,
): DecisionEntry | undefined {
  const row = one<Row>(
    db,
    `SELECT * FROM decision WHERE day = ? AND fingerprint = ? AND kind = ? AND undone_at IS NULL
     ORDER BY id DESC LIMIT 1`,
    of.day,
    of.fingerprint,
    of.kind,
  );
  return row && toEntry(row);
}

/** The newest decision about a day that is in force. */
export function lastDecision(
  db: ReadableDB,
  day: Day,
): (DecisionEntry & { readonly id: number }) | undefined {
  const row = one<Row>(
    db,
    'SELECT * FROM decision WHERE day = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1',
    day,
  );
  return row && toEntry(row);
}

export function undoDecision(db: WritableDB, id: number, by: string, at: string): void {
  run(db, 'UPDATE decision SET undone_by = ?, undone_at = ? WHERE id = ?', by, at, id);
}

/** Runs that were rolled back and stay so: a sync passes over them. */
export function rolledBackRuns(
  db: ReadableDB,
): readonly { readonly day: Day; readonly runId: string }[] {
  return all<{ day: number; run_id: string }>(
    db,
    "SELECT day, run_id FROM decision WHERE kind = 'roll_back' AND undone_at IS NULL",
  ).map((r) => ({ day: r.day, runId: r.run_id }));
}

/** All that was decided about a day, newest first, undone decisions included. */
export function readDecisions(db: ReadableDB, day: Day): readonly Decision[] {
  return all<Row>(db, 'SELECT * FROM decision WHERE day = ? ORDER BY id DESC', day).map((r) => ({
    ds: formatDay(r.day),
    run_id: r.run_id,
    kind: r.kind,
    reason: r.reason,
    by: r.by_whom,
    at: r.at,
    undoneBy: r.undone_by,
    undoneAt: r.undone_at,
  }));
}
