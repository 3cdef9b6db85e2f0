import { refuse } from '../../../shared/contracts/problem.ts';
import type { SyncedDay, SyncProgress, SyncReport } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { findDeliveries, type Delivery } from '../extract/deliveries.ts';
import type { Source } from '../extract/source.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { newestRun } from '../store/deliveries.ts';
import { datasetVersion } from '../store/meta.ts';
import { readKnown } from './publish.ts';
import { createTracker, type Tracker } from './progress.ts';
import { settleSeenDays } from './settle.ts';
import { syncDay } from './sync-day.ts';

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
  /** The days are made up (the sample book): today says nothing about them. */
  readonly inventedDays?: boolean;
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
