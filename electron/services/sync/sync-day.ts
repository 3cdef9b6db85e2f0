import { AtriumError, problemOf, sentence } from '../../../shared/contracts/problem.ts';
import type { SyncedDay } from '../../../shared/contracts/sync.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import {
  checkDelivery,
  folderOf,
  isFileMissing,
  type CheckedDelivery,
  type Delivery,
} from '../extract/deliveries.ts';
import { badDelivery } from '../extract/manifest.ts';
import type { DayRows } from '../extract/day-rows.ts';
import { readDay } from '../extract/read-day.ts';
import { transaction } from '../sqlite/db.ts';
import { databaseProblem } from '../sqlite/open.ts';
import { writeChecks } from '../store/checks.ts';
import { writeCompared } from '../store/compared.ts';
import { decisionOn, writeDecision } from '../store/decisions.ts';
import { appliedRun, logDelivery, replaceSetAside } from '../store/deliveries.ts';
import { inspect, unreadable } from './inspect.ts';
import { readMarker, timeOfRun } from './marker.ts';
import type { Known } from './known.ts';
import { publishDay } from './publish.ts';
import type { Tracker } from './progress.ts';
import type { SyncOptions } from './run.ts';
import { takeNotes, type RunNotes } from './run-notes.ts';

/**
 * Brings one delivery in: found whole, read, checked, published; or says why not and leaves what was there. `waiting`,
 * where that may be: a file that its manifest names is not there yet.
 */
export async function syncDay(
  options: SyncOptions,
  known: Known,
  delivery: Delivery,
  progress: Tracker,
  mayWait = false,
): Promise<SyncedDay | 'cancelled' | 'waiting'> {
  const { db, source, signal } = options;
  const { runId } = delivery;
  let { day } = delivery;
  const notes = takeNotes(delivery, options.now);
  const said = (
    status: SyncedDay['status'],
    reason: string | null,
    counts: { rows: number; rejected: number } = { rows: 0, rejected: 0 },
  ): SyncedDay => ({
    ds: day === undefined ? 'unknown' : formatDay(day),
    run_id: runId,
    ...counts,
    status,
    reason,
  });
  /** Nothing is written for a day that is not published but the log of why. */
  const notPublished = (
    status: 'held' | 'failed',
    reason: string,
    counts?: { rows: number; rejected: number },
    keep?: (day: Day, at: string) => void,
  ): SyncedDay => {
    const entry = said(status, reason, counts);
    const on = day;
    const at = options.now();
    if (on !== undefined)
      transaction(db, () => {
        const { rows, rejected } = entry;
        logDelivery(db, {
          day: on,
          runId,
          status,
          reason,
          rows,
          rejected,
          source: source.name,
          at,
        });
        notes.keep(db, on, reason);
        keep?.(on, at);
      });
    return entry;
  };
  try {
    const checked = await checkDelivery(source, delivery, options.mapping);
    notes.gated(checked);
    const before = inPlace(options, known, delivery, day, checked);
    if (before) return said('unchanged', before.note, before);
    if (options.endless?.includes(folderOf(delivery))) {
      await source.forget?.(checked.files);
      throw endless(delivery);
    }

    const staged = await fetchAndRead(options, known, day, checked, progress, notes);
    notes.staged(staged);
    day = staged.day;
    const counts = { rows: staged.rows.length, rejected: staged.setAside.length };
    if (delivery.day === undefined && inPlace(options, known, delivery, day, checked))
      return said('unchanged', null, counts);

    const marker = await readMarker(source, delivery);
    notes.said(marker);
    const today = options.inventedDays === true ? undefined : options.now();
    const inspected = inspect(db, staged, { runId, known, checked, marker, today });
    notes.done('check');
    const { fingerprint } = checked;
    const release =
      options.release?.day === staged.day && options.release.runId === runId
        ? options.release
        : undefined;
    const released =
      release ?? decisionOn(db, { day: staged.day, fingerprint, kind: 'publish_anyway' });
    if (inspected.hold !== undefined && (!released || inspected.final))
      return notPublished(
        'held',
        sentence(badDelivery(inspected.hold).problem),
        counts,
        (on, at) => {
          inspected.keep(db, at);
          replaceSetAside(db, on, runId, staged.setAside, appliedRun(db, on)?.runId);
        },
      );

    const at = options.now();
    publishDay(db, known, staged, {
      runId,
      fingerprint,
      verified: checked.verified,
      source: source.name,
      at,
      deliveredAt: marker.generatedAt ?? timeOfRun(runId),
      columns: inspected.columns,
      offices: inspected.offices,
      notes: [
        ...(inspected.hold === undefined || !released
          ? []
          : [`published anyway by ${released.by} (${released.reason}): ${inspected.hold}`]),
        ...(checked.orphans?.length
          ? [`not named by the manifest and not read: ${checked.orphans.join(', ')}`]
          : []),
      ],
      alongside() {
        if (release) writeDecision(db, { ...release, fingerprint, kind: 'publish_anyway', at });
        inspected.keep(db, at);
        notes.keep(db, staged.day);
        writeCompared(db, inspected.compared);
      },
    });
    return said('published', null, counts);
  } catch (error) {
    if (signal.aborted) return 'cancelled';
    if (mayWait && isFileMissing(error)) return 'waiting';
    if (error instanceof AtriumError && error.problem.code === 'bad_delivery')
      return notPublished('held', sentence(error.problem), undefined, (on, at) =>
        writeChecks(db, { day: on, runId, at }, [unreadable(error.problem.message)], []),
      );
    const explained = databaseProblem(db.name, error);
    if (explained instanceof AtriumError) throw explained;
    return notPublished('failed', problemOf(error).message);
  }
}

const endless = (delivery: Delivery): Error =>
  badDelivery(
    `Reading ${folderOf(delivery)} came to no end and was given up: a file of it is damaged in a way that keeps its decoder counting.`,
  );

/** The run that stands for this day and makes the delivery one with nothing to do, with what to say of it. */
function inPlace(
  { db }: SyncOptions,
  known: Known,
  delivery: Delivery,
  day: Day | undefined,
  checked: CheckedDelivery,
): { rows: number; rejected: number; note: string | null } | undefined {
  if (day === undefined) return undefined;
  const { fingerprint } = checked;
  const back = decisionOn(db, { day, fingerprint, kind: 'roll_back' });
  if (back)
    return {
      rows: 0,
      rejected: 0,
      note: `Rolled back by ${back.by} on ${back.at.slice(0, 10)}: ${back.reason}.`,
    };
  const applied = appliedRun(db, day);
  if (!applied) return undefined;
  const { rows, rejected } = applied;
  if (applied.fingerprint === fingerprint)
    return known.owed.has(day) ? undefined : { rows, rejected, note: null };
  if (delivery.needsManifest && applied.runId > delivery.runId)
    return { rows, rejected, note: `A newer run, ${applied.runId}, is already in place.` };
  return undefined;
}

/** Reads what is near. A copy that came damaged is got anew, once; a delivery that is damaged itself stays so. */
async function fetchAndRead(
  options: SyncOptions,
  known: Known,
  day: Day | undefined,
  checked: CheckedDelivery,
  progress: Tracker,
  notes: RunNotes,
): Promise<DayRows> {
  const { source, signal } = options;
  const attempt = async (): Promise<DayRows> => {
    await source.prefetch?.(checked.files, {
      signal,
      onBytes: (done, total) => progress.downloading(day, done, total),
    });
    return readStaged(options, known, day, checked, progress, notes);
  };
  try {
    return await attempt();
  } catch (error) {
    const damaged = error instanceof AtriumError && error.problem.code === 'bad_delivery';
    if (!damaged || !source.forget || signal.aborted) throw error;
    await source.forget(checked.files);
    return attempt();
  }
}

async function readStaged(
  { source, signal, mapping }: SyncOptions,
  known: Known,
  day: Day | undefined,
  checked: CheckedDelivery,
  progress: Tracker,
  notes: RunNotes,
): Promise<DayRows> {
  progress.reading(day);
  return readDay(source, checked.files, {
    day,
    signal,
    mapping,
    onFile(file, rows, headers) {
      notes.fileRead(file, rows, headers);
      progress.fileDone();
    },
  });
}
