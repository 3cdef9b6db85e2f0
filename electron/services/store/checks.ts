import type {
  CheckSample,
  CheckSeverity,
  CheckStatus,
  DataTest,
} from '../../../shared/contracts/sync.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { all, one, run, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { writeTouched, type Touched } from './flags.ts';

/** A check's outcome as it is kept; its title, owner and runbook are the program's. */
export interface StoredCheck {
  readonly id: string;
  readonly severity: CheckSeverity;
  readonly status: CheckStatus;
  readonly observed: string;
  readonly expected: string;
  readonly samples: readonly CheckSample[];
  /** Every office and account it points at; written, and read by `readTouched`. */
  readonly touched?: readonly Touched[];
}

/** Replaces what was said about a run before. */
export function writeChecks(
  db: WritableDB,
  of: { readonly day: Day; readonly runId: string; readonly at: string },
  results: readonly StoredCheck[],
  tests: readonly DataTest[],
): void {
  const { day, runId } = of;
  run(db, 'DELETE FROM check_result WHERE day = ? AND run_id = ?', day, runId);
  run(db, 'DELETE FROM data_test WHERE day = ? AND run_id = ?', day, runId);
  updateChecks(db, of, results);
  for (const t of tests)
    run(
      db,
      'INSERT OR REPLACE INTO data_test VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      day,
      runId,
      t.id,
      t.status,
      t.severity,
      t.owner,
      t.runbook,
      t.failing_rows,
    );
}

/** Writes some outcomes of a run anew; its others stay. */
export function updateChecks(
  db: WritableDB,
  of: { readonly day: Day; readonly runId: string; readonly at: string },
  results: readonly StoredCheck[],
): void {
  for (const { id, touched } of results)
    writeTouched(db, { day: of.day, runId: of.runId, checkId: id }, touched ?? []);
  for (const r of results)
    run(
      db,
      'INSERT OR REPLACE INTO check_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      of.day,
      of.runId,
      r.id,
      r.severity,
      r.status,
      r.observed,
      r.expected,
      JSON.stringify(r.samples),
      of.at,
    );
}

export function readChecks(db: ReadableDB, day: Day, runId: string): readonly StoredCheck[] {
  const rows = all<Omit<StoredCheck, 'samples'> & { samples: string }>(
    db,
    `SELECT check_id AS id, severity, status, observed, expected, samples FROM check_result
     WHERE day = ? AND run_id = ?`,
    day,
    runId,
  );
  return rows.map((r) => ({ ...r, samples: JSON.parse(r.samples) as CheckSample[] }));
}

export function readDataTests(db: ReadableDB, day: Day, runId: string): readonly DataTest[] {
  return all<DataTest>(
    db,
    `SELECT test_id AS id, status, severity, owner, runbook, failing_rows FROM data_test
     WHERE day = ? AND run_id = ? ORDER BY test_id`,
    day,
    runId,
  );
}

/** First day of the row of failures that ends on `day`; days on which the check could not run do not end it. */
export function firstFailed(db: ReadableDB, checkId: string, day: Day): Day | null {
  const passed = one<{ day: number | null }>(
    db,
    "SELECT max(day) AS day FROM check_result WHERE check_id = ? AND day < ? AND status = 'pass'",
    checkId,
    day,
  )?.day;
  return (
    one<{ day: number | null }>(
      db,
      "SELECT min(day) AS day FROM check_result WHERE check_id = ? AND day > ? AND day <= ? AND status = 'fail'",
      checkId,
      passed ?? -1e9,
      day,
    )?.day ?? null
  );
}

/** The run last looked at for a day, or for the newest day looked at; with `runId`, the last look at that run. */
export function lastChecked(
  db: ReadableDB,
  day: Day | undefined,
  runId?: string,
): { day: Day; run_id: string; status: string; reason: string | null; at: string } | undefined {
  return one(
    db,
    `SELECT day, run_id, status, reason, at FROM delivery WHERE (@day IS NULL OR day = @day) AND (@runId IS NULL OR run_id = @runId)
     ORDER BY day DESC, id DESC LIMIT 1`,
    { day: day ?? null, runId: runId ?? null },
  );
}
