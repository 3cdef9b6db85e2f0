import type { DataFlag, DataFlags } from '../../../shared/domain/change.ts';
import { formatDay, type Day } from '../../../shared/domain/day.ts';
import { freshnessOf } from '../../../shared/domain/freshness.ts';
import type { ReadableDB } from '../sqlite/db.ts';
import { readChecks } from '../store/checks.ts';
import { decisionOn } from '../store/decisions.ts';
import { newestRun, type AppliedRun } from '../store/deliveries.ts';
import {
  absentOffices,
  accountClocks,
  readTouched,
  readUntold,
  recentlyRestated,
} from '../store/flags.ts';
import { historyDays } from '../store/history.ts';
import { datasetVersion } from '../store/meta.ts';
import { CHECKS } from './checks/registry.ts';
import { missingSince } from './settle.ts';

/** A restatement is pointed at while a reader may remember the old values: a week of data dates. */
const RESTATED_DAYS = 7;
/** Checks of rows that were set aside. */
const SET_ASIDE = new Set(['rows_readable', 'keys_unique', 'day_matches', 'rows_set_aside']);

/** What is known against the data on the screens: of the newest published day, and of what changed shortly before. */
export function readDataFlags(db: ReadableDB): DataFlags {
  const version = datasetVersion(db);
  const newest = newestRun(db);
  if (!newest) return { version, ds: null, flags: [], book: [], more: {} };
  const ofChecks = checkFlags(db, newest);
  return {
    version,
    ds: formatDay(newest.day),
    flags: [
      ...ofChecks.flags,
      ...missingFlags(db, newest.day),
      ...restatedFlags(db, newest.day),
      ...staleFlags(db, newest),
    ],
    book: ofChecks.book,
    more: Object.fromEntries(
      readUntold(db, newest.day, newest.runId).map((r) => [r.check_id, r.offices]),
    ),
  };
}

function checkFlags(db: ReadableDB, { day, runId, fingerprint }: AppliedRun) {
  const titles = new Map(CHECKS.map((check) => [check.id, check.title]));
  const failed = readChecks(db, day, runId).filter((check) => check.status === 'fail');
  const touched = readTouched(db, day, runId);
  const named = new Set(touched.map((t) => t.check_id));
  const released = decisionOn(db, { day, fingerprint, kind: 'publish_anyway' });
  const anyway = released && `Published anyway by ${released.by} (${released.reason})`;
  const held = new Set(failed.filter((c) => c.severity === 'hold').map((c) => c.id));
  const ds = formatDay(day);
  const flags = touched.map((t): DataFlag => {
    const { company_id, location_id } = t;
    const failure = `Failed on ${ds}: ${lowerFirst(titles.get(t.check_id) ?? t.check_id)}`;
    const detail = t.detail === '' ? '' : ` (${t.detail})`;
    if (SET_ASIDE.has(t.check_id)) {
      const text = `A row of ${ds} was set aside${detail}.`;
      return { company_id, location_id, code: 'set_aside', text };
    }
    if (anyway !== undefined && held.has(t.check_id)) {
      const text = `${anyway}. ${failure}${detail}.`;
      return { company_id, location_id, code: 'published_anyway', text };
    }
    return { company_id, location_id, code: t.check_id, text: `${failure}${detail}.` };
  });
  const book = failed
    .filter((check) => !named.has(check.id))
    .map((check) => ({
      code: check.id,
      text: `Failed on ${ds}: ${lowerFirst(titles.get(check.id) ?? check.id)} (${check.observed}).`,
    }));
  if (anyway !== undefined)
    book.unshift({
      code: 'published_anyway',
      text: `${anyway}: the data of ${ds} failed a check.`,
    });
  return { flags: unrepeated(flags), book };
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** A row that was set aside fails more than one check. */
function unrepeated(flags: readonly DataFlag[]): readonly DataFlag[] {
  return [...new Map(flags.map((flag) => [JSON.stringify(flag), flag])).values()];
}

function missingFlags(db: ReadableDB, newest: Day): DataFlag[] {
  const days = historyDays(db);
  return absentOffices(db, newest).map((o) => {
    const since = missingSince(days, o.day);
    return {
      company_id: o.company_id,
      location_id: o.location_id,
      code: 'missing',
      text:
        since === null
          ? `No row on ${formatDay(newest)}, last one on ${formatDay(o.day)}; one delivery may be a slip, so the office stays.`
          : `Not delivered since ${formatDay(since)}; the office has left the lists.`,
    };
  });
}

function restatedFlags(db: ReadableDB, newest: Day): DataFlag[] {
  return recentlyRestated(db, newest - RESTATED_DAYS).map((r) => ({
    company_id: r.company_id,
    location_id: r.location_id,
    code: 'restated',
    text: `${r.n} ${r.n === 1 ? 'value was' : 'values were'} restated, last on ${r.at.slice(0, 10)}.`,
  }));
}

function staleFlags(db: ReadableDB, { day }: AppliedRun): DataFlag[] {
  const ds = formatDay(day);
  return accountClocks(db).flatMap(({ company_id, ...clocks }) => {
    const values = { ds, deliveredAt: null, syncedAt: null, waiting: null, asOf: clocks };
    const { sources } = freshnessOf(values, `${ds}T00:00:00Z`);
    const late = sources.filter((s) => s.state === 'late' || s.state === 'stale');
    return late.map((s) => ({
      company_id,
      location_id: null,
      code: 'stale_source',
      text: `${s.text}.`,
    }));
  });
}
