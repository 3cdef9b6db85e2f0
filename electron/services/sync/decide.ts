import { refuse } from '../../../shared/contracts/problem.ts';
import type { SyncReport } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { transaction } from '../sqlite/db.ts';
import { lastChecked } from '../store/checks.ts';
import { lastDecision, undoDecision, writeDecision } from '../store/decisions.ts';
import { appliedRun, logDelivery } from '../store/deliveries.ts';
import { scoresDue } from '../store/meta.ts';
import { owedDays } from '../store/remove-day.ts';
import { takeOut } from './compare-again.ts';
import { syncRun, writeDueScores, type SyncOptions } from './run.ts';

/**
 * What people decide about a delivery. The store is a function of the deliveries and these decisions: each is written
 * in the transaction that acts on it, and a sync afterwards, now or after a crash, brings the rest in line.
 */
export interface Deciding extends Omit<SyncOptions, 'from' | 'to' | 'release' | 'without'> {
  readonly day: Day;
  readonly by: string;
}

/** Publishes the held delivery of a day; refuses where none is held or it cannot be read whole. */
export async function publishAnyway(options: Deciding, reason: string): Promise<SyncReport> {
  const { db, day, by } = options;
  const held = lastChecked(db, day);
  const ds = formatDay(day);
  if (held?.status !== 'held')
    throw refuse('not_found', `No delivery of ${ds} is held.`, {
      stillWorks: 'Nothing was changed.',
      next: 'Choose a day that Data health shows as held.',
    });
  const release = { day, runId: held.run_id, reason, by };
  const report = await syncRun({ ...options, from: day, to: day, release });
  const outcome = report.days.find((d) => d.ds === ds);
  if (outcome?.status === 'held')
    throw refuse('bad_delivery', outcome.reason ?? `The delivery of ${ds} is held.`, {
      stillWorks: 'The data as it was stays in place.',
      next: 'There is nothing whole in it that could be published: ask for the day again.',
    });
  return report;
}

/** Takes the run of a day back. What was there before comes back from the source; without it, the day has no data. */
export async function rollBack(options: Deciding, reason: string): Promise<SyncReport> {
  const { db, day, by } = options;
  const applied = appliedRun(db, day);
  if (!applied)
    throw refuse('not_found', `${formatDay(day)} has no published data to take back.`, {
      stillWorks: 'Nothing was changed.',
    });
  const { runId, fingerprint, source } = applied;
  const at = options.now();
  transaction(db, () => {
    writeDecision(db, { day, runId, fingerprint, kind: 'roll_back', reason, by, at });
    takeOut(db, day, options.now());
    logDelivery(db, {
      day,
      runId,
      status: 'held',
      reason: `Rolled back by ${by}: ${reason}. Undo brings it back.`,
      rows: applied.rows,
      rejected: applied.rejected,
      source,
      at,
    });
  });
  options.onDataset?.();
  try {
    return await bringInLine(options);
  } catch (error) {
    // Without its source the day is taken back all the same; names and switches of the day before follow with a sync.
    if (scoresDue(db)) writeDueScores(options);
    throw error;
  }
}

/** Takes back the newest decision about a day: the delivery is published, or held, as if nothing had been decided. */
export async function undo(options: Deciding): Promise<SyncReport> {
  const { db, day, by } = options;
  const decision = lastDecision(db, day);
  if (!decision)
    throw refuse('not_found', `Nothing is decided about ${formatDay(day)} that could be undone.`, {
      stillWorks: 'Nothing was changed.',
    });
  const released =
    decision.kind === 'publish_anyway' && appliedRun(db, day)?.fingerprint === decision.fingerprint;
  transaction(db, () => {
    undoDecision(db, decision.id, by, options.now());
    if (released) takeOut(db, day, options.now());
  });
  // A run before the released one comes back first; the newer one is then held again.
  if (released) await bringInLine(options, { day, runId: decision.runId });
  return bringInLine(options);
}

/** Syncs the day, and the days from which newest rows have to be read again. */
function bringInLine(options: Deciding, without?: SyncOptions['without']): Promise<SyncReport> {
  const { day } = options;
  const from = Math.min(day, ...owedDays(options.db));
  return syncRun({ ...options, from, to: day, without });
}
