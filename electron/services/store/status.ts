import type { AppStatus } from '../../../shared/contracts/app.ts';
import { formatDay } from '../../../shared/domain/day.ts';
import { one, type ReadableDB } from '../sqlite/db.ts';
import { newestRun } from './deliveries.ts';
import { datasetVersion, readMeta } from './meta.ts';

type Counts = {
  days: number;
  first: number | null;
  offices: number;
  accounts: number;
  scored: number;
  set_aside: number;
};

/** What is in the store, in numbers. */
export function readDataset(db: ReadableDB): AppStatus['dataset'] {
  const newest = newestRun(db);
  const counts = one<Counts>(
    db,
    `SELECT (SELECT count(*) FROM applied_run) AS days, (SELECT min(day) FROM applied_run) AS first,
       (SELECT count(*) FROM location) AS offices, (SELECT count(*) FROM company) AS accounts,
       (SELECT count(*) FROM score WHERE adoption IS NOT NULL) AS scored,
       (SELECT coalesce(sum(rejected), 0) FROM applied_run) AS set_aside`,
  );
  const settings = one<{ settings: string }>(db, 'SELECT settings FROM score LIMIT 1');
  const first = counts?.first ?? null;
  return {
    version: datasetVersion(db),
    ds: newest ? formatDay(newest.day) : null,
    runId: newest?.runId ?? null,
    verified: newest?.verified ?? false,
    publishedAt: newest?.publishedAt ?? null,
    days: counts?.days ?? 0,
    firstDs: first === null ? null : formatDay(first),
    offices: counts?.offices ?? 0,
    accounts: counts?.accounts ?? 0,
    scored: counts?.scored ?? 0,
    scoreSettings: settings?.settings ?? null,
    setAside: counts?.set_aside ?? 0,
  };
}

/** Deliveries newer than the data on the screens that could not be published, as sentences. */
export function readNotices(db: ReadableDB): AppStatus['notices'] {
  const held = one<{ day: number; status: string; reason: string | null }>(
    db,
    `SELECT day, status, reason FROM delivery WHERE id IN (SELECT max(id) FROM delivery GROUP BY day)
     AND status IN ('held', 'failed') ORDER BY day DESC LIMIT 1`,
  );
  if (!held) return [];
  const newest = newestRun(db);
  // A held day behind the newest one is history; one in front of it is what people wait for.
  const rest = newest && held.day > newest.day ? ` The screens show ${formatDay(newest.day)}.` : '';
  return [
    {
      code: `delivery_${held.status}`,
      text: `${formatDay(held.day)} ${held.status === 'held' ? 'is held' : 'could not be read'}. ${held.reason ?? ''}${rest}`,
    },
  ];
}

/** Where the data came from; the sample book marks itself. */
export function readSource(db: ReadableDB): { source: string | null; sample: boolean } {
  return { source: readMeta(db, 'source'), sample: readMeta(db, 'sample') === '1' };
}
