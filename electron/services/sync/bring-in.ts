import type { SyncedDay } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { findDeliveries, folderOf, type Delivery } from '../extract/deliveries.ts';
import type { SourceFile } from '../extract/source.ts';
import { readChecks } from '../store/checks.ts';
import { pastRuns } from '../store/compared.ts';
import { logDelivery } from '../store/deliveries.ts';
import { historyDays } from '../store/history.ts';
import { owedDays } from '../store/remove-day.ts';
import { PAST_DAYS } from './checks/past.ts';
import { COMPARISONS } from './checks/registry.ts';
import { createComparer } from './compare-again.ts';
import type { Tracker } from './progress.ts';
import { readKnown, type Known } from './known.ts';
import type { SyncOptions } from './run.ts';
import { syncDay } from './sync-day.ts';

export interface RunOfDay {
  readonly day: Day;
  readonly runId: string;
}

/** One sync under way. */
export interface Bringing {
  readonly options: SyncOptions;
  readonly known: Known;
  readonly progress: Tracker;
  /** What lies at the source. */
  readonly files: readonly SourceFile[];
  /** The newest delivery of each day. */
  readonly deliveries: readonly Delivery[];
  /** Runs that are not looked at. */
  readonly passed: readonly RunOfDay[];
  /** What became of each run looked at, in order. */
  readonly days: SyncedDay[];
  /** Days held by a comparison, with the days they were compared with. */
  readonly heldOver: Map<Day, string>;
}

/** What lies at the source but for the folders of some runs. */
export function withoutRuns(
  files: readonly SourceFile[],
  runs: readonly RunOfDay[],
): readonly SourceFile[] {
  const folders = runs.map((r) => `ds=${formatDay(r.day)}/run=${r.runId}/`);
  return folders.length === 0
    ? files
    : files.filter((f) => !folders.some((folder) => f.path.includes(folder)));
}

/**
 * Brings a day in. Of its runs the newest that may be published stands: where the newest is held, so does the one before
 * it, whichever came first.
 */
export async function bringIn(
  bringing: Bringing,
  delivery: Delivery,
  mayWait = false,
): Promise<SyncedDay | 'cancelled' | 'waiting'> {
  const { options, known, progress } = bringing;
  options.onReading?.(folderOf(delivery));
  const outcome = await syncDay(options, known, delivery, progress, mayWait);
  options.onReading?.(null);
  if (typeof outcome === 'string') return outcome;
  record(bringing, outcome);
  if (outcome.status === 'published') options.onDataset?.();
  if (outcome.status === 'held') await bringOlder(bringing, delivery, outcome);
  return outcome;
}

function record({ days }: Bringing, outcome: SyncedDay): void {
  const at = days.findIndex((d) => d.ds === outcome.ds && d.run_id === outcome.run_id);
  if (at < 0) days.push(outcome);
  else days[at] = outcome;
}

/** The run before one that is held; the last word on the day stays that its newest is held. */
async function bringOlder(bringing: Bringing, held: Delivery, why: SyncedDay): Promise<void> {
  const { options, heldOver } = bringing;
  const { db } = options;
  const { day, runId } = held;
  if (day === undefined) return;
  if (heldByComparison(bringing, day, runId)) heldOver.set(day, pastWords(bringing, day));
  const passed = [...bringing.passed, { day, runId }];
  const older = findDeliveries(withoutRuns(bringing.files, passed)).find((d) => d.day === day);
  if (!older || older.runId === runId) return;
  const outcome = await bringIn({ ...bringing, passed }, older);
  if (typeof outcome === 'string' || outcome.status !== 'published') return;
  const { rows, rejected, reason } = why;
  const source = options.source.name;
  const at = options.now();
  logDelivery(db, { day, runId, status: 'held', reason, rows, rejected, source, at });
}

const pastWords = ({ options }: Bringing, day: Day): string =>
  JSON.stringify(pastRuns(options.db, day - PAST_DAYS, day - 1));

const heldByComparison = ({ options }: Bringing, day: Day, runId: string): boolean =>
  readChecks(options.db, day, runId).some(
    (c) =>
      c.severity === 'hold' &&
      c.status === 'fail' &&
      COMPARISONS.some((check) => check.id === c.id),
  );

/**
 * Compares days with those before them, from the oldest on, wherever other days stand there than when they were looked
 * at: a published day that should be held is taken back, a held one that may be published comes in. Each day depends on
 * earlier ones only, so one pass ends in the one state that belongs to the deliveries, whatever order they came in.
 * `reach`: false where the source is not to be asked; what is held then waits for the next sync.
 */
export async function bringInLine(
  bringing: Bringing,
  { from = -Infinity, reach }: { readonly from?: Day; readonly reach: boolean },
): Promise<void> {
  const { options, known, heldOver } = bringing;
  const { db } = options;
  const comparer = createComparer(db, options.now, known);
  const newest = new Map(bringing.deliveries.map((d) => [d.day, d]));
  const days = [...new Set([...historyDays(db), ...heldOver.keys()])];
  let tookBack = false;
  for (const day of days.filter((d) => d >= from).toSorted((a, b) => a - b)) {
    if (options.signal.aborted) return;
    const delivery = newest.get(day);
    const back = comparer.again(day);
    if (back) {
      tookBack = true;
      Object.assign(known, readKnown(db));
      record(bringing, back);
      options.onDataset?.();
      if (reach && delivery?.runId === back.run_id) await bringOlder(bringing, delivery, back);
      else if (reach && delivery) await bringIn(bringing, delivery);
      comparer.changed();
    }
    const over = heldOver.get(day);
    if (reach && delivery && over !== undefined && over !== pastWords(bringing, day)) {
      await bringIn(bringing, delivery);
      comparer.changed();
    }
  }
  if (!tookBack || !reach) return;
  // Offices whose newest row was taken back get the one before it, which is read again.
  for (const day of [...owedDays(db)].toSorted((a, b) => b - a)) {
    const delivery = newest.get(day);
    if (delivery && !options.signal.aborted) await bringIn(bringing, delivery);
  }
}
