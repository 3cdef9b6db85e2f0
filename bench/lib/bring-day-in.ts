import { checkDelivery, type Delivery } from '../../electron/services/extract/deliveries.ts';
import { readDay } from '../../electron/services/extract/read-day.ts';
import type { Source } from '../../electron/services/extract/source.ts';
import type { WritableDB } from '../../electron/services/sqlite/db.ts';
import { inspect } from '../../electron/services/sync/inspect.ts';
import { readMarker } from '../../electron/services/sync/marker.ts';
import { attributesWanted, publishDay, type Known } from '../../electron/services/sync/publish.ts';

/** Milliseconds of each part. */
export interface Parts {
  readonly read: number;
  readonly check: number;
  /** History, accounts and offices whose attributes changed, the ledger, the commit. */
  readonly publish: number;
  /** The newest day's plain rows, where their attributes stayed. */
  readonly refresh: number;
}

/** Brings one delivery in as a sync does, without its log and scores, and tells what each part took. */
export async function bringDayIn(
  db: WritableDB,
  known: Known,
  source: Source,
  delivery: Delivery,
): Promise<Parts> {
  const started = performance.now();
  const checked = await checkDelivery(source, delivery);
  const staged = await readDay(source, checked.files, {
    day: delivery.day,
    signal: new AbortController().signal,
    wantAttributes: (company, location, day) => attributesWanted(known, company, location, day),
  });
  const read = performance.now();
  const { runId } = delivery;
  const marker = await readMarker(source, delivery);
  const inspected = inspect(db, staged, { runId, checked, marker, today: undefined });
  if (inspected.hold !== undefined) throw new Error(inspected.hold);
  const checkedAt = performance.now();
  let refresh = 0;
  const at = '2026-11-21T04:00:00Z';
  publishDay(db, known, staged, {
    runId,
    fingerprint: checked.fingerprint,
    verified: checked.verified,
    source: source.name,
    at,
    deliveredAt: marker.generatedAt ?? null,
    columns: inspected.columns,
    notes: [],
    alongside: () => inspected.keep(db, at),
    onRefreshed: (ms) => (refresh = ms),
  });
  return {
    read: read - started,
    check: checkedAt - read,
    publish: performance.now() - checkedAt - refresh,
    refresh,
  };
}
