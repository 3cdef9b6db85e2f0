import { formatDay } from '../../../shared/domain/day.ts';
import { freshnessOf, type Freshness, type SourceName } from '../../../shared/domain/freshness.ts';
import { one, type ReadableDB } from '../sqlite/db.ts';
import { newestRun } from './deliveries.ts';

type Clocks = Record<SourceName, string | null>;

/** How old the data is as of `now` (ISO). */
export function readFreshness(db: ReadableDB, now: string): Freshness {
  const newest = newestRun(db);
  const waiting = one<{ day: number; status: 'held' | 'failed' }>(
    db,
    `SELECT day, status FROM delivery WHERE id IN (SELECT max(id) FROM delivery GROUP BY day)
     AND status IN ('held', 'failed') ORDER BY day DESC LIMIT 1`,
  );
  const clocks = one<Clocks>(
    db,
    `SELECT max(usage_as_of) AS usage, max(support_as_of) AS support, max(billing_as_of) AS billing,
       max(crm_as_of) AS crm FROM company`,
  );
  return freshnessOf(
    {
      ds: newest ? formatDay(newest.day) : null,
      deliveredAt: newest?.deliveredAt ?? null,
      syncedAt: newest?.publishedAt ?? null,
      waiting: waiting ? { ds: formatDay(waiting.day), status: waiting.status } : null,
      asOf: { ...clocks },
    },
    now,
  );
}
