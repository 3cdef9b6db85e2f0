import type { RunDetail, RunFile, RunLine, SchemaDiff } from '../../../shared/contracts/health.ts';
import type { DayStatus } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { all, type ReadableDB } from '../sqlite/db.ts';
import { appliedRun } from '../store/deliveries.ts';
import { readRunFiles, readRunRecord, type DeliveredColumn } from '../store/run-records.ts';
import { countSetAside } from '../store/set-aside.ts';
import { readTrends } from './check-trends.ts';
import { readDayChecks } from './read-checks.ts';
import { stepsOf } from './run-steps.ts';
import { schemaDiff } from './schema-diff.ts';

/** A day as old as this is no longer the day before. */
const NEAR_DAYS = 28;

/** All there is to know of one run of a day, the one looked at last unless named; null where none was looked at. */
export function readRunDetail(db: ReadableDB, day: Day, asked?: string): RunDetail | null {
  const looked = readDayChecks(db, day, asked);
  if (!looked) return null;
  const runId = looked.run_id;
  const applied = appliedRun(db, day);
  const runs = readRuns(db, day, applied?.runId);
  const line = runs.find((r) => r.run_id === runId);
  const record = readRunRecord(db, day, runId);
  const trends = readTrends(db, day, looked.checks);
  const files = readFiles(db, day, runId);
  const { rows = 0, rejected = 0 } = line ?? {};
  return {
    ...looked,
    rows,
    rejected,
    delivered_at:
      record?.deliveredAt ?? (applied?.runId === runId ? applied.deliveredAt : null) ?? null,
    supersedes: record?.supersedes ?? null,
    steps: stepsOf({
      run: { ...looked, rows, rejected },
      record,
      files,
      rolledBack: looked.decisions.some(
        (d) => d.kind === 'roll_back' && d.run_id === runId && d.undoneAt === null,
      ),
    }),
    files,
    checks: looked.checks.map((check) => ({ ...check, trend: trends.get(check.id) ?? null })),
    schema: schemaAgainstBefore(db, day, record?.columns ?? null),
    setAside: countSetAside(db, day, runId),
    runs,
  };
}

/** The last look at each run of the day, newest look first. */
function readRuns(
  db: ReadableDB,
  day: Day,
  onScreens: string | undefined,
): readonly (RunLine & { readonly status: DayStatus })[] {
  return all<Omit<RunLine, 'onScreens'>>(
    db,
    `SELECT run_id, status, at, rows, rejected, reason FROM delivery
     WHERE id IN (SELECT max(id) FROM delivery WHERE day = ? GROUP BY run_id) ORDER BY id DESC`,
    day,
  ).map((run) => ({ ...run, onScreens: run.run_id === onScreens }));
}

function readFiles(db: ReadableDB, day: Day, runId: string): readonly RunFile[] {
  const aside = new Map(
    all<{ file: string; n: number }>(
      db,
      'SELECT file, sum(rows) AS n FROM set_aside_count WHERE day = ? AND run_id = ? GROUP BY file',
      day,
      runId,
    ).map((r) => [r.file, r.n]),
  );
  return readRunFiles(db, day, runId).map((f): RunFile => {
    const { path, bytes, etag, state, headers } = f;
    const rowsOf = (records: number | null): number | null =>
      records === null || headers === null ? null : Math.max(0, records - headers);
    return {
      path,
      bytes,
      etag,
      state,
      expected: rowsOf(f.expected),
      got: rowsOf(f.got),
      setAside: aside.get(path) ?? 0,
    };
  });
}

/** Against the newest published day before whose columns are known. */
function schemaAgainstBefore(
  db: ReadableDB,
  day: Day,
  columns: readonly DeliveredColumn[] | null,
): SchemaDiff | null {
  if (columns === null) return null;
  const before = all<{ day: Day; run_id: string }>(
    db,
    `SELECT a.day, a.run_id FROM applied_run a JOIN run_record r ON r.day = a.day AND r.run_id = a.run_id
     WHERE a.day < ? AND a.day >= ? AND r.column_set IS NOT NULL ORDER BY a.day DESC LIMIT 1`,
    day,
    day - NEAR_DAYS,
  )[0];
  const were = before && readRunRecord(db, before.day, before.run_id)?.columns;
  if (!before || !were) return null;
  return { against: formatDay(before.day), ...schemaDiff(were, columns) };
}
