import { userInfo } from 'node:os';
import type { SyncReport } from '../../shared/contracts/sync.ts';
import { dayOf } from '../../shared/domain/day.ts';
import { publishAnyway, rollBack, undo, type Deciding } from '../services/sync/decide.ts';

/** A person's decision about one delivery, as the import thread is told it. */
export interface DecisionJob {
  readonly what: 'publish_anyway' | 'roll_back' | 'undo';
  readonly ds: string;
  readonly reason: string;
  /** For the ledger. */
  readonly by: string;
}

export function runDecision(
  job: DecisionJob,
  options: Omit<Deciding, 'day' | 'by'>,
): Promise<SyncReport> {
  const deciding: Deciding = { ...options, day: dayOf(job.ds), by: job.by };
  if (job.what === 'publish_anyway') return publishAnyway(deciding, job.reason);
  if (job.what === 'roll_back') return rollBack(deciding, job.reason);
  return undo(deciding);
}

/** The person at this computer. */
export function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    // Accounts without an entry in the system's list (containers) have no name.
    return 'someone at this computer';
  }
}
