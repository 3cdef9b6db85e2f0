import type { CheckResult, DayChecks, DayStatus } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { firstFailed, lastChecked, readChecks, readDataTests } from '../store/checks.ts';
import { readDecisions } from '../store/decisions.ts';
import { CHECKS } from './checks/registry.ts';

/** What was checked on a day (the newest looked at when none is named), ours and the data team's; null before the first. */
export function readDayChecks(
  db: ReadableDB,
  asked: Day | undefined,
  run?: string,
): DayChecks | null {
  const last = lastChecked(db, asked, run);
  if (!last) return null;
  const { day, run_id: runId, reason, at } = last;
  const stored = new Map(readChecks(db, day, runId).map((r) => [r.id, r]));
  const checks = CHECKS.map((check): CheckResult => {
    const kept = stored.get(check.id);
    const { id, title, owner, runbook } = check;
    const first = kept?.status === 'fail' ? firstFailed(db, id, day) : null;
    return {
      id,
      title,
      severity: check.severity,
      // What was not kept was not checked: said, never passed.
      status: kept?.status ?? 'not_run',
      observed: kept?.observed ?? 'not checked: the delivery could not be read that far',
      expected: kept?.expected ?? '',
      samples: kept?.samples ?? [],
      firstFailed: first === null ? null : formatDay(first),
      owner,
      runbook,
    };
  });
  return {
    ds: formatDay(day),
    run_id: runId,
    status: last.status as DayStatus,
    reason,
    at,
    checks,
    tests: readDataTests(db, day, runId),
    decisions: readDecisions(db, day),
  };
}
