import type { SyncedDay } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { transaction, type WritableDB } from '../sqlite/db.ts';
import { updateChecks } from '../store/checks.ts';
import { pastChanged, pastRuns, readCompared, writeCompared } from '../store/compared.ts';
import { decisionOn } from '../store/decisions.ts';
import { appliedRun, logDelivery } from '../store/deliveries.ts';
import { historyDays } from '../store/history.ts';
import { bumpVersion, markScoresDue } from '../store/meta.ts';
import { removeDay } from '../store/remove-day.ts';
import { logTakenBack } from './changes.ts';
import { PAST_DAYS, readPublished, type Published } from './checks/past.ts';
import { runComparisons } from './checks/registry.ts';
import { toStored } from './inspect.ts';
import { bookOf, type Known } from './known.ts';

export interface Comparer {
  /** Compares a published day again where its past is not what it was; the day as held where that takes it back. */
  again(day: Day): SyncedDay | undefined;
  /** To be called when a day was published or taken out. */
  changed(): void;
}

/**
 * Days come newest first, so a day is often published before the days it is to be compared with. Its comparisons are
 * made again, from what is kept of it, once other days stand before it. `now`: ISO, for the ledger; `known`: of the
 * running sync, and what stands for it in the change log.
 */
export function createComparer(db: WritableDB, now: () => string, known: Known): Comparer {
  const compared = readCompared(db);
  const oldest = historyDays(db)[0] ?? 0;
  let published: Published | undefined;
  return {
    changed: () => (published = undefined),
    again(day) {
      const then = compared.get(day);
      const applied = appliedRun(db, day);
      const past = pastRuns(db, day - PAST_DAYS, day - 1);
      if (!then || !applied || !pastChanged(then.past, past, oldest)) return undefined;
      published ??= readPublished(db);
      const offices = published.officesOn(day);
      // Days whose history is no longer kept have had their time.
      if (offices.count === 0) return undefined;
      const { results, hold } = runComparisons({
        day,
        offices,
        book: bookOf(db, known),
        clocks: then.clocks,
        columns: published.profilesOf(day),
        past: { ...published.pastOf(day), values: new Map() },
      });
      const { runId, fingerprint } = applied;
      const at = now();
      const released = decisionOn(db, { day, fingerprint, kind: 'publish_anyway' });
      const back = hold !== undefined && !released;
      const reason = `${hold} It was published before the days it is compared with were there, and is taken back. Ask the data team to deliver the day again, or publish it anyway.`;
      transaction(db, () => {
        updateChecks(db, { day, runId, at }, results.map(toStored));
        if (back) {
          takeOut(db, day, at, known);
          logDelivery(db, { ...applied, status: 'held', reason, at });
        } else writeCompared(db, { day, past, clocks: then.clocks });
      });
      if (!back) return undefined;
      published = undefined;
      const { rows, rejected } = applied;
      return { ds: formatDay(day), run_id: runId, status: 'held', reason, rows, rejected };
    },
  };
}

/** Takes a published day out, and says so in the change log; scores follow. Call inside a transaction. */
export function takeOut(db: WritableDB, day: Day, at: string, sync?: object): void {
  logTakenBack(db, day, at, sync);
  removeDay(db, day);
  bumpVersion(db);
  markScoresDue(db);
}
