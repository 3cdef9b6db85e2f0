import type { RestatementKind } from '../../../shared/domain/change.ts';
import type { Day } from '../../../shared/domain/day.ts';
import { officeKeyOf } from '../../../shared/domain/office.ts';
import type { DayRows, StagedRow } from '../extract/day-rows.ts';
import { all, one, type ReadableDB, type WritableDB } from '../sqlite/db.ts';
import { COMPANY_ATTRIBUTES } from '../store/companies.ts';
import { dropTakenOut, keepTakenOut, readTakenOut } from '../store/changes-taken-out.ts';
import {
  changeSet,
  extendChangeSet,
  joinTakenBack,
  newestDay,
  openChangeSet,
  writeDayChange,
  type ValueChange,
} from '../store/changes.ts';
import { appliedRun } from '../store/deliveries.ts';
import { measureNames, PRESENT, readWindow } from '../store/history.ts';
import { LOCATION_ATTRIBUTES } from '../store/locations.ts';
import { differenceOf, ROW, type OldDay } from './changes-diff.ts';

/** What a running sync has noted so far. */
interface Noting {
  readonly set: number;
  /** Days that it was the first to bring. */
  readonly fresh: Set<Day>;
}

/** By what a sync knows: it reads that once. */
const notings = new WeakMap<object, Noting>();

interface Publishing {
  readonly runId: string;
  readonly fingerprint: string;
  readonly at: string;
}

/**
 * Notes in the log what publishing this day changes: call in the publishing transaction, before anything of the day is
 * replaced. A day that replaces nothing costs a row; the same delivery read again is no change.
 * @param sync what stands for the running sync
 */
export function logPublish(
  db: WritableDB,
  sync: object,
  staged: DayRows,
  publication: Publishing,
): void {
  const { day } = staged;
  const applied = appliedRun(db, day);
  if (applied?.fingerprint === publication.fingerprint) return;
  const taken = applied ? undefined : readTakenOut(db, day);
  const instead = taken && taken.runId !== publication.runId ? day : undefined;
  const { set, fresh } = notingOf(db, sync, publication.at, instead);
  const newest = newestDay(db);
  const from = changeSet(db, set)?.from_day ?? null;
  const isNew = !applied && !taken && !fresh.has(day);
  if (isNew) fresh.add(day);
  extendChangeSet(db, set, {
    at: publication.at,
    to: Math.max(newest ?? day, day),
    filled: isNew && (from === null ? newest !== null : day <= from),
  });
  // What this sync brought itself nobody has seen otherwise.
  if (fresh.has(day) || (!applied && !taken)) return;
  const old = taken ? oldTaken(taken) : oldDay(db, day);
  const isNewestRow = (office: { day: Day; source_run: string }): boolean =>
    office.day === day || (taken?.newest === true && office.source_run === '');
  const difference = differenceOf(old, staged, [
    ...changedOffices(db, staged, isNewestRow),
    ...changedAccounts(db, staged, (on) => on === day || taken?.newest === true),
  ]);
  dropTakenOut(db, day);
  const kind = kindOf(db, publication, day, taken?.runId);
  if (difference.columns.size === 0 && kind === 'restated') return;
  const replacedRunId = applied?.runId ?? taken?.runId ?? '';
  const { runId, at } = publication;
  writeDayChange(db, { set, day, kind, runId, replacedRunId, at, ...difference });
}

/**
 * Notes that a day is taken back. Call in the transaction that removes it, before it is removed.
 * @param sync what stands for the running sync, where one takes it back; a day that it brought itself was never seen
 */
export function logTakenBack(db: WritableDB, day: Day, at: string, sync: object = {}): void {
  const applied = appliedRun(db, day);
  if (!applied) return;
  const newest = newestDay(db) === day;
  const { set, fresh } = notingOf(db, sync, at, undefined);
  const to = newest
    ? (one<{ day: Day | null }>(db, 'SELECT max(day) AS day FROM applied_run WHERE day < ?', day)
        ?.day ?? null)
    : newestDay(db);
  extendChangeSet(db, set, { at, to, filled: false });
  if (fresh.has(day)) return;
  keepTakenOut(db, day, { runId: applied.runId, newest });
  writeDayChange(db, {
    set,
    day,
    kind: 'taken_back',
    runId: null,
    replacedRunId: applied.runId,
    at,
    columns: new Map([[ROW, applied.rows]]),
    offices: [],
    values: [],
  });
}

/** One set a sync; the run before a day taken back belongs to the taking back. */
function notingOf(db: WritableDB, sync: object, at: string, instead: Day | undefined): Noting {
  const joined = instead === undefined ? undefined : joinTakenBack(db, instead);
  const open = notings.get(sync);
  // A transaction that failed took its set with it.
  if (open && changeSet(db, open.set)) return open;
  const noting = { set: joined ?? openChangeSet(db, at), fresh: new Set<Day>() };
  notings.set(sync, noting);
  return noting;
}

function kindOf(
  db: ReadableDB,
  { runId, fingerprint }: Publishing,
  day: Day,
  takenRun: string | undefined,
): RestatementKind {
  if (takenRun !== undefined && runId < takenRun) return 'taken_back';
  const undone = one(
    db,
    `SELECT id FROM decision WHERE day = ? AND fingerprint = ? AND kind = 'roll_back' AND undone_at IS NOT NULL`,
    day,
    fingerprint,
  );
  return undone ? 'brought_back' : 'restated';
}

function oldDay(db: ReadableDB, day: Day): OldDay {
  const { measures } = readWindow(db, {
    measures: [PRESENT, ...measureNames(db)],
    from: day,
    to: day,
  });
  const marks = measures.get(PRESENT);
  const index = new Map<string, number>();
  const offices: (readonly [string, string])[] = [];
  for (const o of all<{ ord: number; company_id: string; location_id: string }>(
    db,
    'SELECT ord, company_id, location_id FROM location',
  )) {
    if (marks?.[o.ord] !== 1) continue;
    index.set(officeKeyOf(o.company_id, o.location_id), o.ord);
    offices.push([o.company_id, o.location_id]);
  }
  return {
    indexOf: (company, location) => index.get(officeKeyOf(company, location)),
    offices,
    measures: new Map([...measures].filter(([name]) => name !== PRESENT)),
  };
}

function oldTaken(taken: Pick<OldDay, 'offices' | 'measures'>): OldDay {
  const index = new Map(taken.offices.map(([c, l], i) => [officeKeyOf(c, l), i]));
  return { ...taken, indexOf: (company, location) => index.get(officeKeyOf(company, location)) };
}

type Cell = string | number | null;

/** Attributes are known of newest rows only; an older day's cannot be compared. */
function changedOffices(
  db: ReadableDB,
  staged: DayRows,
  isNewestRow: (office: { day: Day; source_run: string }) => boolean,
): ValueChange[] {
  if (!staged.rows.some((r) => r.attributes)) return [];
  const rows = all<Record<string, Cell> & { day: Day; source_run: string }>(
    db,
    `SELECT company_id, location_id, day, source_run, ${LOCATION_ATTRIBUTES.join(', ')} FROM location`,
  ).filter(isNewestRow);
  const before = new Map(
    rows.map((r) => [officeKeyOf(String(r['company_id']), String(r['location_id'])), r]),
  );
  return staged.rows.flatMap((row) =>
    changedCells(row, row.locationId, LOCATION_ATTRIBUTES, (key) => before.get(key)),
  );
}

function changedAccounts(
  db: ReadableDB,
  staged: DayRows,
  isNewest: (day: Day) => boolean,
): ValueChange[] {
  // An account is as the first of its rows says.
  const first = new Map<string, StagedRow>();
  for (const row of staged.rows)
    if (!first.has(row.companyId) && row.attributes) first.set(row.companyId, row);
  if (first.size === 0) return [];
  const rows = all<Record<string, Cell> & { company_id: string; day: Day }>(
    db,
    `SELECT company_id, day, ${COMPANY_ATTRIBUTES.join(', ')} FROM company`,
  ).filter((r) => isNewest(r.day));
  const before = new Map(rows.map((r) => [officeKeyOf(r.company_id, ''), r]));
  return [...first.values()].flatMap((row) =>
    changedCells(row, '', COMPANY_ATTRIBUTES, (key) => before.get(key)),
  );
}

function changedCells(
  row: StagedRow,
  locationId: string,
  columns: readonly string[],
  before: (key: string) => Readonly<Record<string, Cell>> | undefined,
): ValueChange[] {
  const { companyId, attributes } = row;
  const was = attributes && before(officeKeyOf(companyId, locationId));
  if (!was) return [];
  return columns.flatMap((column) => {
    const old = was[column] ?? null;
    const now = attributes.values[column] ?? null;
    return old === now ? [] : [{ companyId, locationId, column, old, new: now }];
  });
}
