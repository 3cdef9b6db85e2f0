import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '../../../shared/contracts/problem.ts';
import type { SyncProgress, SyncReport } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { findDeliveries, type Delivery } from '../extract/deliveries.ts';
import type { Mapping } from '../extract/mapping.ts';
import type { Source, SourceFile } from '../extract/source.ts';
import type { WritableDB } from '../sqlite/db.ts';
import { rolledBackRuns, type DecisionEntry } from '../store/decisions.ts';
import { newestRun } from '../store/deliveries.ts';
import { compactSlice } from '../store/history-compact.ts';
import { historyDays } from '../store/history.ts';
import { datasetVersion, scoresDone, scoresDue } from '../store/meta.ts';
import { bringIn, bringInLine, withoutRuns, type Bringing } from './bring-in.ts';
import { PAST_DAYS } from './checks/past.ts';
import { letGo, ofKeptDays } from './kept-days.ts';
import { readKnown } from './known.ts';
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
  /** The days are made up (the sample book): today says nothing about them. */
  readonly inventedDays?: boolean;
  /** A held delivery that is published all the same, and why. */
  readonly release?: Pick<DecisionEntry, 'day' | 'runId' | 'reason' | 'by'> | undefined;
  /** A run to pass over this once. */
  readonly without?: { readonly day: Day; readonly runId: string } | undefined;
  /** Their columns, values and dialect, where a settings file says so. */
  readonly mapping?: Mapping | undefined;
  /** How many days of history are kept; all where undefined. */
  readonly keepDays?: number | undefined;
  /** Scores the newest day; called when there is something new to score. */
  readonly score: () => void;
  readonly onProgress?: (progress: SyncProgress) => void;
  /** After each publish and each scoring: caches of older versions are stale. */
  readonly onDataset?: () => void;
  /** Deliveries, by their folders, that reading came to no end in: they are held. */
  readonly endless?: readonly string[] | undefined;
  /** Which delivery is read from here on; null between two. */
  readonly onReading?: ((delivery: string | null) => void) | undefined;
  /** Waits; ends at once, with an error, when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * At how many days in the store scores are written again while a long history fills in. Of all days, not of this run:
 * a history that fills in over several runs is scored at the same points, and fixes the same thresholds.
 */
const SCORE_AFTER = [1, 60, 140];

/** A file that a manifest names may be on its way: after so long it is looked for again, and in the end held. */
const LOOK_AGAIN_MS = [60_000, 240_000, 600_000];

/** How long the history is packed at a time, milliseconds. */
const PACK_MS = 100;

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
  const standing =
    passed.length === 0
      ? found
      : findDeliveries(withoutRuns(files, passed)).filter((d) => inRange(d.day, options));
  const deliveries = ofKeptDays(db, standing, options.keepDays);
  progress.total(deliveries);
  const bringing: Bringing = {
    options,
    known: readKnown(db),
    progress,
    files,
    deliveries,
    passed,
    days: [],
    heldOver: new Map(),
  };
  let whole = false;
  try {
    whole = await bringAllIn(bringing);
  } finally {
    // However it ended: what was published is compared and scored.
    await bringInLine(bringing, whole ? { reach: true } : { reach: false, from: comparable(db) });
    if (scoresDue(db)) scoreNow(options, progress);
  }
  letGo(db, options.keepDays);
  await packHistory(options);
  const newest = newestRun(db);
  return {
    source: source.name,
    days: bringing.days,
    ds: newest ? formatDay(newest.day) : null,
    version: datasetVersion(db),
    cancelled: !whole && options.signal.aborted,
  };
}

/** Newest day first, days that wait for a file last. False where it was stopped, or ended with a day that failed. */
async function bringAllIn(bringing: Bringing): Promise<boolean> {
  const { options, progress, deliveries } = bringing;
  const { db, signal } = options;
  const atPoint = (): boolean => scoresDue(db) && SCORE_AFTER.includes(historyDays(db).length);
  const scoreAtPoint = async (): Promise<void> => {
    if (!atPoint()) return;
    await bringInLine(bringing, { reach: true, from: comparable(db) });
    if (atPoint()) scoreNow(options, progress);
  };
  // A score that was due at one of the points, and was lost to a crash, comes before the next day.
  if (deliveries.length > 0) await scoreAtPoint();
  const waiting: Delivery[] = [];
  for (const [i, delivery] of deliveries.entries()) {
    if (signal.aborted) return false;
    const outcome = await bringIn(bringing, delivery, true);
    if (outcome === 'cancelled') return false;
    if (outcome === 'waiting') {
      waiting.push(delivery);
      continue;
    }
    progress.dayDone(outcome);
    if (outcome.status === 'published' && i + 1 < deliveries.length) await scoreAtPoint();
    if (outcome.status === 'published') compactSlice(db, PACK_MS);
    if (outcome.status === 'failed') return false;
  }
  return waiting.length === 0 || waitFor(bringing, waiting);
}

/** Looks again, and again, for what days lack; a day that is not whole in the end is held. */
async function waitFor(bringing: Bringing, lacking: readonly Delivery[]): Promise<boolean> {
  const { options, progress } = bringing;
  const { db, source, signal } = options;
  if (scoresDue(db)) scoreNow(options, progress);
  let waiting = lacking;
  for (const [i, ms] of LOOK_AGAIN_MS.entries()) {
    const days = waiting.map((d) => (d.day === undefined ? 'a day' : formatDay(d.day))).join(', ');
    progress.step('discover', `Waiting for a file of ${days}`);
    try {
      await (options.wait ?? pause)(ms, signal);
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
    const files = await source.list();
    const found = findDeliveries(withoutRuns(files, bringing.passed));
    const still: Delivery[] = [];
    for (const { day } of waiting) {
      const delivery = found.find((d) => d.day === day);
      if (!delivery) continue;
      const mayWait = i + 1 < LOOK_AGAIN_MS.length;
      const outcome = await bringIn({ ...bringing, files }, delivery, mayWait);
      if (outcome === 'cancelled') return false;
      if (outcome === 'waiting') still.push(delivery);
      else progress.dayDone(outcome);
    }
    waiting = still;
    if (waiting.length === 0) break;
  }
  return true;
}

const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal });

/** From here on days have all the days before that they are compared with, as far as days were published. */
const comparable = (db: WritableDB): Day => (historyDays(db)[0] ?? 0) + PAST_DAYS;

/** Packs the history's complete spans; what a cancelled run leaves is for the next one. */
async function packHistory({ db, signal }: SyncOptions): Promise<void> {
  while (!signal.aborted && !compactSlice(db, PACK_MS, { everything: true })) await setImmediate();
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
