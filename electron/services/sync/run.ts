import { refuse } from '../../../shared/contracts/problem.ts';
import type { SyncedDay, SyncProgress, SyncReport } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { findDeliveries, type Delivery } from '../extract/deliveries.ts';
import type { Mapping } from '../extract/mapping.ts';
import type { Source, SourceFile } from '../extract/source.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { rolledBackRuns, type DecisionEntry } from '../store/decisions.ts';
import { newestRun } from '../store/deliveries.ts';
import { historyDays } from '../store/history.ts';
import { datasetVersion, scoresDone, scoresDue } from '../store/meta.ts';
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
  /** A held delivery that is published all the same, and why. */
  readonly release?: Pick<DecisionEntry, 'day' | 'runId' | 'reason' | 'by'> | undefined;
  /** A run to pass over this once. */
  readonly without?: { readonly day: Day; readonly runId: string } | undefined;
  /** Their columns, values and dialect, where a settings file says so. */
  readonly mapping?: Mapping | undefined;
  /** Scores the newest day; called when there is something new to score. */
  readonly score: () => void;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** After each publish and each scoring: caches of older versions are stale. */
  readonly onDataset?: () => void;
}

/**
 * At how many days in the store scores are written again while a long history fills in. Of all days, not of this run:
 * a history that fills in over several runs is scored at the same points, and fixes the same thresholds.
 */
const SCORE_AFTER = [1, 60, 140];

/**
 * Brings the store up to what the source holds, newest day first. A day is published whole or not at all; a day that
 * cannot be trusted is held and what was there stays. Ends with the scores of the newest day.
 */
export async function syncRun(options: SyncOptions): Promise<SyncReport> {
  const { db, source } = options;
  const progress = createTracker((state) => options.onProgress?.(state), options.now());
  progress.step('discover', `Looking for deliveries in ${source.name}`);
  const files = await source.list();
  const found = deliveriesAmong(files, source.name, options);
  const passed = [...rolledBackRuns(db), ...(options.without ? [options.without] : [])];
  const deliveries =
    passed.length === 0
      ? found
      : findDeliveries(withoutRuns(files, passed)).filter((d) => inRange(d.day, options));
  progress.total(deliveries);

  const known = readKnown(db);
  const days: SyncedDay[] = [];
  let cancelled = false;
  /** A score that was due at one of the points, and was lost to a crash, comes before the next day. */
  const scoreAtPoint = (more: boolean): void => {
    if (more && scoresDue(db) && SCORE_AFTER.includes(historyDays(db).length))
      scoreNow(options, progress);
  };
  scoreAtPoint(deliveries.length > 0);
  for (const [i, delivery] of deliveries.entries()) {
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
      options.onDataset?.();
      scoreAtPoint(i + 1 < deliveries.length);
    }
    if (outcome.status === 'failed') break;
  }
  if (scoresDue(db)) scoreNow(options, progress);
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
  writeDueScores(options);
}

/** When offices were first and last seen, then the scores; only then nothing is due any more. */
export function writeDueScores(options: Pick<SyncOptions, 'db' | 'score' | 'onDataset'>): void {
  settleSeenDays(options.db);
  options.score();
  scoresDone(options.db);
  options.onDataset?.();
}

/** What lies at the source but for the folders of some runs. */
function withoutRuns(
  files: readonly SourceFile[],
  runs: readonly { readonly day: Day; readonly runId: string }[],
): readonly SourceFile[] {
  const folders = runs.map((r) => `ds=${formatDay(r.day)}/run=${r.runId}/`);
  return files.filter((f) => !folders.some((folder) => f.path.includes(folder)));
}

/** What the source holds within the days asked for, newest first; refuses where that is nothing. */
export function deliveriesAmong(
  files: readonly SourceFile[],
  source: string,
  range: Range,
): readonly Delivery[] {
  const deliveries = findDeliveries(files).filter((d) => inRange(d.day, range));
  if (deliveries.length === 0) throw nothingThere(source, range);
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
