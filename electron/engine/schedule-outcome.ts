import type { Problem, ProblemCode } from '../../shared/contracts/problem.ts';
import type { LastSync } from '../../shared/contracts/schedule.ts';
import { SOURCE_PROBLEMS, type SyncedDay, type SyncReport } from '../../shared/contracts/sync.ts';
import type { Attempt } from './schedule-plan.ts';

/** Nobody answers, and somebody may soon. */
const PASSING: readonly ProblemCode[] = ['offline', 'captive_portal', 'source_busy'];
/** Trouble at the source that only a person can mend: asking every hour would only lock an account. */
const FOR_A_PERSON: readonly ProblemCode[] = SOURCE_PROBLEMS.filter((c) => !PASSING.includes(c));

/** What came of a sync, in the schedule's words. */
export function outcomeOf(
  result: SyncReport | Problem,
): Pick<LastSync, 'outcome' | 'days' | 'problem'> {
  if ('code' in result) {
    const { code } = result;
    if (code === 'cancelled') return { outcome: 'cancelled', days: 0, problem: null };
    const away = code === 'offline' || code === 'captive_portal';
    return { outcome: away ? 'offline' : 'refused', days: 0, problem: result };
  }
  const days = result.days.filter((d) => d.status === 'published').length;
  return { outcome: outcomeOfReport(result, days), days, problem: null };
}

function outcomeOfReport(report: SyncReport, published: number): LastSync['outcome'] {
  if (report.cancelled) return 'cancelled';
  // An old day that stays held is looked at every time, and is no news.
  const newest = report.days.reduce((ds, day) => (day.ds > ds ? day.ds : ds), '');
  const isNews = ({ ds, status }: SyncedDay): boolean =>
    status === 'failed' || (status === 'held' && ds === newest);
  if (report.days.some(isNews)) return 'held';
  return published > 0 ? 'published' : 'unchanged';
}

/** Whether another attempt may help, and whom it waits for. */
export function kindOf(problem: Problem | null): Attempt['kind'] {
  if (!problem) return 'done';
  if (PASSING.includes(problem.code)) return 'waiting';
  return FOR_A_PERSON.includes(problem.code) ? 'blocked' : 'done';
}

/** Whether there is a network, as far as a far source's outcome says; null: it does not. */
export function onlineAfter(outcome: LastSync['outcome']): boolean | null {
  if (outcome === 'offline') return false;
  return outcome === 'published' || outcome === 'unchanged' || outcome === 'held' ? true : null;
}
