import { checkDelivery, type Delivery } from '../../electron/services/extract/deliveries.ts';
import { readDay } from '../../electron/services/extract/read-day.ts';
import type { Source } from '../../electron/services/extract/source.ts';
import { transaction, type WritableDB } from '../../electron/services/sqlite/db.ts';
import { inspect } from '../../electron/services/sync/inspect.ts';
import { readMarker } from '../../electron/services/sync/marker.ts';
import { refreshNewest } from '../../electron/services/sync/newest.ts';
import { officesOf, type Known } from '../../electron/services/sync/known.ts';
import { publishDay } from '../../electron/services/sync/publish.ts';

/** Milliseconds of each part. */
export interface Parts {
  readonly read: number;
  readonly check: number;
  /** All of the publishing transaction but the newest rows: history, accounts, changed attributes, the ledger. */
  readonly publish: number;
  /** Writing the day over the newest rows, as a transaction of its own. */
  readonly refresh: number;
}

/**
 * Brings one delivery in as a sync does, without its log and scores, and tells what each part took. `refreshes`: the day
 * is the newest, and most of its offices were there before.
 */
export async function bringDayIn(
  db: WritableDB,
  known: Known,
  source: Source,
  delivery: Delivery,
  refreshes = true,
): Promise<Parts> {
  const started = performance.now();
  const checked = await checkDelivery(source, delivery);
  const staged = await readDay(source, checked.files, {
    day: delivery.day,
    signal: new AbortController().signal,
  });
  const read = performance.now();
  const { runId } = delivery;
  const marker = await readMarker(source, delivery);
  const inspected = inspect(db, staged, { runId, known, checked, marker, today: undefined });
  if (inspected.hold !== undefined) throw new Error(inspected.hold);
  const checkedAt = performance.now();
  const at = '2026-11-21T04:00:00Z';
  const version = publishDay(db, known, staged, {
    runId,
    fingerprint: checked.fingerprint,
    verified: checked.verified,
    source: source.name,
    at,
    deliveredAt: marker.generatedAt ?? null,
    columns: inspected.columns,
    offices: inspected.offices,
    notes: [],
    alongside: () => inspected.keep(db, at),
  });
  const published = performance.now();
  // The same once more, alone: what of the publishing went into the newest rows.
  const offices = officesOf(known, staged.rows).filter((office) => office !== undefined);
  const same = staged.rows.map((_, i) => i);
  const again = performance.now();
  if (refreshes)
    transaction(db, () => refreshNewest(db, staged, same, { offices, runId, version }));
  const refresh = performance.now() - again;
  return {
    read: read - started,
    check: checkedAt - read,
    publish: Math.max(0, published - checkedAt - refresh),
    refresh,
  };
}
