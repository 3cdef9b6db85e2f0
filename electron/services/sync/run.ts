import { AtriumError, problemOf, refuse, sentence } from '../../../shared/contracts/problem.ts';
import type { SyncedDay, SyncProgress, SyncReport } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { checkDelivery, findDeliveries, type Delivery } from '../extract/deliveries.ts';
import { badDelivery } from '../extract/manifest.ts';
import { readDay } from '../extract/read-day.ts';
import type { Source } from '../extract/source.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { databaseProblem } from '../sqlite/open.ts';
import { appliedRun, logDelivery, newestRun } from '../store/deliveries.ts';
import { datasetVersion } from '../store/meta.ts';
import { reasonToHold } from './check.ts';
import { attributesWanted, publishDay, readKnown, type Known } from './publish.ts';
import { createTracker, type Tracker } from './progress.ts';
import { settleSeenDays } from './settle.ts';

/** Days to look at, both ends inclusive; open where undefined. */
export interface Range {
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

export interface SyncOptions extends Range {
  readonly db: WritableDB;
  readonly source: Source;
  readonly signal: AbortSignal;
  /** ISO time, for the ledger. */
  readonly now: () => string;
  /** Scores the newest day; called when there is something new to score. */
  readonly score: () => void;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** After each publish and each scoring: caches of older versions are stale. */
  readonly onDataset?: () => void;
}

/** After how many published days scores are written again while a long history fills in. */
const SCORE_AFTER = [1, 60, 140];

/**
 * Brings the store up to what the source holds, newest day first. A day is published whole or not at all; a day that
 * cannot be trusted is held and what was there stays. Ends with the scores of the newest day.
 */
export async function syncRun(options: SyncOptions): Promise<SyncReport> {
  const { db, source } = options;
  const progress = createTracker((state) => options.onProgress?.(state));
  progress.step('discover', `Looking for deliveries in ${source.name}`);
  const deliveries = await deliveriesAt(source, options);
  progress.total(deliveries);

  const known = readKnown(db);
  const days: SyncedDay[] = [];
  let published = 0;
  let cancelled = false;
  for (const delivery of deliveries) {
    if (options.signal.aborted) {
      cancelled = true;
      break;
    }
    const outcome = await syncDay(options, known, delivery, progress);
    if (outcome === 'cancelled') {
      cancelled = true;
      break;
    }
    days.push(outcome);
    progress.dayDone(outcome);
    if (outcome.status === 'published') {
      published++;
      options.onDataset?.();
      if (SCORE_AFTER.includes(published)) scoreNow(options, progress);
    }
    if (outcome.status === 'failed') break;
  }
  if (published > 0) {
    settleSeenDays(db);
    if (!SCORE_AFTER.includes(published)) scoreNow(options, progress);
  }
  const newest = newestRun(db);
  return {
    source: source.name,
    days,
    ds: newest ? formatDay(newest.day) : null,
    version: datasetVersion(db),
    cancelled,
  };
}

function scoreNow(options: SyncOptions, progress: Tracker): void {
  progress.step('score', 'Scoring offices');
  options.score();
  options.onDataset?.();
}

/** What the source holds within the days asked for, newest first; refuses where that is nothing. */
export async function deliveriesAt(source: Source, range: Range): Promise<readonly Delivery[]> {
  const deliveries = findDeliveries(await source.list()).filter((d) => inRange(d.day, range));
  if (deliveries.length === 0) throw nothingThere(source.name, range);
  return deliveries;
}

const inRange = (day: Day | undefined, o: Range): boolean =>
  day === undefined || (day >= (o.from ?? -Infinity) && day <= (o.to ?? Infinity));

async function syncDay(
  options: SyncOptions,
  known: Known,
  delivery: Delivery,
  progress: Tracker,
): Promise<SyncedDay | 'cancelled'> {
  const { db, source, signal } = options;
  let day = delivery.day;
  const { runId } = delivery;
  /** Nothing is written for a day that is held but the log of why. */
  const end = (
    status: 'held' | 'failed' | 'unchanged',
    reason: string | null,
    rows = 0,
    rejected = 0,
  ): SyncedDay => {
    if (status !== 'unchanged' && day !== undefined)
      logDelivery(db, {
        day,
        runId,
        status,
        reason,
        rows,
        rejected,
        source: source.name,
        at: options.now(),
      });
    return {
      ds: day === undefined ? 'unknown' : formatDay(day),
      run_id: runId,
      rows,
      rejected,
      status,
      reason,
    };
  };
  try {
    const checked = await checkDelivery(source, delivery);
    const applied = day === undefined ? undefined : appliedRun(db, day);
    if (applied?.fingerprint === checked.fingerprint)
      return end('unchanged', null, applied.rows, applied.rejected);
    if (applied && delivery.needsManifest && applied.runId > runId)
      return end(
        'unchanged',
        `A newer run, ${applied.runId}, is already in place.`,
        applied.rows,
        applied.rejected,
      );

    progress.reading(day);
    const staged = await readDay(source, checked.files, {
      day,
      signal,
      wantAttributes: (company, location, ds) => attributesWanted(known, company, location, ds),
      onFile: () => progress.fileDone(),
    });
    day = staged.day;
    if (delivery.day === undefined && appliedRun(db, day)?.fingerprint === checked.fingerprint)
      return end('unchanged', null, staged.rows.length, staged.setAside.length);
    const hold = reasonToHold(staged, checked.totals);
    if (hold)
      return end(
        'held',
        sentence(badDelivery(hold).problem),
        staged.rows.length,
        staged.setAside.length,
      );

    publishDay(db, known, staged, {
      runId,
      fingerprint: checked.fingerprint,
      verified: checked.verified,
      source: source.name,
      at: options.now(),
    });
    return {
      ds: formatDay(day),
      run_id: runId,
      rows: staged.rows.length,
      rejected: staged.setAside.length,
      status: 'published',
      reason: null,
    };
  } catch (error) {
    if (signal.aborted) return 'cancelled';
    if (error instanceof AtriumError && error.problem.code === 'bad_delivery')
      return end('held', sentence(error.problem));
    const explained = databaseProblem(db.name, error);
    if (explained instanceof AtriumError) throw explained;
    return end('failed', problemOf(error).message);
  }
}

function nothingThere(source: string, o: Range): Error {
  const span =
    o.from === undefined && o.to === undefined
      ? ''
      : ` between ${o.from === undefined ? 'the beginning' : formatDay(o.from)} and ${o.to === undefined ? 'today' : formatDay(o.to)}`;
  return refuse('no_deliveries', `${source} holds no delivery of company_facts${span}.`, {
    stillWorks: 'The days already synced stay as they are.',
    next: 'Choose the folder that holds company_facts/ds=…/run=…/ or files named like 2026-11-20.csv.gz.',
  });
}
